import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { environment, root } from './environment.mjs';
import { prepare } from './prepare.mjs';
import { verdict } from './results.mjs';
import { fail, run, show, step } from './steps.mjs';

/** Where results-reporter.mjs leaves a project's counts. */
const summaries = [
  ...readdirSync(join(root, 'packages')).map((name) => `packages/${name}`),
  'tools/e2e',
  'tools/plopfile',
  'tools/release',
].map((project) => join(root, project, 'test-results/summary.json'));

const options = { cwd: root, env: environment };
// Everything is built and packed by then: with their dependencies, these would build each package three times more.
const nx = (...args) => show('nx', ['run-many', '--excludeTaskDependencies', ...args], options);

try {
  await prepare();
  for (const file of summaries) rmSync(file, { force: true });
  await step('Linting', () => run('Linting', 'biome', ['check', '--error-on-warnings'], options));
  const codes = [await nx('-t', 'typecheck'), await nx('-t', 'test', '--exclude', '@ddext-oauth/e2e')];
  // Last and alone: it starts whole extensions, browsers and containers.
  codes.push(await nx('-t', 'test', '--projects', '@ddext-oauth/e2e'));
  process.exitCode = codes.some((code) => code !== 0) ? 1 : report();
} catch (error) {
  fail(error);
}

/** Prints the closing lines. */
function report() {
  const found = summaries.filter((path) => existsSync(path));
  const { lines, ok } = verdict(
    found.map((path) => JSON.parse(readFileSync(path, 'utf8'))),
    { ci: Boolean(process.env.CI) },
  );
  for (const line of lines) console.log(line);
  return ok ? 0 : 1;
}
