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
].map((project) => join(root, project, 'test-results/summary.json'));

const options = { cwd: root, env: environment };
/**
 * Everything is built and packed by then: with their dependencies, these would build each package three times more. The output
 * is streamed, because two of these run at once.
 *
 * @param {string[]} args
 */
const nx = (...args) =>
  show('nx', ['run-many', '--excludeTaskDependencies', '--output-style=stream', ...args], options);

try {
  await prepare();
  for (const file of summaries) rmSync(file, { force: true });
  await step('Linting', () => run('Linting', 'biome', ['check', '--error-on-warnings'], options));
  // Once, before two projects test the same programs.
  if (await hasGo()) {
    await step('Compiling', () => run('Compiling', 'nx', ['run-many', '-t', 'compile'], options));
  }
  const codes = [await nx('-t', 'typecheck')];
  // These start whole workspaces, extensions, browsers and containers, and mostly wait for them. The other tests, one project
  // at a time, use the processor meanwhile.
  const whole = '@ddext-oauth/e2e,@ddext-oauth/plopfile';
  const tests = [
    nx('-t', 'test', '--projects', whole, '--parallel', '2'),
    nx('-t', 'test', '--exclude', whole, '--parallel', '1'),
  ];
  codes.push(...(await Promise.all(tests)));
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
