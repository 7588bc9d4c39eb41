import { existsSync } from 'node:fs';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { place, run, runToEnd } from './testing/command.ts';
import { tarballs } from './testing/tarballs.ts';
import { fileOf, treeOf } from './testing/tree.ts';

const QUIET = ['--yes', '--no-install', '--no-git'];
// biome-ignore lint/suspicious/noControlCharactersInRegex: the tests search for the escape character.
const ANSI = /\u001b\[/;

describe('creating an extension', () => {
  test('writes the files, and prints the next commands and the redirect URI to register', async () => {
    const here = await place();
    const ended = await run(here, ['deep/sign-in', ...QUIET, '--port', '51234', '--title', 'Sign in']);
    expect(ended).toMatchObject({ code: 0, signal: null, stderr: '' });
    expect(ended.stdout).toContain(
      '  cd deep/sign-in\n  pnpm install\n  pnpm dev\n  pnpm nx run-many -t test\n',
    );
    expect(ended.stdout).toContain('  http://127.0.0.1:51234/callback/oidc\n');
    expect(Object.keys(await treeOf(join(here.cwd, 'deep/sign-in')))).toEqual(
      expect.arrayContaining(['package.json', 'Dockerfile', 'metadata.json']),
    );
  });

  test('with keys only needs no strategy or provider, and prints where users create a key', async () => {
    const here = await place();
    const ended = await run(here, [
      'hub',
      ...['--token', 'docker-hub', '--image', 'acme/hub', '--title', 'Hub', '--no-install', '--no-git'],
    ]);
    expect(ended).toMatchObject({ code: 0, signal: null, stderr: '' });
    expect(ended.stdout).toContain(
      'includes test keys. Users create a key on this page and paste it into the extension:\n' +
        '  Docker Hub, personal access token: https://app.docker.com/settings/personal-access-tokens\n',
    );
    expect(ended.stdout).not.toMatch(/redirect URI|127\.0\.0\.1/);
    const { options, command } = JSON.parse(await readFile(join(here.cwd, 'hub/ddext-oauth.json'), 'utf8'));
    expect(options).toMatchObject({ provider: [], token: ['docker-hub'] });
    expect(command).not.toContain('--provider');
  });

  test('prints no escape sequence to a pipe, even with FORCE_COLOR', async () => {
    const here = await place();
    const made = await run(here, ['x', ...QUIET, '--title', 'Extension'], { env: { FORCE_COLOR: '1' } });
    const refused = await run(here, ['x', ...QUIET], { env: { FORCE_COLOR: '1' } });
    expect([made.code, refused.code]).toEqual([0, 3]);
    expect(`${made.stdout}${made.stderr}${refused.stderr}`).not.toMatch(ANSI);
    expect(made.stderr).toMatch(/^Warning: [^\n]+\n$/);
  });

  test('writes the same bytes in any directory', async () => {
    const here = await place();
    const flags = ['--provider', 'github', '--provider', 'oidc', '--image', 'acme/sign-in', ...QUIET];
    await run(here, ['one/sign-in', ...flags]);
    await run(here, [join(here.cwd, 'two/sign-in'), ...flags]);
    const [one, two] = await Promise.all(['one', 'two'].map((name) => treeOf(join(here.cwd, name))));
    expect(Object.keys(one ?? {}).length).toBeGreaterThan(10);
    expect(one).toEqual(two);
  });

  test('writes the same bytes with the command that it prints', async () => {
    const here = await place();
    const { command } = JSON.parse(
      (await run(here, ['a/sign-in', '--json', '--no-install', '--no-git', '--title', "It's $5"])).stdout,
    );
    await mkdir(join(here.cwd, 'b'));
    // A shell function named pnpm runs the built command, so that the printed command is not changed.
    const script = `pnpm() { shift 2; '${process.execPath}' '${here.command}' "$@"; }; ${command} --no-install --no-git`;
    runToEnd('sh', ['-c', script], { cwd: join(here.cwd, 'b'), env: here.env });
    expect(await treeOf(join(here.cwd, 'b'))).toEqual(await treeOf(join(here.cwd, 'a')));
  });

  test('works in an empty working directory, which stays the same', async () => {
    const here = await place();
    const cwd = join(here.cwd, 'sign-in');
    await mkdir(cwd);
    const { ino } = await stat(cwd);
    const ended = await run(here, ['.', ...QUIET], { cwd });
    expect(ended).toMatchObject({ code: 0, stdout: expect.not.stringContaining('cd ') });
    expect((await stat(cwd)).ino).toBe(ino);
    expect(await treeOf(cwd)).toHaveProperty(['package.json']);
  });

  test('works in a fresh clone', async () => {
    const here = await place();
    await mkdir(join(here.cwd, 'sign-in/.git'), { recursive: true });
    await writeFile(join(here.cwd, 'sign-in/.git/HEAD'), 'ref: refs/heads/main\n');
    expect(await run(here, ['sign-in', ...QUIET])).toMatchObject({ code: 0 });
    expect(await readFile(join(here.cwd, 'sign-in/.git/HEAD'), 'utf8')).toBe('ref: refs/heads/main\n');
  });

  test('succeeds if its output is not read to the end', async () => {
    const here = await place();
    const script = `'${process.execPath}' '${here.command}' x ${QUIET.join(' ')} | true; ls x/package.json`;
    expect(runToEnd('sh', ['-c', script], { cwd: here.cwd, env: here.env }).stdout).toBe('x/package.json\n');
  });

  test('requires no --yes if all options without a default are given', async () => {
    const here = await place();
    const answers = ['x', '--strategy', 'backend-callback', '--provider', 'oidc', '--image', 'acme/x'];
    expect(await run(here, [...answers, '--no-install', '--no-git'])).toMatchObject({ code: 0 });
  });

  test('adds the packages in the folder of the command to the extension', async () => {
    const here = await place();
    await mkdir(join(here.command, '../vendor'));
    for (const file of tarballs) await writeFile(join(here.command, '../vendor', file), file);
    expect(await run(here, ['x', ...QUIET])).toMatchObject({ code: 0 });
    const tree = await treeOf(join(here.cwd, 'x/vendor'));
    expect(tree).toEqual(Object.fromEntries(tarballs.map((file) => [file, fileOf(file)])));
  });
});

describe('--dry-run', () => {
  test('lists every file and writes none', async () => {
    const here = await place();
    await writeFile(join(here.cwd, 'sentinel'), 'mine');
    const before = await treeOf(here.cwd);
    const dry = await run(here, ['deep/x', '--yes', '--dry-run']);
    expect(dry).toMatchObject({ code: 0, stderr: '' });
    expect(await treeOf(here.cwd)).toEqual(before);
    await run(here, ['deep/x', ...QUIET]);
    const tree = await treeOf(join(here.cwd, 'deep/x'));
    const lines = dry.stdout.split('\n').map((line) => line.trim());
    for (const [path, file] of Object.entries(tree))
      if (file) expect(lines).toContain(`${file.bytes}  ${path}`);
  });
});

describe('--dry-run --explain', () => {
  const templates = fileURLToPath(new URL('../../../templates', import.meta.url));

  test('prints the template and the partials of each file, and writes none', async () => {
    const here = await place();
    const { stdout: plain } = await run(here, ['x', '--yes', '--dry-run']);
    const { code, stdout, stderr } = await run(here, ['x', '--yes', '--dry-run', '--explain']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(await treeOf(here.cwd)).toEqual({});
    expect(stdout.replaceAll(/ <- .*/g, '')).toBe(plain);
    const [, ...lines] = stdout.trimEnd().split('\n');
    const rows = lines.map((line) => /^ +\d+ {2}(\S+) <- (\S+)(?: \(\+ (.+)\))?$/.exec(line) ?? []);
    expect(rows.length).toBeGreaterThan(40);
    const named = rows.flatMap(([, , source = 'none', partials]) => [
      source,
      ...(partials?.split(', ') ?? []),
    ]);
    expect(named.filter((file) => !existsSync(join(templates, file)))).toEqual([]);
    expect(lines).toContainEqual(expect.stringContaining('  compose.yaml <- +backend/compose.yaml.hbs'));
    expect(named).toContainEqual(expect.stringMatching(/^extension\/_partials\/.+\.hbs$/));
  });

  test('with --json lists them for each file', async () => {
    const here = await place();
    const { stdout } = await run(here, ['x', '--yes', '--dry-run', '--explain', '--json']);
    const { files } = JSON.parse(stdout);
    expect(files).toContainEqual({
      path: 'metadata.json',
      bytes: expect.any(Number),
      from: [expect.stringMatching(/^[+\w-]+\/metadata\.json\.hbs$/)],
    });
  });

  test('without --dry-run --explain is an error', async () => {
    const here = await place();
    const { code, stderr } = await run(here, ['x', '--yes', '--explain']);
    expect({ code, stderr }).toEqual({ code: 2, stderr: 'Error: --explain requires --dry-run.\n' });
  });
});

describe('--json', () => {
  test.each([[[]], [['--dry-run']]])('prints one object and does not prompt, with %j', async (more) => {
    const here = await place();
    const flags = [
      '--provider',
      'github',
      '--image',
      'acme/sign-in',
      '--title',
      'My Extension',
      '--port',
      '51234',
    ];
    const ended = await run(here, ['sign-in', '--json', '--no-install', '--no-git', ...flags, ...more]);
    const dryRun = more.length > 0;
    expect(JSON.parse(ended.stdout)).toEqual({
      ok: true,
      dryRun,
      directory: join(here.cwd, 'sign-in'),
      files: expect.arrayContaining([{ path: 'package.json', bytes: expect.any(Number) }]),
      options: {
        directory: 'sign-in',
        name: 'sign-in',
        title: 'My Extension',
        image: 'acme/sign-in',
        port: 51_234,
        redirect: 'scheme',
        exchange: 'backend',
        key: 'page',
        strategy: 'backend-callback',
        hosts: ['docker', 'rancher', 'podman'],
        providers: ['github'],
        privateKeyJwt: [],
        par: [],
        dpop: [],
        tokens: [],
        accept: [],
        license: 'MIT',
        bare: false,
      },
      redirectUris: [{ uri: 'http://127.0.0.1:51234/callback/github', providers: ['github'] }],
      command:
        'pnpm create ddext-oauth sign-in --strategy backend-callback --hosts docker,rancher,podman --provider github --image acme/sign-in --title "My Extension" --port 51234 --yes',
      warnings: [expect.stringContaining('contains the word "extension"')],
      installed: false,
      nextCommands: ['cd sign-in', 'pnpm install', 'pnpm dev', 'pnpm nx run-many -t test'],
    });
    expect(ended).toMatchObject({ code: 0, stderr: expect.stringMatching(/^Warning: [^\n]+\n$/) });
    expect(
      Object.keys(await treeOf(here.cwd))
        .map((path) => basename(path))
        .includes('sign-in'),
    ).toBe(!dryRun);
  });
});
