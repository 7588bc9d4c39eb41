import { startBare } from './servers.mjs';
import { ask } from './sockets.mjs';
import { interleave, median, milliseconds } from './statistics.mjs';

const ROUNDS = 100;
const WARM_UP = 30;
const stores = [
  { name: 'memory', label: 'memory' },
  { name: 'sealed', label: 'sealed file' },
];
const counts = [1, 10, 100];

/** What the number of accounts costs, by store, beside an Express route that does nothing. */
export async function measureAccounts(workshop, subjects) {
  const bare = await startBare(workshop, subjects);
  const rows = stores.flatMap((store) => counts.map((count) => ({ store, count })));
  for (const row of rows) row.server = await startAccounts(workshop, subjects, row);

  const measures = [
    ...rows.flatMap((row) => [
      { row, name: 'session', time: () => timed(() => expectOk(row.server.socket, 'GET', '/auth/session')) },
      { row, name: 'lookup', time: () => timed(() => lookUp(row)) },
      { row, name: 'put', time: () => row.server.ask('put') },
    ]),
    { row: bare, name: 'route', time: () => timed(() => expectOk(bare.socket, 'GET', '/')) },
  ];
  await interleave(measures, WARM_UP, ({ time }) => time());
  const times = await interleave(measures, ROUNDS, ({ time }) => time());
  await Promise.all([bare, ...rows.map(({ server }) => server)].map(({ end }) => end()));

  const middle = (row, name) =>
    milliseconds(median(times.get(measures.find((measure) => measure.row === row && measure.name === name))));
  return {
    title: 'Cost by number of accounts',
    columns: ['store', 'accounts', 'session() over the socket', 'access token over the socket', 'put'],
    rows: rows.map((row) => [
      row.store.label,
      String(row.count),
      ...['session', 'lookup', 'put'].map((name) => middle(row, name)),
    ]),
    notes: [
      `Medians of ${ROUNDS} in turn, a connection a request. A bare Express route over its socket: ${middle(bare, 'route')}.`,
      'An account is about 2.5 kB. A put of the sealed file seals all accounts anew and waits for the disk.',
    ],
  };
}

async function startAccounts(workshop, { bundles }, { store, count }) {
  const socket = workshop.path('.sock');
  const server = workshop.startTalking(bundles.accounts, {
    NODE_ENV: 'production',
    STORE: store.name,
    ACCOUNTS: String(count),
    DDEXT_SOCKET: socket,
    DDEXT_DATA: workshop.path(),
  });
  await server.ask('put'); // answered once all accounts are there
  return { ...server, socket };
}

/** The newest account's token: the last in the file. */
function lookUp({ server, count }) {
  return expectOk(server.socket, 'POST', '/auth/access-token', { account: `bench:${count - 1}` });
}

async function expectOk(socket, method, path, body) {
  const { ok, error } = await ask(socket, method, path, body);
  if (!ok) throw new Error(`${path}: ${error.message}`);
}

async function timed(work) {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
