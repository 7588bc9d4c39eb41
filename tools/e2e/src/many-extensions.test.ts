import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { addExtensions } from '../../dev/nx-extensions.mjs';
import { childEnvironment } from './support/child-environment.mjs';
import { cloneWithPackages, withRemoteCache } from './support/clone.ts';
import { type NxCacheServer, startNxCacheServer } from './support/nx-cache-server.ts';
import { testedPartOf } from './support/tested-page.ts';
import { create, edit, projectsOf, run } from './support/workspace.ts';

const COUNT = 20;
let path: string;
let cache: NxCacheServer;

const folder = (n: number) => `extensions/one-of-${n}`;
const nx = (...args: string[]) => run('nx', args, { cwd: path });
const parts = ['auth', 'backend', 'ui'];

/** One workspace, in which Nx has the first extension at the root and the others in folders. */
beforeAll(async () => {
  cache = await startNxCacheServer();
  path = await create('many', '--image', 'acme/many', '--no-git');
  const others = Array.from({ length: COUNT - 1 }, (_, index) => folder(index + 2));
  await run(process.execPath, addExtensions(others), { cwd: path });
  await run('git', ['init', '--quiet'], { cwd: path });
  await commit('Twenty extensions');
});

afterAll(() => cache?.close());

async function commit(message: string): Promise<void> {
  const person = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com'];
  await run('git', ['add', '--all'], { cwd: path });
  await run('git', [...person, 'commit', '--quiet', '--message', message], { cwd: path });
}

const tests = [
  ...['run-many', '-t', 'test', '--output-style=static'],
  // The tests of a page take most of the time, and are the same in all extensions.
  `--projects=@many/auth,@many/backend,@one-of-2/*,@one-of-${COUNT}/auth,@one-of-${COUNT}/backend`,
];

describe(`a workspace with ${COUNT} extensions`, () => {
  // Runs three of them at once: the workspace itself and two in folders. The others differ only in their names.
  test('tests extensions in parallel, and takes every result from the cache the second time', async () => {
    const first = await run('nx', tests, { cwd: path, env: withRemoteCache(cache.url, cache.tokens.write) });
    expect(first).toContain('Successfully ran target test for 7 projects');
    expect(first.match(/Tests: +\d+ passed, \d+ total/g)).toHaveLength(7);
    for (const other of ['.', folder(COUNT)])
      expect(testedPartOf(join(path, other))).toEqual(testedPartOf(join(path, folder(2))));
    expect(await nx(...tests)).toMatch(
      /(?:read the output from the cache instead of running the command for|Cache:) +7\b/,
    );
  });

  test('has the projects of every extension', async () => {
    const projects = (await nx('show', 'projects', '--with-target=test')).trim().split('\n');
    const names = ['many', ...Array.from({ length: COUNT - 1 }, (_, index) => `one-of-${index + 2}`)];
    expect(projects.sort()).toEqual(
      names.flatMap((name) => ['auth', 'backend', 'ui'].map((project) => `@${name}/${project}`)).sort(),
    );
  });

  test('tests only the extension whose file changes', async () => {
    const file = join(path, folder(7), 'auth/src/extension.ts');
    writeFileSync(file, `${readFileSync(file, 'utf8')}// A change.\n`);
    const affected = await nx('show', 'projects', '--affected', '--base=HEAD', '--with-target=test');
    expect(affected.trim().split('\n').sort()).toEqual(parts.map((project) => `@one-of-7/${project}`));
    await run('git', ['checkout', '--quiet', '--', folder(7)], { cwd: path });
  });

  test('takes the results of another clone from the remote cache, and tests only what changed', async () => {
    const stored = cache.exchanges();
    expect(stored.filter((exchange) => exchange === 'PUT 200').length).toBeGreaterThanOrEqual(7);
    const folders = ['.', folder(2), folder(COUNT)];
    const projects = folders.flatMap((each) => projectsOf(join(path, each)).map((part) => join(each, part)));
    const clone = await cloneWithPackages(path, 'many-clone', projects);
    const env = withRemoteCache(cache.url, cache.tokens.read);

    const output = await run('nx', tests, { cwd: clone, env });
    expect(output).toContain('Successfully ran target test for 7 projects');
    expect(output.match(/\[remote cache\]/g)).toHaveLength(7);
    expect(new Set(cache.exchanges())).toEqual(new Set(['GET 200']));

    edit(join(clone, folder(2), 'backend/src/backend.ts'), 'export', '// A change.\nexport');
    const changed = await run('nx', tests, { cwd: clone, env });
    expect(changed).toContain('Successfully ran target test for 7 projects');
    expect(changed.match(/Tests: +\d+ passed/g)).toHaveLength(7);
    // The token can only read: the result of the change stays on this machine, and Nx continues.
    expect(cache.exchanges()).toEqual(['GET 404', 'PUT 403']);
  });
});

describe('the plan of its CI', () => {
  /** What `ddext-ci plan` prints. */
  async function plan() {
    const env = { ...childEnvironment, NX_BASE: 'HEAD', GITHUB_OUTPUT: '' };
    const output = await run('pnpm', ['exec', 'ddext-ci', 'plan', '--jobs=4'], { cwd: path, env });
    const matrix = (name: string) => JSON.parse(new RegExp(`^${name}=(.*)$`, 'm').exec(output)?.[1] ?? '');
    return { tasks: matrix('tasks'), images: matrix('images') };
  }

  test('has no job if nothing changed', async () => {
    expect(await plan()).toEqual({ tasks: [], images: [] });
  });

  test('has one job for one changed extension, and builds its image', async () => {
    edit(join(path, folder(7), 'backend/src/backend.ts'), 'export', '// A change.\nexport');
    const { tasks, images } = await plan();
    expect(tasks).toEqual([{ name: '1 of 1', projects: '@one-of-7/backend,one-of-7' }]);
    expect(images).toHaveLength(1);
    expect(images[0].projects).toBe('@one-of-7/backend,@one-of-7/ui');
    expect(Object.keys(JSON.parse(images[0].bake).target)).toEqual(['extensions__one-of-7']);
  });

  test('has four jobs if a setting of all extensions changed', async () => {
    edit(join(path, 'nx.json'), '"analytics"', '"analytics" ');
    const { tasks, images } = await plan();
    const counts = tasks.map(({ projects }: { projects: string }) => projects.split(',').length);
    expect(counts).toEqual([20, 20, 20, 20]);
    const targets = images.flatMap(({ bake }: { bake: string }) => Object.keys(JSON.parse(bake).target));
    expect(new Set(targets).size).toBe(COUNT);
  });
});
