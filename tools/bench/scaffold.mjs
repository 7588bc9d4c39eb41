import { mkdir, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeHygenTemplates, writePlopfile } from './equivalents.mjs';
import { peersIn } from './peers.mjs';
import { bareEnvironment, peakOf, timed } from './processes.mjs';
import { interleave, mebibytes, median, ratio, verdict, wholeMilliseconds } from './statistics.mjs';
import { differences, treeOf } from './trees.mjs';

/**
 * @typedef {import('./report.mjs').Table} Table
 * @typedef {{label: string, command: readonly string[], same?: boolean, env?: Record<string, string>}} Subject
 * @typedef {Subject & {files: number, wall: number, cpu: number, peak: string}} Row
 */

const ROUNDS = 21;
const MEMORY_ROUNDS = 3;
const NAME = 'my-extension';
const NODE_GOAL = 1.4;

const writeTree = fileURLToPath(new URL('programs/write-tree.cjs', import.meta.url));

/**
 * Creates a project without installing and without Git, and compares it with other generators.
 *
 * @param {import('./sandbox.mjs').Sandbox} sandbox
 * @returns {Promise<Table>}
 */
export async function measureScaffold(sandbox) {
  const home = sandbox.path();
  await mkdir(home);
  const { installed } = await peersIn(sandbox);
  const { subjects, tree } = await makeSubjects(sandbox, installed, home);
  /** @type {Map<Subject, number>} */
  const files = new Map();
  for (const subject of subjects) files.set(subject, await checked(sandbox, subject, home, tree));
  const times = await interleave(subjects, ROUNDS, (subject) =>
    inFreshFolder(sandbox, subject, home, (options) => timed(sandbox, subject.command, options)),
  );
  const ofNode = subjects.filter(({ command: [program] }) => program === process.execPath);
  const peaks = await interleave(ofNode, MEMORY_ROUNDS, (subject) =>
    inFreshFolder(sandbox, subject, home, (options) => peakOf(sandbox, subject.command, options)),
  );
  const rows = subjects.map((subject) => ({
    ...subject,
    files: files.get(subject) ?? 0,
    wall: median(times.get(subject).map(({ wall }) => wall)),
    cpu: median(times.get(subject).map(({ cpu }) => cpu)),
    peak: peaks.has(subject) ? mebibytes(median(peaks.get(subject))) : '–',
  }));
  return table(rows);
}

/**
 * @param {readonly Row[]} rows
 * @returns {Table}
 */
function table(rows) {
  /** @param {string} label */
  const find = (label) => {
    const found = rows.find((row) => row.label.startsWith(label));
    if (!found) throw new Error(`${label} was not measured.`);
    return found;
  };
  const [bare, ours, vite] = [find('node -e 0'), find('create-ddext-oauth'), find('create-vite')];
  return {
    title: 'Scaffolding',
    columns: ['', 'files', 'wall', 'x node -e 0', 'CPU', 'x node -e 0', 'peak memory'],
    rows: rows.map(({ label, files, wall, cpu, peak }) => [
      ...[label, String(files)],
      ...[
        wholeMilliseconds(wall),
        ratio(wall, bare.wall),
        wholeMilliseconds(cpu),
        ratio(cpu, bare.cpu),
        peak,
      ],
    ]),
    notes: [
      `From start to exit, without installing and without Git: medians of ${ROUNDS} interleaved runs, each in a new folder, timed by the shell. Memory of Node.js processes: medians of ${MEMORY_ROUNDS} separate runs.`,
      `Goal: no slower than create-vite, while writing more files. ${ours.files} files in ${wholeMilliseconds(ours.wall)} compared with ${vite.files} in ${wholeMilliseconds(vite.wall)}, CPU ${wholeMilliseconds(ours.cpu)} compared with ${wholeMilliseconds(vite.cpu)}: ${verdict(ours.wall <= vite.wall && ours.files > vite.files)}.`,
      `Goal: at most ${NODE_GOAL}x node -e 0. ${ratio(ours.wall, bare.wall)}: ${verdict(ours.wall / bare.wall <= NODE_GOAL)}.`,
      'plop renders the same templates with the same values to the same bytes, except that it copies ddext-oauth.base. hygen uses another template language: its templates are the finished files with a placeholder for the name, which is less work.',
      ...rows.map(({ label, command }) => `${label}: \`${command.map(shown).join(' ')}\``),
    ],
    chart: {
      caption: 'wall time in milliseconds; less is better',
      bars: rows.map(({ label, wall }) => ({
        label,
        value: wall,
        text: wholeMilliseconds(wall),
        ours: label === ours.label,
      })),
    },
  };
}

/**
 * @param {import('./sandbox.mjs').Sandbox} sandbox
 * @param {Record<string, import('./peers.mjs').Installed>} installed
 * @param {string} home
 * @returns the commands to run. `same` marks those that must write the same tree as our command
 */
async function makeSubjects(sandbox, installed, home) {
  /**
   * @param {string} name
   * @param {string[]} args
   */
  const peer = (name, ...args) => {
    const { program, version } = installed[name];
    return { label: `${name} ${version}`, command: [process.execPath, program, ...args] };
  };
  const ours = peer('create-ddext-oauth', NAME, '--yes', '--no-install', '--no-git');
  const folder = sandbox.path();
  await mkdir(folder);
  await timed(sandbox, ours.command, { cwd: folder, env: bareEnvironment(home) });
  const made = join(folder, NAME);
  const tree = await treeOf(made);
  const texts = join(folder, 'texts.json');
  await writeFile(texts, JSON.stringify(tree));
  const plopfile = await writePlopfile(folder, NAME, tree);
  const hygenTemplates = await writeHygenTemplates(folder, NAME, tree);
  const same = true;
  /** @type {Subject[]} */
  const subjects = [
    { label: 'node -e 0', command: [process.execPath, '-e', '0'] },
    { label: 'cp -r', same, command: ['cp', '-r', made, NAME] },
    { label: 'Node writing the tree', same, command: [process.execPath, writeTree, texts, NAME] },
    { ...ours, same },
    peer('create-vite', NAME, '--template', 'react-ts', '--no-interactive'),
    peer(
      'create-next-app',
      NAME,
      ...words('--ts --eslint --tailwind --app --src-dir --use-npm --skip-install --disable-git --yes'),
    ),
    peer(
      'create-t3-app',
      NAME,
      ...words('--CI --noInstall --noGit --trpc --tailwind --eslint --appRouter --dbProvider sqlite'),
    ),
    { ...peer('plop', '--plopfile', plopfile, '--dest', NAME, 'extension'), same },
    { ...peer('hygen', 'extension', 'new', '--name', NAME), same, env: { HYGEN_TMPLS: hygenTemplates } },
  ];
  return { subjects, tree };
}

/**
 * Runs a subject once, which also warms the file system's cache.
 *
 * @param {import('./sandbox.mjs').Sandbox} sandbox
 * @param {Subject} subject
 * @param {string} home
 * @param {import('./trees.mjs').Tree} tree
 * @returns how many files it wrote
 */
async function checked(sandbox, subject, home, tree) {
  return inFreshFolder(sandbox, subject, home, async (options) => {
    await timed(sandbox, subject.command, options);
    const written = await treeOf(options.cwd);
    const expected = Object.fromEntries(Object.entries(tree).map(([path, text]) => [join(NAME, path), text]));
    const wrong = subject.same ? differences(written, expected) : [];
    if (wrong.length > 0) throw new Error(`${subject.label} writes another tree: ${wrong.join(', ')}`);
    return Object.keys(written).length;
  });
}

/**
 * @template T
 * @param {import('./sandbox.mjs').Sandbox} sandbox
 * @param {Subject} subject
 * @param {string} home
 * @param {(options: {cwd: string, env: NodeJS.ProcessEnv}) => Promise<T>} work
 */
async function inFreshFolder(sandbox, { env }, home, work) {
  const cwd = sandbox.path();
  await mkdir(cwd);
  try {
    return await work({ cwd, env: bareEnvironment(home, env) });
  } finally {
    await rm(cwd, { recursive: true, force: true });
  }
}

/** @param {string} text */
const words = (text) => text.split(' ');

/**
 * A command without the paths of this machine.
 *
 * @param {string} word
 */
const shown = (word) => (word === process.execPath ? 'node' : word.startsWith('/') ? basename(word) : word);
