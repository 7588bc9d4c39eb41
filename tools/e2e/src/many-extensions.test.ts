import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { addExtensions } from '../../dev/nx-extensions.mjs';
import { create, run } from './workspace.ts';

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
  test('tests them all, and the second time takes every result from the cache', async () => {
    const first = await nx('run-many', '-t', 'test', '--output-style=static');
    const [, projects] = /Successfully ran target test for (\d+) projects/.exec(first) ?? [];
    expect(Number(projects)).toBe(COUNT * 3);
    expect(first.match(/Tests: +\d+ passed, \d+ total/g)).toHaveLength(COUNT * 3);
    const second = await nx('run-many', '-t', 'test', '--output-style=static');
    expect(second).toMatch(
      new RegExp(
        `(?:read the output from the cache instead of running the command for|Cache:) +${COUNT * 3}`,
      ),
    );
  });

  test('tests one extension where one file of it changes', async () => {
    const file = join(path, folder(7), 'auth/src/extension.ts');
    writeFileSync(file, `${readFileSync(file, 'utf8')}// A change.\n`);
    const affected = await nx('show', 'projects', '--affected', '--base=HEAD', '--with-target=test');
    expect(affected.trim().split('\n').sort()).toEqual(
      ['auth', 'backend', 'ui'].map((project) => `@one-of-7/${project}`),
    );
  });
});
