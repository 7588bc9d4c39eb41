import { repeat, signIn, startBackend, startProvider } from './servers.mjs';
import { interleave, median, milliseconds } from './statistics.mjs';

/**
 * @typedef {Awaited<ReturnType<typeof import('./subjects.mjs').makeSubjects>>} Subjects
 * @typedef {import('./report.mjs').Table} Table
 * @typedef {import('./ipc-client.mjs').Ask} Ask
 * @typedef {{perSecond: number, backend: number, provider: number, driver: number}} Round
 */

const ROUNDS = 9;
const PER_ROUND = 60;
const WARM_UP = 60;

const providers = [
  { name: 'oidc-provider', bundle: 'real-provider' },
  { name: 'scripted provider', bundle: 'scripted-provider' },
];
const atOnce = [1, 8];
const parties = /** @type {const} */ (['backend', 'provider', 'driver']);

/**
 * Complete sign-ins per second, and the CPU time that each process uses for them.
 *
 * @param {import('./sandbox.mjs').Sandbox} sandbox
 * @param {Subjects} subjects
 * @returns {Promise<Table>}
 */
export async function measureSignIns(sandbox, subjects) {
  // An extension has one callback port, so only one backend runs at a time.
  const rows = providers.flatMap((provider) => atOnce.map((concurrency) => ({ provider, concurrency })));
  const rounds = await interleave(rows, ROUNDS, (row) => measureRound(sandbox, subjects, row));
  return {
    title: 'Sign-ins per second',
    columns: ['provider', 'at once', 'sign-ins/s', 'CPU per sign-in: backend', 'provider', 'driver'],
    rows: rows.map((row) => {
      /** @param {keyof Round} name */
      const middle = (name) => median(rounds.get(row).map((round) => round[name]));
      return [
        row.provider.name,
        String(row.concurrency),
        middle('perSecond').toFixed(0),
        ...parties.map((name) => milliseconds(middle(name))),
      ];
    }),
    notes: [
      `Medians of ${ROUNDS} interleaved rounds of ${PER_ROUND}, each after ${WARM_UP} to warm up, each user with a separate browser.`,
      'The backend, the provider and the driver (UI and browsers) are separate processes and share the cores. A sign-in counts once the account is sealed and on the disk.',
    ],
  };
}

/**
 * @param {import('./sandbox.mjs').Sandbox} sandbox
 * @param {Subjects} subjects
 * @param {{provider: {bundle: string}, concurrency: number}} row
 * @returns {Promise<Round>}
 */
async function measureRound(sandbox, subjects, { provider: { bundle }, concurrency }) {
  const provider = await startProvider(sandbox, subjects, bundle);
  const backend = await startBackend(sandbox, subjects, provider);
  const signInOnce = () => signIn(backend.socket, subjects);
  await repeat(WARM_UP, concurrency, signInOnce);

  const before = await readCpu(backend, provider);
  const started = performance.now();
  await repeat(PER_ROUND, concurrency, signInOnce);
  const seconds = (performance.now() - started) / 1000;
  const after = await readCpu(backend, provider);

  await Promise.all([backend.end(), provider.end()]);
  const [ofBackend, ofProvider, ofDriver] = parties.map((name) => (after[name] - before[name]) / PER_ROUND);
  return { perSecond: PER_ROUND / seconds, backend: ofBackend, provider: ofProvider, driver: ofDriver };
}

/**
 * Milliseconds of CPU that each of the three processes has used so far.
 *
 * @param {{ask: Ask}} backend
 * @param {{ask: Ask}} provider
 */
async function readCpu(backend, provider) {
  const { user, system } = process.cpuUsage();
  return {
    backend: (await backend.ask('usage')).cpu,
    provider: (await provider.ask('usage')).cpu,
    driver: (user + system) / 1000,
  };
}
