import { cp, mkdtemp, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { x } from 'tinyexec';
import { childEnvironment as env } from './child-environment.mjs';

/**
 * @param {string} file
 * @param {string[]} args
 * @param {string} cwd
 */
const run = (file, args, cwd) =>
  x(file, args, { throwOnError: true, inheritEnv: false, nodePath: false, nodeOptions: { cwd, env } });
const repository = fileURLToPath(new URL('../../..', import.meta.url));

/**
 * Packs the command as it is published, unpacks it in a folder outside the repository, puts the packed runtime packages
 * beside it, and makes the workspace that the tests share. Nothing in there knows the repository.
 */
export default async function setUp() {
  const directory = await mkdtemp(join(tmpdir(), 'ddext-e2e-'));
  const source = join(repository, 'packages/create-ddext-oauth');
  await run('pnpm', ['pack', '--pack-destination', directory], source);
  const tarball = (await readdir(directory)).find((name) => name.endsWith('.tgz'));
  if (tarball === undefined) throw new Error(`pnpm packed nothing into ${directory}.`);
  await run('tar', ['-xzf', tarball], directory);
  const command = join(directory, 'package/dist/index.cjs');
  await cp(join(source, 'dist/vendor'), join(directory, 'package/dist/vendor'), { recursive: true });

  const workspace = join(directory, 'signed-in');
  const flags = ['--image', 'acme/signed-in', '--title', 'Signed in', '--yes'];
  await run(process.execPath, [command, workspace, ...flags], directory);
  Object.assign(process.env, { E2E_DIRECTORY: directory, E2E_COMMAND: command, E2E_WORKSPACE: workspace });
}
