import { readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the checkout. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** The pnpm version of this repository. Its package.json is the only place that states it. */
export const pnpmVersion = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).devDependencies.pnpm;

/**
 * The environment of child processes: the binaries of the checkout and its pnpm first on PATH, without prompts and background
 * processes.
 *
 * @type {NodeJS.ProcessEnv}
 */
export const environment = {
  ...process.env,
  PATH: [join(root, 'tools/bin'), join(root, 'node_modules/.bin'), process.env.PATH].join(delimiter),
  NX_DAEMON: 'false',
  NX_NO_CLOUD: 'true',
};

/**
 * The environment of the user: without the folders that npm adds to PATH from this checkout. Otherwise the command would find
 * the checkout's pnpm, and tell the user to run `pnpm`.
 *
 * @type {NodeJS.ProcessEnv}
 */
export const userEnvironment = {
  ...process.env,
  PATH: (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => !folder.startsWith(root))
    .join(delimiter),
};
