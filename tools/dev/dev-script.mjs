import { readFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { environment } from './environment.mjs';

/**
 * The `dev` script of an extension as a program of Node.js, which needs no shell and no package manager.
 *
 * @param {string} directory of the extension
 * @returns {Promise<{ program: string, args: string[], env: NodeJS.ProcessEnv }>} `env` contains the commands that a script of its
 *   package.json would find
 */
export async function devScriptOf(directory) {
  const { dev } = JSON.parse(await readFile(join(directory, 'package.json'), 'utf8')).scripts;
  /** @type {string[]} */
  const words = dev.match(/"[^"]*"|\S+/g).map((/** @type {string} */ word) => word.replace(/^"|"$/g, ''));
  const [name, ...args] = words;
  const simulator = join(directory, 'node_modules/@ddext-oauth/simulator');
  const { bin } = JSON.parse(await readFile(join(simulator, 'package.json'), 'utf8'));
  if (!bin[name]) throw new Error(`The script "dev" does not start the simulator: ${dev}`);
  const PATH = [join(directory, 'node_modules/.bin'), environment.PATH].join(delimiter);
  return { program: join(simulator, bin[name]), args, env: { ...environment, PATH } };
}
