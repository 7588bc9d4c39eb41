import { existsSync } from 'node:fs';
import { mkdtemp, realpath, symlink } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { childEnvironment } from './child-environment.mjs';
import { directory, run } from './workspace.ts';

/** The programs that scripts of npm, pnpm and Nx need in addition to Node.js. */
const programs = ['npm', 'npx', 'sh', 'dirname', 'sed', 'uname'];

/** A folder for PATH that contains only those programs. */
export async function binOf(parent: string, others: readonly string[]): Promise<string> {
  const bin = await mkdtemp(join(parent, '.bin-'));
  for (const name of [...programs, ...others]) {
    const from = (process.env.PATH ?? '').split(delimiter).find((folder) => existsSync(join(folder, name)));
    if (from === undefined) throw new Error(`${name} is not on the PATH.`);
    await symlink(join(from, name), join(bin, name));
  }
  return bin;
}

export interface Toolchain {
  /** Major version of Node.js. */
  readonly node: number;
  /** Major version of pnpm; if omitted, the PATH has no pnpm. */
  readonly pnpm?: number;
  /** URL of the registry for npm and pnpm. */
  readonly registry: string;
}

/** Maps a package to the folder with its `node_modules`. */
const installed = new Map<string, Promise<string>>();

/** Installs a package from npm once for all tests of a file, because Node.js takes about 100 MB. */
function install(wanted: string): Promise<string> {
  const before = installed.get(wanted);
  if (before) return before;
  const installing = mkdtemp(join(directory, 'toolchain-')).then(async (folder) => {
    await run('npm', ['install', '--no-save', '--prefix', folder, wanted], { cwd: folder });
    return join(folder, 'node_modules');
  });
  installed.set(wanted, installing);
  return installing;
}

/** The executable of Node.js in a major version: the current one, or one from the `node` package on npm. */
async function nodeOf(major: number): Promise<string> {
  if (process.versions.node.startsWith(`${major}.`)) return process.execPath;
  const distribution = `node-${process.platform}-${process.arch}`;
  return join(await install(`${distribution}@${major}`), distribution, 'bin/node');
}

/** @returns the environment of a user with these tools and empty caches */
export async function installToolchain({ node, pnpm, registry }: Toolchain): Promise<NodeJS.ProcessEnv> {
  const bin = await binOf(directory, ['git']);
  await symlink(await nodeOf(node), join(bin, 'node'));
  // Not .bin itself, because tools assume that programs in such a folder exist only while a package manager runs.
  if (pnpm)
    await symlink(await realpath(join(await install(`pnpm@${pnpm}`), '.bin/pnpm')), join(bin, 'pnpm'));
  const {
    NODE_ENV: _,
    JEST_WORKER_ID: __,
    NX_ISOLATE_PLUGINS: ___,
    ...environment
  }: NodeJS.ProcessEnv = childEnvironment;
  return {
    ...environment,
    PATH: bin,
    // pnpm 12 reads no variables that begin with npm_.
    npm_config_registry: registry,
    pnpm_config_registry: registry,
    npm_config_cache: join(directory, 'npm-cache'),
    XDG_CACHE_HOME: join(directory, 'cache'),
  };
}

/** The path of a program in such an environment. */
export const programIn = ({ PATH }: NodeJS.ProcessEnv, name: string): string => join(PATH ?? '', name);
