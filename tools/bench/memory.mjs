import { repeat, signIn, startBackend, startBare, startProvider } from './servers.mjs';
import { ask } from './sockets.mjs';
import { interleave, mebibytes, median } from './statistics.mjs';

const RUNS = 3;
/** How much has been done when memory is read; the first thousand sign-ins stay to be asked for, ten minutes each. */
const stages = [0, 1000, 2000, 3000];

/** Resident memory as work is done, and what is on the heap after a collection, in separate runs. */
export async function measureMemory(workshop, subjects) {
  const provider = await startProvider(workshop, subjects, 'scripted-provider');
  const bare = {
    name: 'bare Express, plain requests',
    start: () => startBare(workshop, subjects),
    work: (socket) => ask(socket, 'GET', '/'),
  };
  const generated = {
    name: 'generated backend, sign-ins',
    start: () => startBackend(workshop, subjects, provider),
    work: (socket) => signIn(socket, subjects),
  };
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
      'Node collects when it likes, so resident memory wanders; what is kept shows on the heap after a collection.',
    ],
  };
}

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
