import { cp, rm, symlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { environment } from '../dev/environment.mjs';
import { addExtensions } from '../dev/nx-extensions.mjs';
import { makeNxWorkspace } from './nx-workspace.mjs';
import { interleave, median, milliseconds, ratio, verdict } from './statistics.mjs';
import { pathsBelow } from './trees.mjs';

const SIZES = [0, 1, 10, 100];
const ROUNDS = 5;
const GOAL = 1.2;

/** Making so many extensions in one workspace, at once, without installing. */
export async function measureExtensions(workshop) {
  const workspace = await makeNxWorkspace(workshop, 1);
  const subjects = SIZES.map((size) => ({ size }));
  for (const subject of subjects)
    await inCopy(workshop, workspace, async (copy) => {
      const before = await countFiles(copy);
      await make(workshop, copy, subject.size);
      subject.files = (await countFiles(copy)) - before;
    });
  const times = await interleave(subjects, ROUNDS, ({ size }) =>
    inCopy(workshop, workspace, async (copy) => {
      const started = performance.now();
      await make(workshop, copy, size);
      return performance.now() - started;
    }),
  );
  const [start, ...rows] = subjects.map((subject) => ({ ...subject, wall: median(times.get(subject)) }));
  for (const row of rows) row.each = (row.wall - start.wall) / row.size;
  return table(start, rows);
}

function table(start, rows) {
  const [one, ten, hundred] = rows;
  return {
    title: 'Making 1, 10 and 100 extensions',
    columns: ['extensions', 'files', 'wall', 'each, beyond the start', 'x one'],
    rows: rows.map(({ size, files, wall, each }) => [
      ...[String(size), files.toLocaleString('en'), milliseconds(wall), milliseconds(each)],
      ratio(each, one.each),
    ]),
    notes: [
      `In one workspace, by the generator @ddext-oauth/nx:extension, each written before the next, in one process, without installing: medians of ${ROUNDS} in turn. The start, with Nx and the plugin and no extension: ${milliseconds(start.wall)}.`,
      'The first extension of a process pays for code that is run for the first time.',
      `Goal: linear growth, each of 100 at most ${GOAL}x each of 10. ${ratio(hundred.each, ten.each)}: ${verdict(hundred.each / ten.each <= GOAL)}.`,
    ],
    chart: {
      caption: 'wall beyond the start of the process, in milliseconds an extension',
      bars: rows.map(({ size, each }) => ({
        label: `each of ${size}`,
        value: each,
        text: milliseconds(each),
        ours: true,
      })),
    },
  };
}

function make(workshop, cwd, size) {
  const directories = Array.from({ length: size }, (_, index) => `extensions/one-of-${index + 1}`);
  const args = addExtensions(directories, { install: false });
  return workshop.run('Making extensions', process.execPath, args, { cwd, env: environment });
}

/** The workspace again, with the same packages. */
async function inCopy(workshop, workspace, work) {
  const copy = workshop.path();
  await cp(workspace, copy, { recursive: true, filter: (path) => basename(path) !== 'node_modules' });
  await symlink(join(workspace, 'node_modules'), join(copy, 'node_modules'));
  try {
    return await work(copy);
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}

/** Without what Nx keeps for itself. */
async function countFiles(directory) {
  const paths = await pathsBelow(directory);
  return paths.filter((path) => !/(^|\/)\.nx\//.test(path)).length;
}
