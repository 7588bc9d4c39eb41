import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cp, mkdir, rename } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { x } from 'tinyexec';
import { childEnvironment } from './child-environment.mjs';

const variable = (name: string): string => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set; global-setup.mjs sets it.`);
  return value;
};

/** The packed command, unpacked outside the repository. */
export const command = variable('E2E_COMMAND');
/** A workspace it made, installed. */
export const workspace = variable('E2E_WORKSPACE');
/** A folder for whatever else a test makes. */
export const directory = variable('E2E_DIRECTORY');

/** For tinyexec: the environment that a child is given, and nothing of this process's. */
export const exactly = { inheritEnv: false, nodePath: false } as const;

/** Runs a command and answers what it printed. @throws Error with that output where it fails */
export async function run(
  file: string,
  args: readonly string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
): Promise<string> {
  const { exitCode, stdout, stderr } = await x(file, args, {
    ...exactly,
    nodeOptions: { cwd: workspace, env: childEnvironment, ...options },
  });
  if (exitCode === 0) return stdout + stderr;
  throw new Error(`${file} ${args.join(' ')} failed:\n${stdout}${stderr}`, { cause: { exitCode } });
}

/**
 * Makes another workspace with the packed command, beside the others unless it is named in full; returns its folder. Where it
 * is to be installed, that starts with the lockfile of the shared workspace: nothing is looked up at the registry again.
 */
export async function create(name: string, ...flags: string[]): Promise<string> {
  const path = resolve(directory, name);
  const installs = !flags.includes('--no-install');
  const later = installs ? ['--no-install'] : [];
  await run(process.execPath, [command, path, '--yes', ...flags, ...later], { cwd: directory });
  if (installs) await installLikeShared(path);
  return path;
}

async function installLikeShared(path: string): Promise<void> {
  copyLockfile(path);
  await run('pnpm', ['install', '--no-frozen-lockfile', '--prefer-offline'], { cwd: path });
}

/** Gives a workspace the lockfile of the shared one, with the names of its own projects. */
function copyLockfile(path: string): void {
  const lockfile = readFileSync(join(workspace, 'pnpm-lock.yaml'), 'utf8');
  const scope = `@${basename(workspace)}/`;
  writeFileSync(join(path, 'pnpm-lock.yaml'), lockfile.replaceAll(scope, `@${basename(path)}/`));
}

/**
 * Makes another workspace with the packages of the shared one, which are not installed again: hard links to the same files.
 * A workspace without a backend has those of the backend as well; curated-workspaces.test.ts installs it with pnpm.
 */
export async function createWithPackages(name: string, ...flags: string[]): Promise<string> {
  const path = await create(name, ...flags, '--no-install', '--no-git');
  copyLockfile(path);
  const copy = process.platform === 'darwin' ? '-Rc' : '-al';
  await run('cp', [copy, join(workspace, 'node_modules'), path], { cwd: directory });
  for (const project of projectsOf(path)) {
    const links = join(path, project, 'node_modules');
    const filter = (source: string) => !basename(source).startsWith('.vite');
    const options = { recursive: true, verbatimSymlinks: true, filter };
    await cp(join(workspace, project, 'node_modules'), links, options);
    const siblings = join(links, `@${basename(workspace)}`);
    if (existsSync(siblings)) await rename(siblings, join(links, `@${basename(path)}`));
  }
  return path;
}

/**
 * Makes a workspace in a folder of its own, with the name and the image of the shared one: where Docker builds several of
 * them, it installs their packages once.
 */
export async function createNamesake(folder: string, ...flags: string[]): Promise<string> {
  const name = basename(workspace);
  await mkdir(join(directory, folder));
  return create(`${folder}/${name}`, '--image', `acme/${name}`, '--title', 'Signed in', ...flags);
}

/** Makes a namesake for Docker to build: its packages are not installed here. */
export async function createForImage(folder: string, ...flags: string[]): Promise<string> {
  const path = await createNamesake(folder, ...flags, '--no-install', '--no-git');
  copyLockfile(path);
  return path;
}

/** The folders of an extension's projects: one whose page exchanges the code has no backend. */
export const projectsOf = (extension: string): readonly string[] =>
  ['auth', 'backend', 'ui'].filter((project) => existsSync(join(extension, project)));

/** Several times as fast as the compiler that a generated workspace brings. */
const tsc = fileURLToPath(new URL('../../../../node_modules/.bin/tsc', import.meta.url));

/** Checks the types of an extension's projects with this repository's compiler; returns their folders. @throws Error */
export async function typeChecked(extension: string): Promise<readonly string[]> {
  const projects = projectsOf(extension);
  for (const project of projects) await run(tsc, ['-p', project], { cwd: extension });
  return projects;
}

/** Lets people sign in with a device code as well, as a developer would: by hand. */
export function addDeviceCode(workspace: string): void {
  const provider = join(workspace, 'auth/src/providers/oidc.ts');
  edit(provider, "['authorization_code']", "['authorization_code', 'device_code']");
}

/** Changes a file by hand. @throws Error where there is nothing to change */
export function edit(file: string, before: string, after: string): void {
  const source = readFileSync(file, 'utf8');
  if (!source.includes(before)) throw new Error(`There is no ${before} in ${file}.`);
  writeFileSync(file, source.replace(before, after));
}

/** Every file below a folder with a hash of its content. */
export function fingerprint(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const rows = files.map((entry) => {
    const path = join(entry.parentPath, entry.name);
    return [
      path.slice(folder.length + 1),
      createHash('sha256').update(readFileSync(path)).digest('hex'),
    ] as const;
  });
  return Object.fromEntries(rows.sort(([a], [b]) => (a < b ? -1 : 1)));
}
