/**
 * Adds up the summaries of results-reporter.mjs. A test may be skipped only if its title names the reason, and never with `ci`.
 *
 * @param {readonly {passed: number, failed: number, skipped: readonly string[]}[]} summaries one a project
 * @param {{ci: boolean}} options
 * @returns {{lines: string[], ok: boolean}} the last lines, and whether the run passed
 */
export function verdict(summaries, { ci }) {
  /** @param {'passed' | 'failed'} name */
  const sum = (name) => summaries.reduce((total, summary) => total + summary[name], 0);
  const [passed, failed] = [sum('passed'), sum('failed')];
  const skipped = summaries.flatMap((summary) => summary.skipped);
  const inexcusable = ci ? skipped : skipped.filter((name) => !name.includes('(skipped: '));
  return {
    lines: [
      ...skipped.map((name) => `Skipped: ${name}`),
      ...(inexcusable.length > 0
        ? [`${inexcusable.length} of them must not be skipped${ci ? ' with CI set' : ''}.`]
        : []),
      `Tests: ${passed} passed, ${failed} failed, ${skipped.length} skipped`,
    ],
    ok: passed > 0 && failed === 0 && inexcusable.length === 0,
  };
}
