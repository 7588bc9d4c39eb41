/** @typedef {{Action: string, Package?: string, Test?: string, Output?: string}} TestEvent a line of `go test -json` */

/**
 * Counts the tests of a run of `go test -json`, without those that have subtests. Any other failure, such as a file
 * that does not compile, counts as one failure.
 *
 * @param {readonly string[]} lines
 * @param {number | null} code the exit code; null after a signal
 * @returns {{summary: {passed: number, failed: number, skipped: string[]}, output: string}} output: of what failed or was skipped
 */
export function summaryOf(lines, code) {
  /** @type {TestEvent[]} */
  const events = [];
  const other = [];
  for (const line of lines) {
    if (line.startsWith('{')) events.push(JSON.parse(line));
    else other.push(line);
  }
  /** @param {TestEvent} event */
  const nameOf = ({ Package, Test }) => `${Package} ${Test}`;
  const names = events.filter(({ Test }) => Test).map(nameOf);
  const parents = new Set(names.map((name) => name.slice(0, name.lastIndexOf('/'))));
  const tests = events.filter((event) => event.Test && !parents.has(nameOf(event)));
  /** @param {string} action */
  const ended = (action) => tests.filter(({ Action }) => Action === action);
  const failed = ended('fail').length;
  const skipped = ended('skip').map((event) => `${nameOf(event)} ${reasonOf(event, events)}`);
  return {
    summary: {
      passed: ended('pass').length,
      failed: failed === 0 && code !== 0 ? 1 : failed,
      skipped,
    },
    output: [...other, code === 0 ? '' : outputOf(events)].join('\n').trim(),
  };
}

/**
 * `t.Skip('(skipped: why)')` prints its reason behind file and line.
 *
 * @param {TestEvent} event
 * @param {readonly TestEvent[]} events
 */
function reasonOf({ Package, Test }, events) {
  const own = events.filter((event) => event.Package === Package && event.Test === Test);
  const [reason = ''] = /\(skipped: .*\)/.exec(outputOf(own)) ?? [];
  return reason;
}

/** @param {readonly TestEvent[]} events */
function outputOf(events) {
  return events.map(({ Output = '' }) => Output).join('');
}
