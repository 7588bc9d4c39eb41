import { createRequire } from 'node:module';
import { xSync } from 'tinyexec';
import { environment, root } from '../../dev/environment.mjs';
import { run, StepError } from '../../dev/steps.mjs';

const program = createRequire(import.meta.url).resolve('@biomejs/biome/bin/biome');

/**
 * Of other files the formatter gives nothing back.
 *
 * @param {string} path
 */
const isKnown = (path) => /\.([cm]?[jt]sx?|jsonc?)$/.test(path);

/**
 * The text as the formatter wants it, imports sorted. One that does not parse comes back as it is.
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
 * @throws {Error} with what the lint has to say against files that are there
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
  throw new Error(`Of these answers comes what npm run lint would not pass.\n${stderr}`);
}

/**
 * A file that is made from a package as it is built, by a script of that package.
 *
 * @typedef {{project: string, script: string, makes: string}} Product
 */

/**
 * Generates these files again.
 *
 * @param {readonly Product[]} products
 * @throws {Error} with what was printed, and what to repeat
 */
export async function refresh(products) {
  for (const { project, script } of products) {
    const path = `packages/${project}/${script}`;
    try {
      await runHere('nx', ['run', `@ddext-oauth/${project}:build`]);
      await runHere(process.execPath, [path]);
    } catch (error) {
      throw new Error(
        `The files are written, and ${path} has not run: ${printed(error)}\nFix it and run: npm run build && node ${path}`,
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
