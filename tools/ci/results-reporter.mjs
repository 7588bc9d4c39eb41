import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The parts of a run's results that this reporter reads.
 *
 * @typedef {object} JestResults
 * @property {number} numPassedTests
 * @property {number} numFailedTests
 * @property {number} numRuntimeErrorTestSuites
 * @property {readonly {testResults: readonly {status: string, fullName: string}[]}[]} testResults one for each file
 */

/**
 * A jest reporter that writes each project's counts to `test-results/summary.json`. tools/ci/test.mjs adds them up for its last
 * line. A file, and not the console, because Nx replays cached runs.
 */
export default class ResultsReporter {
  /** @param {{rootDir: string}} globalConfig */
  constructor(globalConfig) {
    this.directory = join(globalConfig.rootDir, 'test-results');
  }

  /**
   * @param {unknown} _contexts
   * @param {JestResults} results
   */
  onRunComplete(_contexts, results) {
    const skipped = results.testResults
      .flatMap((file) => file.testResults)
      .filter((test) => test.status === 'pending' || test.status === 'todo')
      .map((test) => test.fullName);
    const summary = {
      passed: results.numPassedTests,
      failed: results.numFailedTests + results.numRuntimeErrorTestSuites,
      skipped,
    };
    mkdirSync(this.directory, { recursive: true });
    writeFileSync(join(this.directory, 'summary.json'), `${JSON.stringify(summary, null, 2)}\n`);
  }
}
