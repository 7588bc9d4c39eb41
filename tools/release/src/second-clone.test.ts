import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { x } from 'tinyexec';
import { root } from '../../dev/environment.mjs';

let folder: string;
let env: NodeJS.ProcessEnv;

const run = (file: string, args: readonly string[], cwd?: string) =>
  x(file, args, { throwOnError: true, inheritEnv: false, nodePath: false, nodeOptions: { cwd, env } });

/** A repository with one cached test, and a home folder without files of Nx. The test writes the folder in which it ran. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clones-'));
  const origin = join(folder, 'origin');
  await mkdir(join(origin, 'one'), { recursive: true });
  await cp(join(root, '.ci'), join(origin, '.ci'), { recursive: true });
  const files = {
    'package.json': { name: 'cloned', workspaces: ['one'], scripts: { test: 'nx run-many -t test' } },
    'nx.json': { analytics: false, targetDefaults: { test: { cache: true } } },
    'one/package.json': { name: 'one', scripts: { test: 'pwd >> "$RAN"' } },
  };
  for (const [path, content] of Object.entries(files))
    await writeFile(join(origin, path), JSON.stringify(content));
  await writeFile(join(origin, '.gitignore'), 'node_modules\n.nx\n');
  const bin = join(folder, 'bin');
  await mkdir(bin);
  // .ci/run would install these if they are missing.
  for (const name of ['chromium', 'docker']) {
    await writeFile(join(bin, name), '#!/bin/sh\n');
    await chmod(join(bin, name), 0o755);
  }
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('NX_'));
  env = {
    ...Object.fromEntries(inherited),
    PATH: [bin, join(root, 'node_modules/.bin'), process.env.PATH].join(delimiter),
    ...{ HOME: join(folder, 'home'), TMPDIR: join(folder, 'temporary'), RAN: join(folder, 'ran') },
    ...{ NX_DAEMON: 'false', NX_NO_CLOUD: 'true' },
  };
  for (const name of ['home', 'temporary']) await mkdir(join(folder, name));
  const git = (...args: string[]) =>
    run('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.com', ...args], origin);
  await git('init', '--quiet');
  await git('add', '--all');
  await git('commit', '--quiet', '--message', 'Begin');
});
afterAll(() => rm(folder, { recursive: true }));

/** Creates a clone and runs its tests. @returns whether they ran and did not come from Nx's cache */
async function ranInClone(name: string, command: string, ...args: string[]): Promise<boolean> {
  const clone = join(folder, name);
  await run('git', ['clone', '--quiet', join(folder, 'origin'), clone]);
  await symlink(join(root, 'node_modules'), join(clone, 'node_modules'), 'dir');
  await run(command, args, clone);
  return (await readFile(env.RAN ?? '', 'utf8')).includes(`/${name}/one\n`);
}

test(".ci/run runs every test of a second clone on the same machine, without Nx's results of the first", async () => {
  expect(await ranInClone('first', 'npm', 'test')).toBe(true);
  expect(await ranInClone('second', 'npm', 'test')).toBe(false);
  expect(await ranInClone('third', '.ci/run')).toBe(true);
  expect(await ranInClone('fourth', '.ci/run')).toBe(true);
  // The names of mktemp, because Nx also leaves a folder there.
  expect((await readdir(env.TMPDIR ?? '')).filter((name) => name.startsWith('tmp.'))).toEqual([]);
});
