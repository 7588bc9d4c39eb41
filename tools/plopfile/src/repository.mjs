import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The files of a checkout. Paths are relative to it, with `/`.
 *
 * @typedef {{directory: string, has: (path: string) => boolean, read: (path: string) => string, list: (path: string) => string[]}} Repository
 */

/**
 * @param {string} directory
 * @returns {Repository}
 */
export function repositoryAt(directory) {
  return {
    directory,
    has: (path) => existsSync(join(directory, path)),
    read: (path) => readFileSync(join(directory, path), 'utf8'),
    list: (path) => readdirSync(join(directory, path)),
  };
}
