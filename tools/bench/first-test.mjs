import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pnpm, startRegistryIn } from './create.mjs';
import { peersIn } from './peers.mjs';
import { networkEnvironment, timed } from './processes.mjs';
import { interleave, median, ratio } from './statistics.mjs';

const ROUNDS = 3;

/** From nothing to a check that passes: one command makes and installs, another runs what the project has for a test. */
export async function measureFirstTest(workshop) {
  const { installed } = await peersIn(workshop);
  const registry = await startRegistryIn(workshop);
  const home = workshop.path();
  await mkdir(home);
  const env = networkEnvironment(home, {
    npm_config_registry: registry.url,
    NX_DAEMON: 'false',
    NX_NO_CLOUD: 'true',
    NEXT_TELEMETRY_DISABLED: '1',
  });
  const named = (name) => `${name} ${installed.get(name).version}`;
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
      checks: 'eslint and tsc; it has no test',
    },
  ];
  try {
    await interleave(subjects, 1, (subject) => run(workshop, subject, env)); // fills the store
    const times = await interleave(subjects, ROUNDS, (subject) => run(workshop, subject, env));
    return table(subjects.map((subject) => ({ ...subject, ...middle(times.get(subject)) })));
  } finally {
    await registry.close();
  }
}

function table(rows) {
  const t3 = rows.at(-1);
  const seconds = (milliseconds) => `${(milliseconds / 1000).toFixed(1)} s`;
  return {
    title: 'From nothing to a passing check',
    columns: ['', 'what passes', 'making and installing', 'the check', 'together', 'x create-t3-app'],
    rows: rows.map(({ label, checks, making, checking, all }) => [
      ...[label, checks],
      ...[seconds(making), seconds(checking), seconds(all), ratio(all, t3.all)],
    ]),
    notes: [
      `Wall, medians of ${ROUNDS} in turn, after one that filled pnpm's store. Our packages come from a registry on loopback, which sends pnpm on to the public one for all others, in both rows.`,
      'create-t3-app makes nothing that is called a test, so that the nearest it has stands for one; the two do not check the same things.',
      ...rows.map(({ create, test }) => `\`pnpm ${create.join(' ')} && cd made && pnpm ${test.join(' ')}\``),
    ],
  };
}

async function run(workshop, { create, test }, env) {
  const cwd = workshop.path();
  await mkdir(cwd);
  const made = await timed(workshop, [...pnpm, ...create], { cwd, env });
  const checked = await timed(workshop, [...pnpm, ...test], { cwd: join(cwd, 'made'), env });
  await rm(cwd, { recursive: true, force: true, maxRetries: 5 });
  return { making: made.wall, checking: checked.wall, all: made.wall + checked.wall };
}

function middle(times) {
  const of = (name) => median(times.map((time) => time[name]));
  return { making: of('making'), checking: of('checking'), all: of('all') };
}

const words = (text) => text.split(' ');
