import { existsSync } from 'node:fs';
import { mkdtemp, realpath, symlink } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { childEnvironment } from './child-environment.mjs';
import { directory, run } from './workspace.ts';

/** What the scripts of npm, pnpm and Nx need besides Node.js. */
const programs = ['npm', 'npx', 'sh', 'dirname', 'sed', 'uname'];

/** A folder for the PATH with those programs in it, and not whatever else lies beside them on this machine. */
export async function binOf(parent: string, others: readonly string[]): Promise<string> {
  const bin = await mkdtemp(join(parent, '.bin-'));
  for (const name of [...programs, ...others]) {
    const from = (process.env.PATH ?? '').split(delimiter).find((folder) => existsSync(join(folder, name)));
    if (from === undefined) throw new Error(`There is no ${name} on the PATH.`);
    await symlink(join(from, name), join(bin, name));
  }
  return bin;
}

export interface Toolchain {
  /** Major version of Node.js. */
  readonly node: number;
  /** Major version of pnpm; none is on the PATH where it is left out. */
  readonly pnpm?: number;
  /** From where npm and pnpm install. */
  readonly registry: string;
}

/** Package to the folder of its `node_modules`. */
const installed = new Map<string, Promise<string>>();

/** Installs a package from npm, once for all tests of a file: a Node.js is some 100 MB. */
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

/** The executable of a Node.js of a major version: this one, or one from the npm registry, which has them as packages. */
async function nodeOf(major: number): Promise<string> {
  if (process.versions.node.startsWith(`${major}.`)) return process.execPath;
  const distribution = `node-${process.platform}-${process.arch}`;
  return join(await install(`${distribution}@${major}`), distribution, 'bin/node');
}

/** @returns the environment of a user with these tools and empty caches */
export async function installToolchain({ node, pnpm, registry }: Toolchain): Promise<NodeJS.ProcessEnv> {
  const bin = await binOf(directory, ['git']);
  await symlink(await nodeOf(node), join(bin, 'node'));
  // Not .bin itself: what is in a folder of that name is taken to be there only while a package manager runs.
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

/** The program of that name in such an environment. */
export const programIn = ({ PATH }: NodeJS.ProcessEnv, name: string): string => join(PATH ?? '', name);
