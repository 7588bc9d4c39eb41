import { waitUntilItAccepts } from './sockets.mjs';
import { interleave, median, milliseconds, quantile, ratio } from './statistics.mjs';

const ROUNDS = 41;
const GOAL = 1.5;

/** What is started, and at how many doors it has to answer before it counts as up. */
const subjects = [
  { name: 'bare Express, one app on one socket', bundle: 'bare-one-app', servers: 1 },
  { name: 'bare Express, two apps on two sockets', bundle: 'bare-two-apps', servers: 2 },
  { name: 'generated backend', bundle: 'generated', servers: 2 },
];

/** From spawning the process to all of its sockets accepting. */
export async function measureColdStart(workshop, { bundles }) {
  const start = (subject) => timeStart(workshop, bundles[subject.bundle], subject.servers);
  await interleave(subjects, 2, start); // the file system's cache
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
      `Spawn until every socket accepts, ${ROUNDS} starts of each in turn.`,
      `Goal: at most ${GOAL}x bare Express. ${ratio(ours, one)} of one app, ${ratio(ours, two)} of two: ${met}.`,
    ],
  };
}

async function timeStart(workshop, bundle, servers) {
  const api = workshop.path('.sock');
  const callback = workshop.path('.sock');
  const env = { DDEXT_SOCKET: api, DDEXT_CALLBACK_ADDRESS: callback, DDEXT_DATA: workshop.path() };
  const started = performance.now();
  const { end } = workshop.start(bundle, env);
  for (const server of [api, callback].slice(0, servers)) await waitUntilItAccepts(server);
  const took = performance.now() - started;
  await end();
  return took;
}
