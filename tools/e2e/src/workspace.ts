import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
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

/** Makes another workspace with the packed command, beside the others unless it is named in full; returns its folder. */
export async function create(name: string, ...flags: string[]): Promise<string> {
  const path = resolve(directory, name);
  await run(process.execPath, [command, path, '--yes', ...flags], { cwd: directory });
  return path;
}

/** Several times as fast as the compiler that a generated workspace brings. */
const tsc = fileURLToPath(new URL('../../../node_modules/.bin/tsc', import.meta.url));

/** Checks the types of an extension's projects with this repository's compiler; returns their folders. @throws Error */
export async function typeChecked(extension: string): Promise<readonly string[]> {
  const projects = ['auth', 'backend', 'ui'].filter((project) => existsSync(join(extension, project)));
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
