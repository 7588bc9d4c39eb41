import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { x } from 'tinyexec';
import { swapIn } from '../../build/swap.mjs';
import { root } from '../../dev/environment.mjs';

const MODULES = 30;
let folder: string;
let fixture: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'builds-'));
  fixture = join(folder, 'packages/fixture');
});
afterEach(() => rm(folder, { recursive: true }));

const build = async () =>
  x(process.execPath, [join(root, 'tools/build/build.mjs'), 'build.mjs'], {
    throwOnError: true,
    nodeOptions: { cwd: fixture },
  });
const write = async (path: string, text: string) => {
  await mkdir(join(fixture, path, '..'), { recursive: true });
  await writeFile(join(fixture, path), text);
};

/** Writes modules with long texts, each in two halves, like a slow compiler. */
const script = `
  import { appendFile, readFile, writeFile } from 'node:fs/promises';
  const version = await readFile('src/version', 'utf8');
  if (version === 'broken') throw new Error('This does not compile.');
  const names = Array.from({ length: ${MODULES} }, (_, index) => 'module' + index);
  const out = (name) => process.env.BUILD_DIRECTORY + '/' + name + '.js';
  for (const name of names) await writeFile(out(name), 'export const ' + name + " = '" + ('version ' + version + ' ').repeat(2000));
  for (const name of names) await appendFile(out(name), "end';");
  const imports = names.map((name) => 'import { ' + name + " } from './" + name + ".js';");
  await writeFile(out('index'), imports.join('') + 'export const all = [' + names + '];');
`;

const writeVersion = (version: string) => write('src/version', version);

async function writePackage(): Promise<void> {
  await write('package.json', JSON.stringify({ name: 'fixture', type: 'module' }));
  await write('build.mjs', script);
  await writeVersion('0');
}

/** Imports dist/ repeatedly, each time in a new thread, until its input ends. */
const reader = `
  import { Worker } from 'node:worker_threads';
  const seen = { imports: 0, failures: [] };
  let going = true;
  process.stdin.on('end', () => { going = false; }).resume();
  const once = () => new Promise((resolve) => {
    const code = \`import(\${JSON.stringify(process.argv[1])}).then(({ all }) => {
      if (all.length !== ${MODULES} || all.some((text) => !text.endsWith(' end'))) throw new Error('not whole');
    })\`;
    const worker = new Worker(code, { eval: true });
    worker.once('error', (error) => seen.failures.push(String(error)));
    worker.once('exit', resolve);
  });
  await once();
  console.log('reading');
  while (going) { await once(); seen.imports += 1; }
  console.log(JSON.stringify(seen));
`;

describe('a built package', () => {
  test('can be imported at any time during its builds, even two at the same time', async () => {
    await writePackage();
    await build();
    const args = ['--input-type=module', '-e', reader, join(fixture, 'dist/index.js')];
    const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    const output: string[] = [];
    child.stdout.setEncoding('utf8').on('data', (text: string) => output.push(text));
    const closed = once(child, 'close');
    await once(child.stdout, 'data');
    try {
      for (const version of ['1', '2', '3', '4', '5']) {
        await writeVersion(version);
        await Promise.all([build(), build()]);
      }
    } finally {
      child.stdin.end();
      await closed;
    }
    const seen = JSON.parse(output.join('').split('\n')[1] ?? '');
    expect(seen).toEqual({ imports: expect.any(Number), failures: [] });
    expect(seen.imports).toBeGreaterThan(0);
    expect((await readFile(join(fixture, 'dist/module0.js'), 'utf8')).includes('version 5')).toBe(true);
    expect(await readdir(join(folder, '.builds'))).toEqual(['fixture.json']);
  });

  test('is not built again while its sources and output are unchanged', async () => {
    await writePackage();
    await build();
    const built = async () => (await stat(join(fixture, 'dist/index.js'))).ino;
    const first = await built();
    await build();
    expect(await built()).toBe(first);
    await rm(join(fixture, 'dist/index.js'));
    await build();
    expect(await built()).not.toBe(first);
  });

  test('does not change if it does not compile', async () => {
    await writePackage();
    await build();
    await writeVersion('broken');
    await expect(build()).rejects.toMatchObject({
      output: { stderr: expect.stringContaining('This does not compile.') },
    });
    expect((await readFile(join(fixture, 'dist/module0.js'), 'utf8')).includes('version 0')).toBe(true);
  });
});

test('a swap does not touch unchanged files, and removes stale files except those to keep', async () => {
  const [staged, target] = [join(folder, 'staged'), join(folder, 'target')];
  const put = async (path: string, text: string) => {
    await mkdir(join(folder, path, '..'), { recursive: true });
    await writeFile(join(folder, path), text);
  };
  for (const name of ['same', 'changed', 'gone/below', 'vendor/kept']) await put(`target/${name}`, 'before');
  for (const [name, text] of [
    ['same', 'before'],
    ['changed', 'after'],
    ['added/below', 'after'],
  ] as const)
    await put(`staged/${name}`, text);
  const { ino } = await stat(join(target, 'same'));
  await swapIn(staged, target, { keep: (path) => path.startsWith('vendor') });
  const files = ['added/below', 'changed', 'same', 'vendor/kept'].map((path) =>
    readFile(join(target, path), 'utf8'),
  );
  expect(await Promise.all(files)).toEqual(['after', 'after', 'before', 'before']);
  expect((await stat(join(target, 'same'))).ino).toBe(ino);
  await expect(stat(join(target, 'gone/below'))).rejects.toMatchObject({ code: 'ENOENT' });
  expect(await readdir(folder)).toEqual(['target']);
});
