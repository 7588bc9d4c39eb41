import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { environment, root } from './environment.mjs';
import { prepare } from './prepare.mjs';
import { fail, run, show, step } from './steps.mjs';

/** Where results-reporter.mjs leaves a project's counts. */
const summaries = [...readdirSync(join(root, 'packages')).map((name) => `packages/${name}`), 'tools/e2e'].map(
  (project) => join(root, project, 'test-results/summary.json'),
);

const options = { cwd: root, env: environment };
const nx = (...args) => show('nx', ['run-many', ...args], options);

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

/** Prints the closing line. Only a test that says why may be skipped, and with CI set none may. */
function report() {
  const total = { passed: 0, failed: 0, skipped: [] };
  for (const file of summaries.filter((path) => existsSync(path))) {
    const { passed, failed, skipped } = JSON.parse(readFileSync(file, 'utf8'));
    total.passed += passed;
    total.failed += failed;
    total.skipped.push(...skipped);
  }
  const allowed = process.env.CI ? [] : total.skipped.filter((name) => name.includes('skipped: '));
  for (const name of total.skipped) console.log(`Skipped: ${name}`);
  console.log(`Tests: ${total.passed} passed, ${total.failed} failed, ${total.skipped.length} skipped`);
  return total.failed > 0 || total.passed === 0 || allowed.length < total.skipped.length ? 1 : 0;
}
