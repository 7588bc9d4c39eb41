import { environment } from '../dev/environment.mjs';
import { addEmptyPlugin, makeNxWorkspace } from './nx-workspace.mjs';
import { interleave, median, milliseconds, ratio } from './statistics.mjs';

/** @typedef {import('./report.mjs').Table} Table */

const ROUNDS = 11;
const GOAL = 1.15;

/**
 * Compares `nx generate provider` with an empty generator of an empty plugin in the same workspace.
 *
 * @param {import('./sandbox.mjs').Sandbox} sandbox
 * @returns {Promise<Table>}
 */
export async function measureNxGenerate(sandbox) {
  const workspace = await makeNxWorkspace(sandbox, 1);
  /** @type {[name: string, args: string[]][]} */
  const subjects = [
    ['empty generator of an empty plugin', [await addEmptyPlugin(workspace)]],
    ['@ddext-oauth/nx:provider', ['@ddext-oauth/nx:provider', 'github']],
    ['@ddext-oauth/nx:strategy', ['@ddext-oauth/nx:strategy', 'extension-tab']],
  ];
  const results = await interleave(subjects, ROUNDS, async ([, args]) => {
    const started = performance.now();
    await sandbox.run('nx generate', 'nx', ['generate', ...args, '--dry-run', '--no-interactive'], {
      cwd: workspace,
      env: environment,
    });
    return performance.now() - started;
  });
  const medians = subjects.map((subject) => median(results.get(subject)));
  const [base, provider] = medians;
  return {
    title: 'nx generate',
    columns: ['', 'median', 'fastest', 'x empty'],
    rows: subjects.map((subject, index) => [
      subject[0],
      milliseconds(medians[index]),
      milliseconds(Math.min(...results.get(subject))),
      ratio(medians[index], base),
    ]),
    notes: [
      `From start to exit, ${ROUNDS} interleaved runs of each, without the daemon, with --dry-run so that the workspace does not change.`,
      `Goal: provider at most ${GOAL}x the empty one. ${ratio(provider, base)}: ${provider / base <= GOAL ? 'met' : 'missed'}.`,
    ],
  };
}
