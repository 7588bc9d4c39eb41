import { access, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../dev/environment.mjs';
import { peersIn } from './peers.mjs';
import { bareEnvironment, timed } from './processes.mjs';
import { interleave, median, ratio, verdict, wholeMilliseconds } from './statistics.mjs';
import { bundle } from './subjects.mjs';

/**
 * @typedef {import('./report.mjs').Table} Table
 * @typedef {{label: string, command: readonly string[], makes?: string}} Subject
 */

const COLD_ROUNDS = 7;
const WARM_ROUNDS = 15;

export const pnpm = [process.execPath, join(root, 'node_modules/pnpm/bin/pnpm.cjs')];

/**
 * Starts the registry of the end-to-end tests with the compared packages.
 *
 * @param {import('./sandbox.mjs').Sandbox} sandbox
 */
export async function startRegistryIn(sandbox) {
  const { tarballs } = await peersIn(sandbox);
  const registry = await bundle(sandbox, join(root, 'tools/e2e/src/support/registry.ts'));
  const { startRegistry } = await import(pathToFileURL(registry).href);
  return startRegistry(tarballs);
}

/**
 * `pnpm create` from a registry on loopback, with an empty and with a filled store and cache of pnpm.
 *
 * @param {import('./sandbox.mjs').Sandbox} sandbox
 * @returns {Promise<Table>}
 */
export async function measureCreate(sandbox) {
  const { url, close } = await startRegistryIn(sandbox);
  try {
    return await measure(sandbox, url);
  } finally {
    await close();
  }
}

/**
 * @param {import('./sandbox.mjs').Sandbox} sandbox
 * @param {string} registry
 */
async function measure(sandbox, registry) {
  const { installed } = await peersIn(sandbox);
  /** @param {string} name */
  const named = (name) => `${name} ${installed[name].version}`;
  /** @param {string[]} args */
  const create = (...args) => [...pnpm, 'create', ...args];
  /** @type {Subject[]} */
  const subjects = [
    { label: 'pnpm --version', command: [...pnpm, '--version'] },
    {
      label: `pnpm create ddext-oauth, ${named('create-ddext-oauth')}`,
      command: create('ddext-oauth', 'made', '--yes', '--no-install', '--no-git'),
      makes: 'made/package.json',
    },
    {
      label: `pnpm create vite, ${named('create-vite')}`,
      command: create('vite', 'made', '--template', 'react-ts', '--no-interactive'),
      makes: 'made/package.json',
    },
  ];
  const cold = await interleave(subjects, COLD_ROUNDS, (subject) =>
    withHome(sandbox, (home) => run(sandbox, subject, home, registry)),
  );
  const warm = await withHome(sandbox, async (home) => {
    await interleave(subjects, 1, (subject) => run(sandbox, subject, home, registry));
    return interleave(subjects, WARM_ROUNDS, (subject) => run(sandbox, subject, home, registry));
  });
  const rows = subjects.map((subject) => ({
    label: subject.label,
    cold: median(cold.get(subject)),
    warm: median(warm.get(subject)),
  }));
  return table(rows, subjects);
}

/**
 * @param {readonly {label: string, cold: number, warm: number}[]} rows
 * @param {readonly Subject[]} subjects
 * @returns {Table}
 */
function table(rows, subjects) {
  const [, ours, vite] = rows;
  return {
    title: 'pnpm create',
    columns: ['', 'cold', 'x create-vite', 'warm', 'x create-vite'],
    rows: rows.map(({ label, cold, warm }) => [
      label,
      ...[wholeMilliseconds(cold), ratio(cold, vite.cold), wholeMilliseconds(warm), ratio(warm, vite.warm)],
    ]),
    notes: [
      `From a registry on loopback, without installing and without Git: wall, medians of ${COLD_ROUNDS} with an empty store and cache and of ${WARM_ROUNDS} with filled ones, interleaved.`,
      `Goal: no slower than create-vite. Cold ${ratio(ours.cold, vite.cold)}, warm ${ratio(ours.warm, vite.warm)}: ${verdict(ours.cold <= vite.cold && ours.warm <= vite.warm)}.`,
      ...subjects.map(({ command }) => `\`pnpm ${command.slice(pnpm.length).join(' ')}\``),
    ],
    chart: {
      caption: 'wall time in milliseconds; less is better',
      bars: rows.flatMap((row, index) =>
        /** @type {const} */ (['cold', 'warm']).map((state) => ({
          label: `${row.label.split(',')[0]}, ${state}`,
          value: row[state],
          text: wholeMilliseconds(row[state]),
          ours: index === 1,
        })),
      ),
    },
  };
}

/**
 * Runs `work` with an empty home, which contains pnpm's store and cache.
 *
 * @template T
 * @param {import('./sandbox.mjs').Sandbox} sandbox
 * @param {(home: string) => Promise<T>} work
 */
async function withHome(sandbox, work) {
  const home = sandbox.path();
  await mkdir(home);
  try {
    return await work(home);
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

/**
 * @param {import('./sandbox.mjs').Sandbox} sandbox
 * @param {Subject} subject
 * @param {string} home
 * @param {string} registry
 */
async function run(sandbox, { command, makes }, home, registry) {
  const cwd = sandbox.path();
  await mkdir(cwd);
  const env = bareEnvironment(home, { npm_config_registry: registry });
  const { wall } = await timed(sandbox, command, { cwd, env });
  if (makes) await access(join(cwd, makes));
  await rm(cwd, { recursive: true });
  return wall;
}
