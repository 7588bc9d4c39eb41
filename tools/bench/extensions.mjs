import { cp, rm, symlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { environment } from '../dev/environment.mjs';
import { addExtensions } from '../dev/nx-extensions.mjs';
import { makeNxWorkspace } from './nx-workspace.mjs';
import { interleave, median, milliseconds, ratio, verdict } from './statistics.mjs';
import { pathsBelow } from './trees.mjs';

/**
 * @typedef {import('./report.mjs').Table} Table
 * @typedef {{size: number, files: number, wall: number, each: number}} Row
 */

const SIZES = [0, 1, 10, 100];
const ROUNDS = 5;
const GOAL = 1.2;

/**
 * Creates 1, 10 and 100 extensions in one workspace in one process, without installing.
 *
 * @param {import('./sandbox.mjs').Sandbox} sandbox
 * @returns {Promise<Table>}
 */
export async function measureExtensions(sandbox) {
  const workspace = await makeNxWorkspace(sandbox, 1);
  const subjects = [];
  for (const size of SIZES) {
    const files = await inCopy(sandbox, workspace, async (copy) => {
      const before = await countFiles(copy);
      await make(sandbox, copy, size);
      return (await countFiles(copy)) - before;
    });
    subjects.push({ size, files });
  }
  const times = await interleave(subjects, ROUNDS, ({ size }) =>
    inCopy(sandbox, workspace, async (copy) => {
      const started = performance.now();
      await make(sandbox, copy, size);
      return performance.now() - started;
    }),
  );
  const [start, ...others] = subjects.map((subject) => ({ ...subject, wall: median(times.get(subject)) }));
  const rows = others.map((row) => ({ ...row, each: (row.wall - start.wall) / row.size }));
  return table(start, rows);
}

/**
 * @param {{wall: number}} start
 * @param {readonly Row[]} rows
 * @returns {Table}
 */
function table(start, rows) {
  const [one, ten, hundred] = rows;
  return {
    title: 'Creating 1, 10 and 100 extensions',
    columns: ['extensions', 'files', 'wall', 'each, beyond the start', 'x one'],
    rows: rows.map(({ size, files, wall, each }) => [
      ...[String(size), files.toLocaleString('en'), milliseconds(wall), milliseconds(each)],
      ratio(each, one.each),
    ]),
    notes: [
      `In one workspace, with the generator @ddext-oauth/nx:extension, each written before the next, in one process, without installing: medians of ${ROUNDS} interleaved runs. Starting Nx and the plugin without creating an extension: ${milliseconds(start.wall)}.`,
      'The first extension of a process includes the cost of code that runs for the first time.',
      `Goal: linear growth, each of 100 at most ${GOAL}x each of 10. ${ratio(hundred.each, ten.each)}: ${verdict(hundred.each / ten.each <= GOAL)}.`,
    ],
    chart: {
      caption: 'wall time after the start of the process, in milliseconds per extension',
      bars: rows.map(({ size, each }) => ({
        label: `each of ${size}`,
        value: each,
        text: milliseconds(each),
        ours: true,
      })),
    },
  };
}

/**
 * @param {import('./sandbox.mjs').Sandbox} sandbox
 * @param {string} cwd
 * @param {number} size
 */
function make(sandbox, cwd, size) {
  const directories = Array.from({ length: size }, (_, index) => `extensions/one-of-${index + 1}`);
  const args = addExtensions(directories, { install: false });
  return sandbox.run('Creating extensions', process.execPath, args, { cwd, env: environment });
}

/**
 * Copies the workspace with links to the same packages, and removes the copy after `work`.
 *
 * @template T
 * @param {import('./sandbox.mjs').Sandbox} sandbox
 * @param {string} workspace
 * @param {(copy: string) => Promise<T>} work
 */
async function inCopy(sandbox, workspace, work) {
  const copy = sandbox.path();
  await cp(workspace, copy, { recursive: true, filter: (path) => basename(path) !== 'node_modules' });
  await symlink(join(workspace, 'node_modules'), join(copy, 'node_modules'));
  try {
    return await work(copy);
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}

/**
 * Removes the state of Nx.
 *
 * @param {string} directory
 */
async function countFiles(directory) {
  const paths = await pathsBelow(directory);
  return paths.filter((path) => !/(^|\/)\.nx\//.test(path)).length;
}
