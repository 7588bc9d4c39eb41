import { cp, mkdtemp, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { x } from 'tinyexec';
import { childEnvironment as env } from './support/child-environment.mjs';
import { ifInterrupted } from './support/if-interrupted.mjs';

/**
 * @param {string} file
 * @param {string[]} args
 * @param {string} cwd
 */
const type = (file, args, cwd) =>
  x(file, args, { throwOnError: true, inheritEnv: false, nodePath: false, nodeOptions: { cwd, env } });
const repository = fileURLToPath(new URL('../../..', import.meta.url));

/** @type {{ directory: string, leftBehind: ReturnType<typeof ifInterrupted> } | undefined} */
let run;

/** The folder that global-teardown.mjs removes. @throws {Error} before the setup */
export function started() {
  if (!run) throw new Error('The folder of the tests does not exist yet.');
  return run;
}

/**
 * Packs the command as it is published, unpacks it in a folder outside the repository, adds the packed runtime packages,
 * and creates the workspace that the tests share. None of these files refers to the repository.
 */
export default async function setUp() {
  const directory = await mkdtemp(join(tmpdir(), 'ddext-e2e-'));
  run = { directory, leftBehind: ifInterrupted(`rm -rf ${directory}`) };
  const source = join(repository, 'packages/create-ddext-oauth');
  await type('pnpm', ['pack', '--pack-destination', directory], source);
  const tarball = (await readdir(directory)).find((name) => name.endsWith('.tgz'));
  if (tarball === undefined) throw new Error(`pnpm packed nothing into ${directory}.`);
  await type('tar', ['-xzf', tarball], directory);
  const command = join(directory, 'package/dist/index.cjs');
  await cp(join(source, 'dist/vendor'), join(directory, 'package/dist/vendor'), { recursive: true });

  const workspace = join(directory, 'signed-in');
  const flags = ['--image', 'acme/signed-in', '--title', 'Signed in', '--yes'];
  await type(process.execPath, [command, workspace, ...flags], directory);
  Object.assign(process.env, { E2E_DIRECTORY: directory, E2E_COMMAND: command, E2E_WORKSPACE: workspace });
}
