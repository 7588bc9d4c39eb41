import { environment } from '../dev/environment.mjs';
import { makeNxWorkspace } from './nx-workspace.mjs';
import { median, ratio } from './statistics.mjs';

/** @typedef {import('./report.mjs').Table} Table */

const SIZES = [1, 5, 20];
const CACHED_RUNS = 3;

/**
 * `nx run-many -t test` in workspaces of several sizes, first run and cached.
 *
 * @param {import('./sandbox.mjs').Sandbox} sandbox
 * @returns {Promise<Table>}
 */
export async function measureNxGrowth(sandbox) {
  const rows = [];
  for (const size of SIZES) {
    const cwd = await makeNxWorkspace(sandbox, size);
    const run = async () => {
      const started = performance.now();
      await sandbox.run('nx run-many', 'nx', ['run-many', '-t', 'test'], { cwd, env: environment });
      return (performance.now() - started) / 1000;
    };
    const first = await run();
    const cached = [];
    for (let round = 0; round < CACHED_RUNS; round++) cached.push(await run());
    rows.push({ size, first, cached: median(cached) });
  }
  const [one] = rows;
  /** @param {number} value */
  const seconds = (value) => `${value.toFixed(1)} s`;
  return {
    title: 'nx run-many -t test, by number of extensions',
    columns: ['extensions', 'projects', 'first run', 'x one', 'cached', 'x one'],
    rows: rows.map(({ size, first, cached }) => [
      String(size),
      String(size * 3),
      seconds(first),
      ratio(first, one.first),
      seconds(cached),
      ratio(cached, one.cached),
    ]),
    notes: [
      `Each extension has three projects: auth, backend, ui. One first run; cached is the median of ${CACHED_RUNS}, without the daemon.`,
    ],
  };
}
