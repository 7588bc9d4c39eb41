import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { prepare } from '../build/prepare.mjs';
import { environment, root } from '../dev/environment.mjs';
import { hasGo } from '../dev/go.mjs';
import { fail, run, show, step } from '../dev/steps.mjs';
import { verdict } from './results.mjs';

/** Where results-reporter.mjs writes the counts of each project. */
const summaries = [
  ...readdirSync(join(root, 'packages')).map((name) => `packages/${name}`),
  'tools/e2e',
  'tools/plopfile',
  'tools/release',
  'tools/site',
].map((project) => join(root, project, 'test-results/summary.json'));

const options = { cwd: root, env: environment };
/**
 * Everything is built and packed by then: with their dependencies, these would build each package three times more.
 *
 * @param {string[]} args
 */
const nx = (...args) => show('nx', ['run-many', '--excludeTaskDependencies', ...args], options);

try {
  await prepare({ withKeychain: true });
  for (const file of summaries) rmSync(file, { force: true });
  await step('Linting', () => run('Linting', 'biome', ['check', '--error-on-warnings'], options));
  // Once, before two projects test the same programs.
  if (await hasGo()) {
    await step('Compiling', () => run('Compiling', 'nx', ['run-many', '-t', 'compile'], options));
  }
  // These start whole workspaces, extensions, browsers and containers. Beside the other tests they took longer than after them,
  // because both use the processor.
  const whole = '@ddext-oauth/e2e,@ddext-oauth/plopfile';
  // Nx checks several projects at once, so each has one checker. Others would check the types of libraries again.
  const codes = [await nx('-t', 'typecheck', '--', '--checkers', '1')];
  codes.push(await nx('-t', 'test', '--exclude', whole));
  codes.push(await nx('-t', 'test', '--projects', whole, '--parallel', '2'));
  process.exitCode = codes.some((code) => code !== 0) ? 1 : report();
} catch (error) {
  fail(error);
}

/** Prints the last lines. */
function report() {
  const found = summaries.filter((path) => existsSync(path));
  const { lines, ok } = verdict(
    found.map((path) => JSON.parse(readFileSync(path, 'utf8'))),
    { ci: Boolean(process.env.CI) },
  );
  for (const line of lines) console.log(line);
  return ok ? 0 : 1;
}
