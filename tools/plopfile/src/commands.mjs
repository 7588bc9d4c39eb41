import { createRequire } from 'node:module';
import { xSync } from 'tinyexec';
import { environment, root } from '../../dev/environment.mjs';
import { run, StepError } from '../../dev/steps.mjs';

const program = createRequire(import.meta.url).resolve('@biomejs/biome/bin/biome');

/**
 * The formatter prints nothing for other files.
 *
 * @param {string} path
 */
const isKnown = (path) => /\.([cm]?[jt]sx?|jsonc?)$/.test(path);

/**
 * Formats a text and sorts its imports. A text that cannot be parsed is returned unchanged.
 *
 * @param {string} directory
 * @param {string} path
 * @param {string} text
 */
export function formatted(directory, path, text) {
  if (!isKnown(path)) return text;
  return biome(directory, ['--write', `--stdin-file-path=${path}`], text);
}

/**
 * @param {string} directory
 * @param {readonly string[]} paths
 * @throws {Error} with the output of the linter for existing files
 */
export function lint(directory, paths) {
  biome(directory, ['--error-on-warnings', '--no-errors-on-unmatched', ...paths]);
}

/**
 * @param {string} cwd
 * @param {readonly string[]} args
 * @param {string} [input]
 */
function biome(cwd, args, input) {
  const { exitCode, stdout, stderr } = xSync(process.execPath, [program, 'check', ...args], {
    nodeOptions: { cwd, ...(input !== undefined && { input }) },
  });
  if (exitCode === 0) return stdout;
  throw new Error(`The generated files do not pass npm run lint.\n${stderr}`);
}

/**
 * A file that a script of a package generates from its build.
 *
 * @typedef {{project: string, script: string, makes: string}} Product
 */

/**
 * Generates these files again.
 *
 * @param {readonly Product[]} products
 * @throws {Error} with the output, and the command to repeat
 */
export async function refresh(products) {
  /** @type {Set<string>} */
  const built = new Set();
  for (const { project, script } of products) {
    const path = `packages/${project}/${script}`;
    try {
      if (!built.has(project)) await runHere('nx', ['run', `@ddext-oauth/${project}:build`]);
      built.add(project);
      await runHere(process.execPath, [path]);
    } catch (error) {
      throw new Error(
        `The files are written, but ${path} failed: ${printed(error)}\nFix it and run: npm run build && node ${path}`,
      );
    }
  }
}

/**
 * @param {string} command
 * @param {readonly string[]} args
 */
const runHere = (command, args) => run(command, command, args, { cwd: root, env: environment });

/** @param {unknown} error */
function printed(error) {
  if (error instanceof StepError) return `${error.message}\n${error.output}`;
  return error instanceof Error ? error.message : String(error);
}
