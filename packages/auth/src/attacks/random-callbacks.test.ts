import { Agent, request } from 'node:http';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { TestBrowser } from '../testing/browsers/browser.ts';
import { type ScriptedExtension, startScriptedExtension } from '../testing/extensions/scripted-extension.ts';

const QUERIES = 10_000;
const names = ['code', 'state', 'iss', 'error', 'error_description', 'response', 'id_token', 'session_state'];
const agent = new Agent({ keepAlive: true, maxSockets: 1 });
let extension: ScriptedExtension;

beforeAll(async () => {
  extension = await startScriptedExtension();
});
afterAll(async () => {
  agent.destroy();
  await extension.close();
});

/** One request with the exact path, which fetch would normalize. Repeats it if the idle connection was closed. */
function get(path: string): Promise<{ status: number; page: string }> {
  const { hostname, port, host } = new URL(extension.origin);
  return new Promise((resolve, reject) => {
    const sent = request({ agent, hostname, port, path, headers: { host } }, async (response) => {
      let page = '';
      for await (const chunk of response) page += chunk;
      resolve({ status: response.statusCode ?? 0, page });
    });
    sent.on('error', (error) => (sent.reusedSocket ? resolve(get(path)) : reject(error))).end();
  });
}

/** Queries with known and unknown names, encoded or not, with state and code of open sign-ins. */
function queries(open: readonly URLSearchParams[]) {
  const real = fc.constantFrom(...open.flatMap((query) => [...query.values()]));
  const value = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ maxLength: 2000 }), real);
  const encoded = fc
    .array(fc.tuple(fc.oneof(fc.constantFrom(...names), fc.string()), value), { maxLength: 8 })
    .map((pairs) => new URLSearchParams(pairs).toString());
  // The characters of a request line (RFC 9112 section 3.2), more than those of a well-formed query.
  const unencoded = fc.string({
    unit: fc.integer({ min: 0x21, max: 0x7e }).map((at) => String.fromCharCode(at)),
  });
  return fc.oneof(encoded, unencoded);
}

test(`${QUERIES.toLocaleString('en')} random callback queries over HTTP: no 5xx, no crash, no account, no secret`, async () => {
  const open: URLSearchParams[] = [];
  for (let count = 0; count < 20; count++) {
    const { callback } = await extension.reachCallback(new TestBrowser());
    open.push(new URL(callback).searchParams);
  }
  const statuses = new Set<number>();
  const pages = new Set<string>();
  for (const query of fc.sample(queries(open), { seed: 20_260_101, numRuns: QUERIES })) {
    const { status, page } = await get(`/callback/test?${query}`);
    statuses.add(status);
    pages.add(page);
  }
  expect([...statuses].sort()).toEqual([400, 403]);
  // Fixed pages: 10,000 queries get at most one page for each kind of error.
  expect(pages.size).toBeLessThanOrEqual(4);
  await extension.secrets.expectNoneIn(...pages);
  expect(JSON.parse(await extension.api('session')).value.accounts).toEqual([]);
  expect((await extension.signIn()).outcome.status).toBe('signed-in');
});
