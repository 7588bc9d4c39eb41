import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A jest reporter that leaves each project's counts in `test-results/summary.json`, from which
 * tools/ci/test.mjs adds up the closing line. A file, and not the console, because Nx replays cached runs.
 */
export default class ResultsReporter {
  constructor(globalConfig) {
    this.directory = join(globalConfig.rootDir, 'test-results');
  }

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
