import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { addExtensions } from '../../dev/nx-extensions.mjs';
import { create, run } from './support/workspace.ts';

const COUNT = 20;
let path: string;

const folder = (n: number) => `extensions/one-of-${n}`;
const nx = (...args: string[]) => run('nx', args, { cwd: path });

/** One workspace, in which Nx has the first extension at the root and the others in folders. */
beforeAll(async () => {
  path = await create('many', '--image', 'acme/many', '--no-git');
  const others = Array.from({ length: COUNT - 1 }, (_, index) => folder(index + 2));
  await run(process.execPath, addExtensions(others), { cwd: path });
  await run('git', ['init', '--quiet'], { cwd: path });
  await commit('Twenty extensions');
});

async function commit(message: string): Promise<void> {
  const person = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com'];
  await run('git', ['add', '--all'], { cwd: path });
  await run('git', [...person, 'commit', '--quiet', '--message', message], { cwd: path });
}

describe(`a workspace with ${COUNT} extensions`, () => {
  // Three of them, at once: the first, which is the workspace itself, and two in folders. The others differ in their name.
  test('tests extensions in parallel, and takes every result from the cache the second time', async () => {
    const projects = ['many', 'one-of-2', `one-of-${COUNT}`].map((name) => `@${name}/*`);
    const test = ['run-many', '-t', 'test', `--projects=${projects}`, '--output-style=static'];
    const first = await nx(...test);
    expect(first).toContain('Successfully ran target test for 9 projects');
    expect(first.match(/Tests: +\d+ passed, \d+ total/g)).toHaveLength(9);
    expect(await nx(...test)).toMatch(
      /(?:read the output from the cache instead of running the command for|Cache:) +9\b/,
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
    expect(affected.trim().split('\n').sort()).toEqual(
      ['auth', 'backend', 'ui'].map((project) => `@one-of-7/${project}`),
    );
  });
});
