import { startProvider } from './servers.mjs';
import { median, milliseconds, quantile, ratio } from './statistics.mjs';

/**
 * @typedef {Awaited<ReturnType<typeof import('./subjects.mjs').makeSubjects>>} Subjects
 * @typedef {import('./report.mjs').Table} Table
 * @typedef {import('./ipc-client.mjs').Ask} Ask
 */

const ROUNDS = 200;
const CALLERS = 100;
const GATHERINGS = 15;

const providers = [
  { name: 'oidc-provider', bundle: 'real-provider' },
  { name: 'scripted provider', bundle: 'scripted-provider' },
];

/**
 * Compares a forced refresh with a bare request by fetch, and measures many callers that need a refresh at the same time.
 *
 * @param {import('./sandbox.mjs').Sandbox} sandbox
 * @param {Subjects} subjects
 * @returns {Promise<Table>}
 */
export async function measureRefresh(sandbox, subjects) {
  const rows = [];
  for (const { name, bundle } of providers) rows.push(...(await measureAt(sandbox, subjects, name, bundle)));
  return {
    title: 'Refresh',
    columns: ['provider', '', 'median', 'p95', 'x bare fetch', 'token requests'],
    rows,
    notes: [
      `${ROUNDS} refreshes by Auth.accessToken and as many by fetch without any validation, alternating along one chain of rotating refresh tokens; memory store.`,
      `${CALLERS} callers at once, ${GATHERINGS} times: time until the last has its token, and the token requests that the provider counted each time.`,
    ],
  };
}

/**
 * @param {import('./sandbox.mjs').Sandbox} sandbox
 * @param {Subjects} subjects
 * @param {string} name
 * @param {string} bundle
 */
async function measureAt(sandbox, subjects, name, bundle) {
  const provider = await startProvider(sandbox, subjects, bundle);
  const { ask, end } = sandbox.startWithIpc(subjects.bundles.refresh, {
    REDIRECT_URI: subjects.redirectUri,
    ISSUER: provider.issuer,
    CLIENT_ID: provider.clientId,
  });
  await ask('pairs', 50); // to warm up
  const { ours, bare } = await ask('pairs', ROUNDS);
  const { times, requests } = await gather(ask, provider);
  await Promise.all([end(), provider.end()]);

  /**
   * @param {string} what
   * @param {readonly number[]} values
   * @param {string} count
   */
  const row = (what, values, count) => [
    name,
    what,
    milliseconds(median(values)),
    milliseconds(quantile(values, 0.95)),
    ratio(median(values), median(bare)),
    count,
  ];
  return [
    row('bare fetch', bare, ''),
    row('forced refresh', ours, ''),
    row(`${CALLERS} callers at once`, times, [...new Set(requests)].join(', ')),
  ];
}

/**
 * @param {Ask} ask
 * @param {{ask: Ask}} provider
 */
async function gather(ask, provider) {
  const times = [];
  const requests = [];
  for (let gathering = 0; gathering < GATHERINGS; gathering++) {
    const before = await provider.ask('refreshes');
    const { milliseconds: took, different } = await ask('together', CALLERS);
    if (different !== 1) throw new Error(`${CALLERS} callers got ${different} different tokens.`);
    times.push(took);
    requests.push((await provider.ask('refreshes')) - before);
  }
  return { times, requests };
}
