import { repeat, signIn, startBackend, startBare, startProvider } from './servers.mjs';
import { ask } from './sockets.mjs';
import { interleave, mebibytes, median } from './statistics.mjs';

/**
 * @typedef {Awaited<ReturnType<typeof import('./subjects.mjs').makeSubjects>>} Subjects
 * @typedef {import('./report.mjs').Table} Table
 * @typedef {(ask: import('./ipc-client.mjs').Ask) => Promise<number>} Read bytes
 * @typedef {{name: string, start: () => Promise<{ask: import('./ipc-client.mjs').Ask, socket: string, end: () => Promise<void>}>, work: (socket: string) => Promise<unknown>}} Measured
 */

const RUNS = 3;
/** Work done before each reading. The results of the first thousand sign-ins stay available for ten minutes. */
const stages = [0, 1000, 2000, 3000];

/**
 * Resident memory by work done, and heap size after a garbage collection, in separate runs.
 *
 * @param {import('./sandbox.mjs').Sandbox} sandbox
 * @param {Subjects} subjects
 * @returns {Promise<Table>}
 */
export async function measureMemory(sandbox, subjects) {
  const provider = await startProvider(sandbox, subjects, 'scripted-provider');
  /** @type {Measured} */
  const bare = {
    name: 'bare Express, plain requests',
    start: () => startBare(sandbox, subjects),
    work: (socket) => ask(socket, 'GET', '/'),
  };
  /** @type {Measured} */
  const generated = {
    name: 'generated backend, sign-ins',
    start: () => startBackend(sandbox, subjects, provider),
    work: (socket) => signIn(socket, subjects),
  };
  /** @type {{label: string, read: Read}[]} */
  const kinds = [
    { label: 'resident', read: async (askServer) => (await askServer('usage')).rss },
    { label: 'heap after a collection', read: (askServer) => askServer('heap') },
  ];
  const measured = kinds.flatMap((kind) => [bare, generated].map((subject) => ({ kind, subject })));
  const readings = await interleave(measured, RUNS, ({ kind, subject }) => readStages(subject, kind.read));
  await provider.end();
  return {
    title: 'Memory',
    columns: [
      '',
      '',
      'after start',
      ...stages.slice(1).map((count) => `after ${count.toLocaleString('en')}`),
    ],
    rows: measured.map((row) => [
      row.subject.name,
      row.kind.label,
      ...stages.map((_, stage) => mebibytes(median(readings.get(row).map((run) => run[stage])))),
    ]),
    notes: [
      `Medians of ${RUNS} runs. Every sign-in is four requests to the backend, at the scripted provider, and is stored in the sealed file.`,
      'Node.js decides when to collect garbage, so resident memory varies. The heap after a collection shows the retained memory.',
    ],
  };
}

/**
 * @param {Measured} measured
 * @param {Read} read
 */
async function readStages({ start, work }, read) {
  const server = await start();
  const readings = [await read(server.ask)];
  for (let stage = 1; stage < stages.length; stage++) {
    await repeat(stages[stage] - stages[stage - 1], 4, () => work(server.socket));
    readings.push(await read(server.ask));
  }
  await server.end();
  return readings;
}
