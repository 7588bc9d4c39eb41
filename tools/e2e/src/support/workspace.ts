import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cp, mkdir, rename, rm, symlink } from 'node:fs/promises';
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
/** A workspace that it created, with its packages installed. */
export const workspace = variable('E2E_WORKSPACE');
/** A folder for other files of a test. */
export const directory = variable('E2E_DIRECTORY');

/** For tinyexec: gives a child exactly this environment, without the variables of this process. */
export const exactly = { inheritEnv: false, nodePath: false } as const;

/** Runs a command and returns its output. @throws Error with that output if it fails */
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
 * Creates another workspace with the packed command, in the folder of the tests unless its path is absolute; returns its folder.
 * Packages that an installed workspace has already are hard links to those. Otherwise pnpm installs them, and starts with the
 * lockfile of the shared workspace, so that no version is resolved from the registry again.
 */
export async function create(name: string, ...flags: string[]): Promise<string> {
  const path = resolve(directory, name);
  const installs = !flags.includes('--no-install');
  const later = installs ? ['--no-install'] : [];
  await run(process.execPath, [command, path, '--yes', ...flags, ...later], { cwd: directory });
  if (installs) await installOnce(path);
  return path;
}

/** Installed workspaces, by what determines their packages. */
const installed = new Map([[manifestsOf(workspace), workspace]]);

async function installOnce(path: string): Promise<void> {
  const same = installed.get(manifestsOf(path));
  copyLockfile(path, same);
  if (same !== undefined) return linkPackages(same, path);
  await run('pnpm', ['install', '--no-frozen-lockfile', '--prefer-offline'], { cwd: path });
  installed.set(manifestsOf(path), path);
}

/** What determines the packages of a workspace: its dependencies and the settings of pnpm. */
function manifestsOf(path: string): string {
  const manifests = ['.', ...projectsOf(path)].map((project) => {
    const text = readFileSync(join(path, project, 'package.json'), 'utf8');
    const { name: _, description: __, scripts: ___, ...rest } = JSON.parse(text);
    return JSON.stringify(rest).replaceAll(`@${basename(path)}/`, '@/');
  });
  return [...manifests, readFileSync(join(path, 'pnpm-workspace.yaml'), 'utf8')].join('\n');
}

/** Copies the lockfile of an installed workspace to another one, with the names of its projects. */
function copyLockfile(path: string, from = workspace): void {
  const lockfile = readFileSync(join(from, 'pnpm-lock.yaml'), 'utf8');
  writeFileSync(
    join(path, 'pnpm-lock.yaml'),
    lockfile.replaceAll(`@${basename(from)}/`, `@${basename(path)}/`),
  );
}

/**
 * Creates another workspace that uses the packages of the shared one, instead of another installation. Do not install packages in it.
 * A workspace without a backend also gets the backend's packages; curated-workspaces.test.ts installs it with pnpm.
 */
export async function createWithPackages(name: string, ...flags: string[]): Promise<string> {
  const path = await create(name, ...flags, '--no-install', '--no-git');
  copyLockfile(path);
  const [from, to] = [join(workspace, 'node_modules'), join(path, 'node_modules')];
  // One link in place of a hard link for each of 20,000 files.
  const filter = (source: string) => source !== join(from, '.pnpm');
  await cp(from, to, { recursive: true, verbatimSymlinks: true, filter });
  await symlink(join(from, '.pnpm'), join(to, '.pnpm'), 'dir');
  await linkProjects(workspace, path);
  return path;
}

/** Files in node_modules that pnpm writes again in its next installation. */
const states = ['.bin', '.modules.yaml', '.pnpm-workspace-state-v1.json', '.pnpm/lock.yaml'];

/** Gives a workspace hard links to the packages of another one, so that installing others in it does not change those. */
async function linkPackages(from: string, to: string): Promise<void> {
  const copy = process.platform === 'darwin' ? '-Rc' : '-al';
  await run('cp', [copy, join(from, 'node_modules'), to], { cwd: directory });
  for (const name of states) {
    const [source, target] = [join(from, 'node_modules', name), join(to, 'node_modules', name)];
    await rm(target, { recursive: true });
    await cp(source, target, { recursive: true, verbatimSymlinks: true });
  }
  await linkProjects(from, to);
}

async function linkProjects(from: string, to: string): Promise<void> {
  const options = { recursive: true, verbatimSymlinks: true };
  for (const project of projectsOf(to)) {
    const links = join(to, project, 'node_modules');
    const filter = (source: string) => !basename(source).startsWith('.vite');
    await cp(join(from, project, 'node_modules'), links, { ...options, filter });
    const siblings = join(links, `@${basename(from)}`);
    if (existsSync(siblings)) await rename(siblings, join(links, `@${basename(to)}`));
  }
}

/**
 * Creates a workspace in a separate folder with the name and image of the shared one, so that Docker, which builds several of
 * them, installs their packages once.
 */
export async function createNamesake(folder: string, ...flags: string[]): Promise<string> {
  const name = basename(workspace);
  await mkdir(join(directory, folder));
  return create(`${folder}/${name}`, '--image', `acme/${name}`, '--title', 'Signed in', ...flags);
}

/** Creates a workspace with the same name for Docker to build, without installing its packages. */
export async function createForImage(folder: string, ...flags: string[]): Promise<string> {
  const path = await createNamesake(folder, ...flags, '--no-install', '--no-git');
  copyLockfile(path);
  return path;
}

/** The folders of an extension's projects. An extension whose page exchanges the code has no backend. */
export function projectsOf(extension: string): readonly string[] {
  return ['auth', 'backend', 'ui'].filter((project) => existsSync(join(extension, project)));
}

/** Several times as fast as the compiler of a generated workspace. */
const tsc = fileURLToPath(new URL('../../../../node_modules/.bin/tsc', import.meta.url));

/**
 * Checks the types of an extension's projects with this repository's compiler; returns their folders. It has one checker, because
 * each of its four checkers would check the types of MUI again, which takes 2.5 times the CPU.
 *
 * @throws Error
 */
export async function typeChecked(extension: string): Promise<readonly string[]> {
  const projects = projectsOf(extension);
  for (const project of projects) await run(tsc, ['-p', project, '--checkers', '1'], { cwd: extension });
  return projects;
}

/** Enables sign-in with a device code by editing the source, as a developer does. */
export function addDeviceCode(workspace: string): void {
  const provider = join(workspace, 'auth/src/providers/oidc.ts');
  edit(provider, "['authorization_code']", "['authorization_code', 'device_code']");
}

/** Replaces text in a file. @throws Error if the file does not contain it */
export function edit(file: string, before: string, after: string): void {
  const source = readFileSync(file, 'utf8');
  if (!source.includes(before)) throw new Error(`${file} does not contain ${before}.`);
  writeFileSync(file, source.replace(before, after));
}

/** The content hash of every file in a folder, by path. */
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
