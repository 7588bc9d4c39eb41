import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, delimiter, dirname, join } from 'node:path';
import { afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { childEnvironment } from './support/child-environment.mjs';
import { docker, dockerCommand, noEngine } from './support/docker.ts';
import { editExtension } from './support/edited-extension.ts';
import { commit, hostWorkspace, nxIn } from './support/host-workspace.ts';
import { fingerprint, run, typeChecked, workspace } from './support/workspace.ts';

const withEngine = noEngine ? test.skip : test;

const [oldest, newest] = ['20.8.4', '24.0.0'];

/** The oldest and the newest supported version of Nx. */
describe.each([oldest, newest])('in a workspace with nx %s', (version) => {
  let host: string;
  let nx: ReturnType<typeof nxIn>;
  const image = `acme/e2e-${crypto.randomUUID().slice(0, 8)}`;
  const read = (path: string) => readFileSync(join(host, path), 'utf8');
  const generate = (generator: string, ...args: string[]) =>
    nx('generate', `@ddext-oauth/nx:${generator}`, ...args, '--no-interactive');
  const status = () => run('git', ['status', '--porcelain'], { cwd: host });

  beforeAll(async () => {
    host = await hostWorkspace(`host-${version}`, version);
    nx = nxIn(host);
    await generate('extension', 'extensions/hello', `--image=${image}`);
    await commit(host);
    await run('git', ['tag', 'made'], { cwd: host });
  });

  // Each test starts with the committed workspace. Installed packages and caches are kept.
  afterEach(async () => {
    await run('git', ['reset', '--quiet', '--hard', 'made'], { cwd: host });
    await run('git', ['clean', '--quiet', '--force', '-d'], { cwd: host });
  });

  test('a dry run of the extension generator writes nothing', async () => {
    const output = await generate('extension', 'extensions/other', '--dry-run');
    expect(output).toContain('CREATE extensions/other/Dockerfile');
    expect(await status()).toBe('');
  });

  test('a misspelled option is rejected by name', async () => {
    await expect(generate('extension', 'extensions/other', '--startegy=extension-tab')).rejects.toThrow(
      "'startegy' is not found in schema",
    );
    await expect(generate('extension', 'extensions/No Name')).rejects.toThrow('cannot name an extension');
    expect(await status()).toBe('');
  });

  test('another extension is type-checked, tested and built together with the existing one', async () => {
    expect((await nx('show', 'projects')).trim().split('\n').sort()).toEqual(
      ['@hello/auth', '@hello/backend', '@hello/ui', 'hello', 'theirs'].sort(),
    );
    // One project shows the target; the compiler of this repository checks them all, several times as fast. The generator writes
    // the same files with every Nx.
    await nx('typecheck', '@hello/auth');
    if (version === newest)
      expect(await typeChecked(join(host, 'extensions/hello'))).toEqual(['auth', 'backend', 'ui']);
    // The tests of the page take most of the time. They run below, once, and its build is what the check and the image need.
    const output = await nx('run-many', '-t', 'test', 'build', '--projects=@hello/auth,@hello/backend');
    expect(output).toContain('Successfully ran targets test, build for 2 projects');
  });

  test('an extension has the targets that its files need', async () => {
    const { targets } = JSON.parse(await nx('show', 'project', 'hello', '--json'));
    expect(Object.keys(targets)).toEqual(
      expect.arrayContaining(['check', 'dev', 'image', 'install-extension']),
    );
    expect(targets.image.options).toMatchObject({
      command: `docker build --tag ${image}:dev .`,
      cwd: 'extensions/hello',
    });
    expect(targets.dev).toMatchObject({ executor: 'nx:run-script', continuous: true });
  });

  test('its check has no finding, and comes from the cache the second time', async () => {
    expect(await nx('check', 'hello')).toMatch(/0 findings/);
    expect(await nx('check', 'hello')).toMatch(
      /existing outputs match the cache|local cache|\d+\/\d+ hit \(100%\)/,
    );
  });

  test('one changed file affects its extension and no other project', async () => {
    const path = 'extensions/hello/ui/src/App.tsx';
    writeFileSync(join(host, path), `${read(path)}// Ours.\n`);
    const affected = await nx('show', 'projects', '--affected', `--files=${path}`);
    expect(affected.trim().split('\n').sort()).toEqual(['@hello/ui', 'hello']);
  });

  test('the provider generator adds a provider once, and removes it again', async () => {
    const before = fingerprint(join(host, 'extensions/hello/auth/src'));
    await generate('provider', 'github');
    expect(existsSync(join(host, 'extensions/hello/auth/src/providers/github.ts'))).toBe(true);
    await commit(host);
    expect(await generate('provider', 'github')).toContain('Nothing to change');
    expect(await status()).toBe('');
    await generate('remove-provider', 'github');
    expect(fingerprint(join(host, 'extensions/hello/auth/src'))).toEqual(before);
  });

  test('the strategy generator changes an extension that then passes every target', async () => {
    await generate('strategy', 'extension-tab', '--exchange=ui');
    expect(existsSync(join(host, 'extensions/hello/backend/src'))).toBe(false);
    await generate('strategy', 'extension-tab', '--exchange=backend');
    // One version of Nx shows that the tests and type checks of the same files pass.
    const targets = [...(version === newest ? ['test'] : []), 'build', 'check'];
    const output = await nx('run-many', '-t', ...targets, '--projects=@hello/*,hello');
    expect(output).toContain(`Successfully ran targets ${targets.join(', ')} for `);
    if (version === newest)
      expect(await typeChecked(join(host, 'extensions/hello'))).toEqual(['auth', 'backend', 'ui']);
  });

  test('a conflict is shown, and nothing is written', async () => {
    const path = 'extensions/hello/auth/src/providers/index.ts';
    writeFileSync(
      join(host, path),
      read(path).replace(/\[\n[\s\S]*\];/, 'Object.values({ oidc }).reverse();'),
    );
    const conflicting = generate('provider', 'github');
    await expect(conflicting).rejects.toThrow(
      /Nothing is written.*\.reverse\(\).*--skip=auth\/src\/providers\/index\.ts/s,
    );
    expect((await status()).trim()).toBe(`M ${path}`);
  });

  // The Dockerfile and the merge are the same with every version of Nx.
  if (version === newest) {
    withEngine(`its image contains what the workspace has built ${noEngine ?? ''}`, async () => {
      const PATH = [dirname(docker), childEnvironment.PATH].join(delimiter);
      await nxIn(host, { PATH, DOCKER_BUILDKIT: '1' })('image', 'hello');
      const list = ['run', '--rm', '--entrypoint', 'ls', `${image}:dev`, '/ui', '/backend'];
      const listed = await dockerCommand(...list);
      expect(listed).toMatch(/index\.html/);
      expect(listed).toMatch(/backend\.mjs/);
      await dockerCommand('image', 'rm', '--force', `${image}:dev`);
    });

    test('generators keep random edits, and write formatted code', async () => {
      const folder = join(host, 'extensions/hello');
      const biome = join(workspace, 'node_modules/.bin/biome');
      const settings = readFileSync(join(workspace, 'biome.json'), 'utf8');
      writeFileSync(join(folder, 'biome.json'), settings.replaceAll(`@${basename(workspace)}/`, '@hello/'));
      const lost = await editExtension(folder, 1, 6);
      await run(biome, ['check', '--write'], { cwd: folder });
      expect(await lost()).toEqual([]);
      await generate('provider', 'github');
      await generate('port', '6123');
      await generate('title', 'Front Desk');
      expect(await lost()).toEqual([]);
      const warnings = [
        await generate('strategy', 'extension-tab', '--accept=oidc'),
        await generate('strategy', 'backend-callback'),
        await generate('remove-provider', 'github'),
      ];
      expect(await lost({ removed: ['github'], warnings })).toEqual([]);
      expect(await run(biome, ['check'], { cwd: folder })).toContain('No fixes applied');
      expect(await typeChecked(folder)).toEqual(['auth', 'backend', 'ui']);
      expect(await nx('test', '@hello/auth')).toContain('Successfully ran target test');
    });
  }
});
