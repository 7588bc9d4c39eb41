import { waitUntilItAccepts } from './sockets.mjs';
import { interleave, median, milliseconds, quantile, ratio } from './statistics.mjs';

/**
 * @typedef {Awaited<ReturnType<typeof import('./subjects.mjs').makeSubjects>>} Subjects
 * @typedef {import('./report.mjs').Table} Table
 */

const ROUNDS = 41;
const GOAL = 1.5;

/** The programs to start, and how many sockets must accept connections. */
const subjects = [
  { name: 'bare Express, one app on one socket', bundle: 'bare-one-app', sockets: 1 },
  { name: 'bare Express, two apps on two sockets', bundle: 'bare-two-apps', sockets: 2 },
  { name: 'generated backend', bundle: 'generated', sockets: 2 },
];

/**
 * The time from spawning a process until all of its sockets accept connections.
 *
 * @param {import('./sandbox.mjs').Sandbox} sandbox
 * @param {Subjects} subjects
 * @returns {Promise<Table>}
 */
export async function measureColdStart(sandbox, { bundles }) {
  /** @param {{bundle: string, sockets: number}} subject */
  const start = (subject) => timeStart(sandbox, bundles[subject.bundle], subject.sockets);
  await interleave(subjects, 2, start); // warms the file system's cache
  const times = await interleave(subjects, ROUNDS, start);
  const medians = subjects.map((subject) => median(times.get(subject)));
  const [one, two, ours] = medians;
  const met = ours / one <= GOAL ? 'met' : 'MISSED';
  return {
    title: 'Backend cold start',
    columns: ['', 'median', 'p95', 'fastest', 'x one app', 'x two apps'],
    rows: subjects.map((subject, index) => [
      subject.name,
      milliseconds(medians[index]),
      milliseconds(quantile(times.get(subject), 0.95)),
      milliseconds(Math.min(...times.get(subject))),
      ratio(medians[index], one),
      ratio(medians[index], two),
    ]),
    notes: [
      `Spawn until every socket accepts, ${ROUNDS} interleaved starts of each.`,
      `Goal: at most ${GOAL}x bare Express. ${ratio(ours, one)} of one app, ${ratio(ours, two)} of two: ${met}.`,
    ],
  };
}

/**
 * @param {import('./sandbox.mjs').Sandbox} sandbox
 * @param {string} bundle
 * @param {number} sockets
 */
async function timeStart(sandbox, bundle, sockets) {
  const api = sandbox.path('.sock');
  const callback = sandbox.path('.sock');
  const env = { DDEXT_SOCKET: api, DDEXT_CALLBACK_ADDRESS: callback, DDEXT_DATA: sandbox.path() };
  const started = performance.now();
  const { end } = sandbox.start(bundle, env);
  for (const socket of [api, callback].slice(0, sockets)) await waitUntilItAccepts(socket);
  const took = performance.now() - started;
  await end();
  return took;
}
