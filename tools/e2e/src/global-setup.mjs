import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
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
 * Packs the command as it is published, and the code of --add. Unpacks them in a folder outside the repository, adds the packed runtime
 * packages, and creates the workspace that the tests share. None of these files refers to the repository.
 */
export default async function setUp() {
  const directory = await mkdtemp(join(tmpdir(), 'ddext-e2e-'));
  run = { directory, leftBehind: ifInterrupted(`rm -rf ${directory}`) };
  await unpack('add', directory);
  await stubNpx(join(directory, 'bin'), join(directory, 'add/bin/ddext-add.js'));
  await unpack('create-ddext-oauth', directory);
  const command = join(directory, 'create-ddext-oauth/dist/index.cjs');
  const vendor = 'create-ddext-oauth/dist/vendor';
  await cp(join(repository, 'packages', vendor), join(directory, vendor), { recursive: true });

  const workspace = join(directory, 'signed-in');
  const flags = ['--image', 'acme/signed-in', '--title', 'Signed in', '--yes'];
  await type(process.execPath, [command, workspace, ...flags], directory);
  Object.assign(process.env, { E2E_DIRECTORY: directory, E2E_COMMAND: command, E2E_WORKSPACE: workspace });
}

/**
 * Writes an `npx` that runs the packed code of --add, which no registry has yet. published.test.ts downloads it with the real one.
 *
 * @param {string} bin folder for the PATH
 * @param {string} program
 */
async function stubNpx(bin, program) {
  await mkdir(bin);
  const script = `#!/bin/sh\ncase "$2" in\n  @ddext-oauth/add@*) exec '${process.execPath}' '${program}' "$3" ;;\nesac\nexit 1\n`;
  await writeFile(join(bin, 'npx'), script, { mode: 0o755 });
}

/**
 * Unpacks a packed package in a folder of its name, which contains only what is published.
 *
 * @param {string} name its folder in packages/
 * @param {string} directory
 */
async function unpack(name, directory) {
  const folder = join(directory, name);
  await mkdir(folder);
  await type('pnpm', ['pack', '--pack-destination', folder], join(repository, 'packages', name));
  const tarball = (await readdir(folder)).find((file) => file.endsWith('.tgz'));
  if (tarball === undefined) throw new Error(`pnpm packed nothing into ${folder}.`);
  await type('tar', ['-xzf', tarball, '--strip-components=1'], folder);
  await rm(join(folder, tarball));
}
