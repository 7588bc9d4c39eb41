import { readFile } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { optionsSchema } from '@ddext-oauth/scaffold';
import { describe, expect, test } from '@jest/globals';
import { place, published, run } from './testing/command.ts';
import { treeOf } from './testing/tree.ts';

const read = (path: string) => readFile(fileURLToPath(new URL(path, import.meta.url)), 'utf8');
const manifest = async (path: string) => JSON.parse(await read(path));

interface Metafile {
  readonly outputs: Readonly<Record<string, { readonly imports: readonly { readonly path: string }[] }>>;
}

describe('options that print information', () => {
  test.each([['--version'], ['-v'], ['x', '--yes', '--version']])(
    '%s %s prints the version and creates no file',
    async (...flags) => {
      const here = await place();
      const { version } = await manifest('../package.json');
      expect(await run(here, flags.filter(Boolean))).toEqual({
        code: 0,
        signal: null,
        stdout: `${version}\n`,
        stderr: '',
      });
      expect(await treeOf(here.cwd)).toEqual({});
    },
  );

  test.each([['--help'], ['-h'], ['x', '--nope', '--help']])(
    '%s %s prints the help and creates no file',
    async (...flags) => {
      const here = await place();
      const { code, stdout, stderr } = await run(here, flags.filter(Boolean));
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      for (const flag of [
        'strategy',
        'provider',
        'image',
        'title',
        'port',
        'yes',
        'dry-run',
        'json',
        'no-install',
        'no-git',
        'print-schema',
      ]) {
        expect(stdout).toContain(`--${flag}`);
      }
      expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
      expect(await treeOf(here.cwd)).toEqual({});
    },
  );

  test('--print-schema prints the options as a JSON Schema and creates no file', async () => {
    const here = await place();
    const { code, stdout, stderr } = await run(here, ['x', '--yes', '--print-schema']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toEqual(JSON.parse(JSON.stringify(optionsSchema())));
    expect(await treeOf(here.cwd)).toEqual({});
  });

  test('each option of the schema is an option of the command, and of the others only those of --add take a value', async () => {
    const here = await place();
    const { stdout: schema } = await run(here, ['--print-schema']);
    const { stdout: help } = await run(here, ['--help']);
    const { directory: _, ...options } = JSON.parse(schema).properties;
    const flags = [...help.matchAll(/^ .{5}--([\w-]+)( [A-Z])?/gm)];
    const named = flags.map(([, name, value]) => ({ name, takesValue: value !== undefined }));
    const inKebabCase = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    const described = Object.entries<{ type: string }>(options).map(([name, { type }]) => ({
      name: inKebabCase(name),
      takesValue: type !== 'boolean',
    }));
    const switches = named.slice(described.length);
    expect(named.slice(0, described.length)).toEqual(described);
    const ofAdd = switches.filter(({ takesValue }) => takesValue).map(({ name }) => name);
    expect(ofAdd).toEqual(['method', 'prefix']);
  });

  test('names the required version on a Node.js that is too old', async () => {
    const here = await place();
    const old = 'data:text/javascript,delete process.getBuiltinModule';
    const { code, stderr } = await run(here, ['--help'], {
      env: { NODE_OPTIONS: `--import=${old.replace(' ', '%20')}` },
    });
    expect(code).toBe(1);
    expect(stderr).toBe(`create-ddext-oauth needs Node.js 20.19 or newer; this is ${process.version}.\n`);
  });

  test('the README has the exit codes of the help', async () => {
    const { stdout } = await run(await place(), ['--help']);
    const [, codes = ''] = stdout.match(/Exit codes:\n([\s\S]*?)\n\n/) ?? [];
    const rows = codes.split('\n').map((line) => line.trim().split(/ {2,}/));
    expect(rows.length).toBeGreaterThan(6);
    const readme = await read('../README.md');
    for (const [code, meaning] of rows) expect(readme).toContain(`| ${code} | ${meaning} |`);
  });
});

describe('the published package', () => {
  test('needs no dependency and contains no network client', async () => {
    const { outputs }: Metafile = await manifest('../dist/metafile.json');
    const imported = Object.values(outputs).flatMap(({ imports }) => imports);
    const paths = [...new Set(imported.map(({ path }) => path))];
    expect(paths.filter((path) => !isBuiltin(path))).toEqual([]);
    expect(paths.length).toBeGreaterThan(3);
    for (const network of ['net', 'http', 'https', 'http2', 'tls', 'dns', 'dgram'])
      expect(paths).not.toContain(`node:${network}`);
    expect(await read('../dist/index.cjs')).not.toMatch(/\bfetch\(|\bWebSocket\b/);
  });

  test('is small: at most 0.5 MB unpacked and 115 kB packed', async () => {
    const beside = ['README.md', 'LICENSE', 'CHANGELOG.md', 'package.json', 'THIRD-PARTY-LICENSES.txt'];
    const texts = (files: readonly string[]) => Promise.all(files.map((file) => read(`../${file}`)));
    const programs = (await texts(published)).join('');
    expect(Buffer.byteLength(programs + (await texts(beside)).join(''))).toBeLessThan(5e5);
    expect(gzipSync(programs).length).toBeLessThan(1.15e5);
  });

  test('has no dependencies, and does not contain packed packages', async () => {
    const { dependencies, files } = await manifest('../package.json');
    expect(dependencies).toBeUndefined();
    expect(files.filter((path: string) => path.startsWith('dist'))).toEqual(published);
  });

  test('has the version of the templates', async () => {
    expect((await manifest('../package.json')).version).toBe(
      (await manifest('../../scaffold/package.json')).version,
    );
  });
});
