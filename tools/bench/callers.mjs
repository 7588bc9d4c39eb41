import { randomBytes } from 'node:crypto';
import { Agent } from 'node:http';
import { repeat } from './servers.mjs';
import { ask, askAsPage, waitUntilItAccepts } from './sockets.mjs';
import { interleave, median, milliseconds, verdict } from './statistics.mjs';

/**
 * @typedef {Awaited<ReturnType<typeof import('./subjects.mjs').makeSubjects>>} Subjects
 * @typedef {import('./report.mjs').Table} Table
 * @typedef {{ask: import('./ipc-client.mjs').Ask, socket: string, end: () => Promise<void>}} Server
 * @typedef {(agent: Agent) => Promise<import('./sockets.mjs').Answer>} Send
 * @typedef {{name: string, server: Server, send: Send, refusal?: string}} Call
 */

const ROUNDS = 25;
const PER_ROUND = 200;
const CONNECTIONS = 4;
const MOST_FOR_PROOF = 0.2;
const MOST_FOR_REFUSAL = 1;
const wrongToken = randomBytes(32).toString('base64url');

/**
 * The CPU time of the backend for the authentication of a call and for a rejected call.
 *
 * @param {import('./sandbox.mjs').Sandbox} sandbox
 * @param {Subjects} subjects
 * @returns {Promise<Table>}
 */
export async function measureCallers(sandbox, subjects) {
  const [bare, guarded] = [
    await start(sandbox, subjects, { guarded: false }),
    await start(sandbox, subjects, { guarded: true }),
  ];
  const { socket } = guarded;
  /** @param {object} body */
  const refused = (body, path = '/route', refusal = 'caller-unknown') => ({
    server: guarded,
    /** @param {Agent} agent */
    send: (agent) => ask(socket, 'POST', path, body, agent),
    refusal,
  });
  /** @type {Call[]} */
  const calls = [
    {
      name: 'route of bare Express',
      server: bare,
      send: (agent) => ask(bare.socket, 'POST', '/route', { data: {} }, agent),
    },
    {
      name: 'the same, with the proof',
      server: guarded,
      send: (agent) => askAsPage(socket, '/route', {}, agent),
    },
    { name: 'refused: no token', ...refused({}) },
    { name: 'refused: wrong token', ...refused({ callerToken: wrongToken, data: {} }) },
    {
      name: 'refused: wrong token, 250 kB',
      ...refused({ callerToken: wrongToken, data: 'x'.repeat(250_000) }),
    },
    {
      name: 'refused: unlock with another key',
      ...refused({ keys: [wrongToken] }, '/auth/unlock', 'backend-owned'),
    },
  ];
  await askAsPage(socket, '/route');
  await interleave(calls, 3, measureCpu);
  const times = await interleave(calls, ROUNDS, measureCpu);
  await Promise.all([bare.end(), guarded.end()]);

  const medians = calls.map((call) => median(times.get(call)));
  const proof = Math.max(0, medians[1] - medians[0]);
  const refusal = Math.max(...medians.slice(2));
  return {
    title: 'Cost of callers',
    columns: ['call', 'CPU of the backend'],
    rows: calls.map(({ name }, index) => [name, milliseconds(medians[index])]),
    notes: [
      `CPU of the backend's process for a call, on ${CONNECTIONS} connections. Medians of ${ROUNDS} rounds of ${PER_ROUND} calls, interleaved.`,
      `Goals: the proof of a call costs less than ${MOST_FOR_PROOF} ms, and a refused call at most ${MOST_FOR_REFUSAL} ms. ${goal(proof, MOST_FOR_PROOF)}, ${goal(refusal, MOST_FOR_REFUSAL)}.`,
    ],
  };
}

/**
 * @param {number} value
 * @param {number} most
 */
function goal(value, most) {
  return `${milliseconds(value)}: ${verdict(value <= most)}`;
}

/**
 * CPU milliseconds of the backend for one call. Every measurement opens separate connections, so that the effect of a
 * rejection on connections does not change other rows.
 *
 * @param {Call} measured
 */
async function measureCpu({ server, send, refusal }) {
  const agent = new Agent({ keepAlive: true });
  const cpu = async () => (await server.ask('usage')).cpu;
  const before = await cpu();
  await repeat(PER_ROUND, CONNECTIONS, async () => {
    const answer = await send(agent);
    const code = answer.ok ? undefined : answer.error.code;
    if (code !== refusal) throw new Error(`A call returned ${code} instead of ${refusal}.`);
  });
  const after = await cpu();
  agent.destroy();
  return (after - before) / PER_ROUND;
}

/**
 * @param {import('./sandbox.mjs').Sandbox} sandbox
 * @param {Subjects} subjects
 * @param {{guarded: boolean}} options
 * @returns {Promise<Server>}
 */
async function start(sandbox, { bundles }, { guarded }) {
  const socket = sandbox.path('.sock');
  const server = sandbox.startWithIpc(bundles.callers, {
    NODE_ENV: 'production',
    GUARDED: guarded ? 'yes' : 'no',
    DDEXT_SOCKET: socket,
    DDEXT_DATA: sandbox.path(),
  });
  await waitUntilItAccepts(socket);
  return { ...server, socket };
}
