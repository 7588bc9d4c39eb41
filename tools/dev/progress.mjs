/** Milliseconds between two lines about the same step where lines cannot be replaced: in a log file and in CI. */
const lineEvery = 5_000;
const clearLine = '\r\u001b[K';

/**
 * Whether a stream is a terminal whose last line can be written again. Programs that set CI or NO_COLOR read plain lines.
 *
 * @param {{ isTTY?: boolean }} stream
 * @param {NodeJS.ProcessEnv} variables
 */
export function canReplaceLines({ isTTY }, { CI, NO_COLOR, TERM }) {
  const isSet = (/** @type {string | undefined} */ value) =>
    value !== undefined && value !== '' && value !== 'false';
  return isTTY === true && !isSet(CI) && !NO_COLOR && TERM !== 'dumb';
}

/**
 * @typedef {{ write: (text: string) => unknown, isTTY?: boolean, columns?: number }} Output
 * @typedef {{ tell: (detail: string) => void, end: (mark: '✓' | '✗') => void }} Progress `tell` says what is done now
 */

/**
 * Shows a step that runs: its title, what is done now, and for how long it has run. A terminal shows one line that changes. Anything else
 * gets a plain line from time to time.
 *
 * @param {string} title
 * @param {Output} [output]
 * @param {NodeJS.ProcessEnv} [variables]
 * @returns {Progress}
 */
export function showProgress(title, output = process.stderr, variables = process.env) {
  const started = performance.now();
  const seconds = () => `${((performance.now() - started) / 1000).toFixed(1)} s`;
  const isLive = canReplaceLines(output, variables);
  let detail = '';
  let lastLine = -lineEvery;
  const draw = () => {
    const line = `  ${title}… ${seconds()}${detail && `  ${detail}`}`;
    // A line that wraps could not be replaced.
    output.write(clearLine + line.slice(0, (output.columns || 80) - 1));
  };
  const ticking = isLive ? setInterval(draw, 200) : undefined;
  if (!isLive) output.write(`  ${title}…\n`);
  return {
    tell(now) {
      if (now === detail) return;
      detail = now;
      if (isLive) return draw();
      if (performance.now() - lastLine < lineEvery) return;
      lastLine = performance.now();
      output.write(`    ${detail}\n`);
    },
    end(mark) {
      clearInterval(ticking);
      output.write(`${isLive ? clearLine : ''}${mark} ${title} (${seconds()})\n`);
    },
  };
}

/**
 * What a line of `pnpm install` tells about its progress.
 *
 * @param {string} line such as `Progress: resolved 69, reused 50, downloaded 2, added 40`
 * @returns {string | undefined}
 */
export function installDetail(line) {
  const [, resolved, added] = /^Progress: resolved (\d+), .*?added (\d+)/.exec(line) ?? [];
  if (resolved === undefined) return undefined;
  return added === '0' ? `packages found: ${resolved}` : `packages installed: ${added} of ${resolved}`;
}

/**
 * Reads the lines of `nx run-many`, which names the number of projects and then each one that is complete.
 *
 * @returns {(line: string) => string | undefined} what a line tells
 */
export function buildDetails() {
  let [total, complete] = [0, 0];
  return (line) => {
    const [, count] = /Running target \S+ for (\d+) projects?/.exec(line) ?? [];
    if (count !== undefined) {
      total = Number(count);
      return `packages built: 0 of ${total}`;
    }
    const [, project] = /nx run (?:@[\w-]+\/)?([\w-]+):\w+/.exec(line) ?? [];
    if (project === undefined) return undefined;
    complete += 1;
    return `packages built: ${complete} of ${total}, last ${project}`;
  };
}
