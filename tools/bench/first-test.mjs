import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pnpm, startRegistryIn } from './create.mjs';
import { peersIn } from './peers.mjs';
import { networkEnvironment, timed } from './processes.mjs';
import { interleave, median, ratio } from './statistics.mjs';

/**
 * @typedef {import('./report.mjs').Table} Table
 * @typedef {{label: string, create: readonly string[], test: readonly string[], checks: string}} Subject
 * @typedef {{making: number, checking: number, all: number}} Times milliseconds
 */

const ROUNDS = 3;

/**
 * The time until a new project passes its check: one command creates and installs it, another runs its tests or linter.
 *
 * @param {import('./sandbox.mjs').Sandbox} sandbox
 * @returns {Promise<Table>}
 */
export async function measureFirstTest(sandbox) {
  const { installed } = await peersIn(sandbox);
  const registry = await startRegistryIn(sandbox);
  const home = sandbox.path();
  await mkdir(home);
  const env = networkEnvironment(home, {
    npm_config_registry: registry.url,
    NX_DAEMON: 'false',
    NX_NO_CLOUD: 'true',
    NEXT_TELEMETRY_DISABLED: '1',
  });
  /** @param {string} name */
  const named = (name) => `${name} ${installed[name].version}`;
  const subjects = [
    {
      label: named('create-ddext-oauth'),
      create: ['create', 'ddext-oauth', 'made', '--yes', '--no-git'],
      test: ['nx', 'run-many', '-t', 'test'],
      checks: 'the tests',
    },
    {
      label: named('create-t3-app'),
      create: words(
        'create t3-app made --CI --noGit --trpc --tailwind --eslint --appRouter --dbProvider sqlite',
      ),
      test: ['check'],
      checks: 'eslint and tsc; no tests',
    },
  ];
  try {
    await interleave(subjects, 1, (subject) => run(sandbox, subject, env)); // fills the store
    const times = await interleave(subjects, ROUNDS, (subject) => run(sandbox, subject, env));
    return table(subjects.map((subject) => ({ ...subject, ...middle(times.get(subject)) })));
  } finally {
    await registry.close();
  }
}

/**
 * @param {readonly (Subject & Times)[]} rows
 * @returns {Table}
 */
function table(rows) {
  const t3 = rows[rows.length - 1];
  /** @param {number} milliseconds */
  const seconds = (milliseconds) => `${(milliseconds / 1000).toFixed(1)} s`;
  return {
    title: 'New project until its check passes',
    columns: ['', 'check', 'create and install', 'run the check', 'total', 'x create-t3-app'],
    rows: rows.map(({ label, checks, making, checking, all }) => [
      ...[label, checks],
      ...[seconds(making), seconds(checking), seconds(all), ratio(all, t3.all)],
    ]),
    notes: [
      `Wall time, medians of ${ROUNDS} interleaved runs, after one that filled pnpm's store. In both rows, a registry on loopback serves our packages and redirects pnpm to the public registry for all others.`,
      'create-t3-app creates no test, so its linter and type check are measured instead. The two checks are not equivalent.',
      ...rows.map(({ create, test }) => `\`pnpm ${create.join(' ')} && cd made && pnpm ${test.join(' ')}\``),
    ],
  };
}

/**
 * @param {import('./sandbox.mjs').Sandbox} sandbox
 * @param {Subject} subject
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<Times>}
 */
async function run(sandbox, { create, test }, env) {
  const cwd = sandbox.path();
  await mkdir(cwd);
  const made = await timed(sandbox, [...pnpm, ...create], { cwd, env });
  const checked = await timed(sandbox, [...pnpm, ...test], { cwd: join(cwd, 'made'), env });
  await rm(cwd, { recursive: true, force: true, maxRetries: 5 });
  return { making: made.wall, checking: checked.wall, all: made.wall + checked.wall };
}

/**
 * @param {readonly Times[]} times
 * @returns {Times}
 */
function middle(times) {
  /** @param {keyof Times} name */
  const of = (name) => median(times.map((time) => time[name]));
  return { making: of('making'), checking: of('checking'), all: of('all') };
}

/** @param {string} text */
const words = (text) => text.split(' ');
