import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { formatted, lint } from './commands.mjs';

/**
 * The files that a generator writes, path to text: new files, and changed ones. All texts are complete before the first file
 * is written.
 *
 * @typedef {{create: Readonly<Record<string, string>>, change: Readonly<Record<string, string>>}} Plan
 */

/**
 * @typedef {Readonly<Record<string, string>>} Answers by the name of each question
 * @typedef {(name: string, context: object) => string} Render
 * @typedef {(answers: Answers, repository: import('./repository.mjs').Repository, render: Render) => Plan} Planner
 */

/**
 * @typedef {object} Generator
 * @property {string} name
 * @property {string} description
 * @property {(repository: import('./repository.mjs').Repository) => readonly import('./ask.mjs').Question[]} questions
 * @property {Planner} plan
 * @property {readonly import('./commands.mjs').Product[]} products
 * @property {(answers: Answers) => string} next what to do afterwards
 */

/**
 * Writes a plan, or nothing.
 *
 * @param {Plan} plan
 * @param {import('./repository.mjs').Repository} repository
 * @returns {string[]} the paths
 * @throws {Error} if a file to create exists, if the files do not pass the lint, or if writing fails
 */
export function write({ create, change }, { directory, has, read }) {
  const there = Object.keys(create).find(has);
  if (there) throw new Error(`${there} already exists. Nothing is written.`);
  const before = Object.fromEntries(Object.keys(change).map((path) => [path, read(path)]));
  const after = Object.entries({ ...create, ...change }).map(
    ([path, text]) => /** @type {const} */ ([path, formatted(directory, path, text)]),
  );
  /** @type {(() => void)[]} */
  const undo = [];
  try {
    for (const [path, text] of after) {
      const file = join(directory, path);
      const folder = mkdirSync(dirname(file), { recursive: true });
      if (folder) undo.unshift(() => rmSync(folder, { recursive: true }));
      replace(file, text);
      undo.unshift(() => restore(file, before[path]));
    }
    lint(
      directory,
      after.map(([path]) => path),
    );
  } catch (error) {
    for (const step of undo) step();
    throw new Error(`${error instanceof Error ? error.message : error}\nNothing is written.`, {
      cause: error,
    });
  }
  return after.map(([path]) => path);
}

/**
 * @param {string} file
 * @param {string | undefined} text
 */
function restore(file, text) {
  if (text === undefined) rmSync(file);
  else replace(file, text);
}

/**
 * A reader never sees half of a file.
 *
 * @param {string} file
 * @param {string} text
 */
function replace(file, text) {
  const complete = `${file}.${process.pid}`;
  try {
    writeFileSync(complete, text);
    renameSync(complete, file);
  } finally {
    rmSync(complete, { force: true });
  }
}
