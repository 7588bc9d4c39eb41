import { readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** The pnpm this repository is developed with, from its own package.json. */
export const pnpmVersion = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).devDependencies.pnpm;

/**
 * What child processes get: the binaries of the checkout and its pnpm first on PATH, and nothing that asks a question or
 * stays behind in the background.
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
 * The environment of the person who typed the command: without what npm puts on PATH from this checkout, so that nobody is
 * told to type `pnpm` because the checkout has one.
 *
 * @type {NodeJS.ProcessEnv}
 */
export const personsEnvironment = {
  ...process.env,
  PATH: (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => !folder.startsWith(root))
    .join(delimiter),
};
