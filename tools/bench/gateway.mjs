import { Agent, request as send } from 'node:http';
import { join } from 'node:path';
import { root } from '../dev/environment.mjs';
import { repeat } from './servers.mjs';
import { waitUntilItAccepts } from './sockets.mjs';
import { interleave, mebibytes, median, milliseconds, ratio, verdict } from './statistics.mjs';

/**
 * @typedef {Awaited<ReturnType<typeof import('./subjects.mjs').makeSubjects>>} Subjects
 * @typedef {import('./report.mjs').Table} Table
 * @typedef {{name: string, socket: string, ask?: import('./ipc-client.mjs').Ask, agent: Agent}} Subject `ask` is absent if
 *   nothing is in front of the backend
 * @typedef {{latency: number, cpu: number}} Round in milliseconds for one request
 */

const ROUNDS = 25;
const PER_ROUND = 400;
const AT_ONCE = 8;
const UPLOAD = 100_000_000;
const MOST_ADDED_MS = 1;
const LEAST_PER_SECOND = 3_000;
const MOST_RESIDENT = 60 * 1024 * 1024;

/**
 * The time that the gateway adds to a request, compared with a bare reverse proxy and with no proxy.
 *
 * @param {import('./sandbox.mjs').Sandbox} sandbox
 * @param {Subjects} subjects
 * @returns {Promise<Table>}
 */
export async function measureGateway(sandbox, { bundles }) {
  const own = sandbox.path('.sock');
  const { end: endOwn } = sandbox.startWithIpc(bundles['own-backend'], { OWN_SOCKET: own });
  await waitUntilItAccepts(own);
  const agent = () => new Agent({ keepAlive: true });
  const started = [
    await start(sandbox, 'bare reverse proxy', bundles['bare-proxy'], { OWN_SOCKET: own }),
    await start(
      sandbox,
      'gateway',
      join(root, 'packages/gateway/dist/gateway.mjs'),
      gatewaySettings(sandbox, own),
    ),
  ];
  /** @type {Subject[]} */
  const subjects = [
    { name: 'no proxy', socket: own, agent: agent() },
    ...started.map((one) => ({ ...one, agent: agent() })),
  ];
  await interleave(subjects, 5, measureRound);
  const rounds = await interleave(subjects, ROUNDS, measureRound);
  const resident = await Promise.all(subjects.map(residentOf));
  for (const subject of subjects) await upload(subject);
  const afterUpload = await Promise.all(subjects.map(residentOf));
  await Promise.all([endOwn(), ...started.map(({ end }) => end())]);
  for (const { agent } of subjects) agent.destroy();

  const of = (/** @type {keyof Round} */ figure) =>
    subjects.map((subject) => median(rounds.get(subject).map((round) => round[figure])));
  const [latencies, cpus] = [of('latency'), of('cpu')];
  const added = latencies[2] - latencies[0];
  const perSecond = 1000 / cpus[2];
  return {
    title: 'Gateway',
    columns: [
      'in front of the backend',
      'median',
      'x no proxy',
      'CPU a request',
      'x bare proxy',
      'requests/s on one core',
      'resident',
      'after 100 MB',
    ],
    rows: subjects.map(({ name, ask }, index) => [
      name,
      milliseconds(latencies[index]),
      ratio(latencies[index], latencies[0]),
      ...(ask
        ? [milliseconds(cpus[index]), ratio(cpus[index], cpus[1]), (1000 / cpus[index]).toFixed(0)]
        : ['', '', '']),
      ...(ask ? [mebibytes(resident[index]), mebibytes(afterUpload[index])] : ['', '']),
    ]),
    notes: [
      `A GET on a shared connection, one at a time. CPU is that of the proxy's process, with ${AT_ONCE} at once. Medians of ${ROUNDS} rounds of ${PER_ROUND} requests, in turn.`,
      'Resident memory after these requests, and after an upload of 100 MB. It contains the pages of the Node executable, which all processes of Node share.',
      `Goals: at most ${MOST_ADDED_MS} ms added (${milliseconds(added)}: ${verdict(added <= MOST_ADDED_MS)}), ${LEAST_PER_SECOND} requests a second on one core (${perSecond.toFixed(0)}: ${verdict(perSecond >= LEAST_PER_SECOND)}), ${mebibytes(MOST_RESIDENT)} resident (${mebibytes(resident[2])}: ${verdict(resident[2] <= MOST_RESIDENT)}).`,
    ],
  };
}

/**
 * @param {import('./sandbox.mjs').Sandbox} sandbox
 * @param {string} own
 */
function gatewaySettings(sandbox, own) {
  return {
    DDEXT_EXTENSION_ID: 'ddext-oauth/bench',
    DDEXT_PORT: '1',
    DDEXT_PROVIDERS: 'github',
    DDEXT_FORWARD_TO: own,
    DDEXT_CALLBACK_ADDRESS: sandbox.path('.sock'),
    DDEXT_DATA: sandbox.path(),
  };
}

/**
 * @param {import('./sandbox.mjs').Sandbox} sandbox
 * @param {string} name
 * @param {string} file
 * @param {Record<string, string>} settings
 */
async function start(sandbox, name, file, settings) {
  const socket = sandbox.path('.sock');
  // The options of the gateway's image, for both.
  const env = {
    ...settings,
    NODE_ENV: 'production',
    NODE_OPTIONS: '--max-semi-space-size=1',
    MALLOC_ARENA_MAX: '1',
  };
  const server = sandbox.startWithIpc(file, { ...env, DDEXT_SOCKET: socket });
  await waitUntilItAccepts(socket);
  return { name, socket, ...server };
}

/**
 * @param {Subject} subject
 * @returns {Promise<Round>}
 */
async function measureRound(subject) {
  const times = [];
  for (let left = PER_ROUND / AT_ONCE; left > 0; left--) {
    const startedAt = performance.now();
    await get(subject);
    times.push(performance.now() - startedAt);
  }
  const cpu = async () => (subject.ask ? (await subject.ask('usage')).cpu : 0);
  const before = await cpu();
  await repeat(PER_ROUND, AT_ONCE, () => get(subject));
  return { latency: median(times), cpu: ((await cpu()) - before) / PER_ROUND };
}

/** @param {Subject} subject */
async function residentOf({ ask }) {
  return ask ? (await ask('usage')).rss : 0;
}

/** @param {Subject} subject */
function get(subject) {
  return exchange(subject, 'GET', (request) => request.end());
}

/** @param {Subject} subject */
function upload(subject) {
  const block = Buffer.alloc(100_000);
  let left = UPLOAD;
  return exchange(subject, 'PUT', (request) => {
    const write = () => {
      while (left > 0) {
        left -= block.length;
        if (!request.write(block)) return void request.once('drain', write);
      }
      request.end();
    };
    write();
  });
}

/**
 * @param {Subject} subject
 * @param {string} method
 * @param {(request: import('node:http').ClientRequest) => void} write
 * @returns {Promise<void>}
 */
function exchange({ socket, agent }, method, write) {
  return new Promise((resolve, reject) => {
    const request = send({ socketPath: socket, method, path: '/things', agent }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`A request ended with ${response.statusCode}.`));
      response.resume().once('end', resolve);
    });
    request.once('error', reject);
    write(request);
  });
}
