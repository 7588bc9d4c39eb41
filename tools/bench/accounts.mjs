import { startBare } from './servers.mjs';
import { ask, askAsPage } from './sockets.mjs';
import { interleave, median, milliseconds } from './statistics.mjs';

/**
 * @typedef {Awaited<ReturnType<typeof import('./subjects.mjs').makeSubjects>>} Subjects
 * @typedef {import('./report.mjs').Table} Table
 * @typedef {{name: string, label: string}} Store
 * @typedef {{store: Store, count: number, server: Awaited<ReturnType<typeof startAccounts>>}} Row
 */

const ROUNDS = 100;
const WARM_UP = 30;
const stores = [
  { name: 'memory', label: 'memory' },
  { name: 'sealed', label: 'sealed file' },
];
const counts = [1, 10, 100];

/**
 * The cost of calls by number of accounts and store, compared with an Express route that does nothing.
 *
 * @param {import('./sandbox.mjs').Sandbox} sandbox
 * @param {Subjects} subjects
 * @returns {Promise<Table>}
 */
export async function measureAccounts(sandbox, subjects) {
  const bare = await startBare(sandbox, subjects);
  /** @type {Row[]} */
  const rows = [];
  for (const store of stores)
    for (const count of counts) {
      rows.push({ store, count, server: await startAccounts(sandbox, subjects, { store, count }) });
    }

  /** @type {{row: object, name: string, time: () => Promise<number>}[]} */
  const measures = [
    ...rows.flatMap((row) => [
      {
        row,
        name: 'session',
        time: () => timed(() => expectOk(askAsPage(row.server.socket, '/auth/session'))),
      },
      { row, name: 'lookup', time: () => timed(() => lookUp(row)) },
      { row, name: 'put', time: () => row.server.ask('put') },
    ]),
    { row: bare, name: 'route', time: () => timed(() => expectOk(ask(bare.socket, 'GET', '/'))) },
  ];
  await interleave(measures, WARM_UP, ({ time }) => time());
  const times = await interleave(measures, ROUNDS, ({ time }) => time());
  await Promise.all([bare, ...rows.map(({ server }) => server)].map(({ end }) => end()));

  /**
   * @param {object} row
   * @param {string} name
   */
  const middle = (row, name) =>
    milliseconds(
      median(
        measures
          .filter((measure) => measure.row === row && measure.name === name)
          .flatMap((measure) => times.get(measure)),
      ),
    );
  return {
    title: 'Cost by number of accounts',
    columns: ['store', 'accounts', 'session() over the socket', 'access token over the socket', 'put'],
    rows: rows.map((row) => [
      row.store.label,
      String(row.count),
      ...['session', 'lookup', 'put'].map((name) => middle(row, name)),
    ]),
    notes: [
      `Medians of ${ROUNDS} interleaved rounds, each request on a new connection. A bare Express route over its socket: ${middle(bare, 'route')}.`,
      'An account is about 2.5 kB. A put of the sealed file seals all accounts again and waits for the disk.',
    ],
  };
}

/**
 * @param {import('./sandbox.mjs').Sandbox} sandbox
 * @param {Subjects} subjects
 * @param {{store: Store, count: number}} row
 */
async function startAccounts(sandbox, { bundles }, { store, count }) {
  const socket = sandbox.path('.sock');
  const server = sandbox.startWithIpc(bundles.accounts, {
    NODE_ENV: 'production',
    STORE: store.name,
    ACCOUNTS: String(count),
    DDEXT_SOCKET: socket,
    DDEXT_DATA: sandbox.path(),
  });
  await server.ask('put'); // responds after all accounts are stored
  return { ...server, socket };
}

/**
 * The token of the newest account, which is the last in the file.
 *
 * @param {Row} row
 */
function lookUp({ server, count }) {
  return expectOk(askAsPage(server.socket, '/auth/access-token', { account: `bench:${count - 1}` }));
}

/** @param {Promise<import('./sockets.mjs').Answer>} asked */
async function expectOk(asked) {
  const answer = await asked;
  if (!answer.ok) throw new Error(answer.error.message);
}

/** @param {() => Promise<unknown>} work */
async function timed(work) {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
