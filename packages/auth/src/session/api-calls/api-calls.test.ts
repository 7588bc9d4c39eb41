import { type IncomingHttpHeaders, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import express from 'express';
import { closeServer, listen } from '../../backend/listen.ts';
import { socketApi } from '../../backend/socket-api.ts';
import { generateSealKey } from '../../stores/seal-key.ts';
import { OWN_CONNECTION } from '../../testing/browsers/browser.ts';
import { sendTo, unlock } from '../../testing/extensions/page-calls.ts';
import { type SignedInExtension, startSignedIn } from '../../testing/extensions/signed-in.ts';
import { startTestServer, type TestServer } from '../../testing/servers/test-server.ts';
import { Auth } from '../auth.ts';

const ADA = 'test:ada';
/** Both backends use one store, which belongs to one page. */
const PAGE_KEY = generateSealKey();
const SIX_MEGABYTES = 'x'.repeat(6_000_000);

/** Sends the API's response. Set by a test. */
let answer: (response: ServerResponse, headers: IncomingHttpHeaders) => void;
let received: IncomingHttpHeaders[];
let api: TestServer;
let extension: SignedInExtension;
/** A backend without a time limit for calls, and one with the same accounts and a short limit. */
let patient: Backend;
let hasty: Backend;

interface Backend {
  readonly url: string;
  readonly token: string;
  close(): Promise<void>;
}

async function startBackend(auth: Auth): Promise<Backend> {
  const server = await listen(express().use(socketApi(auth)), { host: '127.0.0.1', port: 0 });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const token = await unlock(sendTo(origin), [PAGE_KEY]);
  return { url: `${origin}/auth/fetch`, token, close: () => closeServer(server) };
}

beforeAll(async () => {
  api = await startTestServer((incoming, response) => {
    received.push(incoming.headers);
    answer(response, incoming.headers);
  });
  extension = await startSignedIn({ apiHosts: [api.host] }, {}, { timeout: 600 });
  const { auth, settings, store } = extension;
  const hastyAuth = new Auth({
    extension: auth.extension,
    providers: [settings],
    store,
    read: () => undefined,
    insecureLoopbackIssuer: true,
    timeout: 1,
  });
  [patient, hasty] = await Promise.all([startBackend(auth), startBackend(hastyAuth)]);
});
beforeEach(() => {
  received = [];
  answer = (response) => void response.end('{}');
});
afterAll(() => Promise.all([patient.close(), hasty.close(), extension.close(), api.close()]));

/** Calls an API as the page does, over the extension's socket. */
async function relayed(more: object = {}, { url, token } = patient) {
  const body = JSON.stringify({ callerToken: token, data: { account: ADA, url: api.origin, ...more } });
  const headers = { 'content-type': 'application/json', ...OWN_CONNECTION };
  return (await fetch(url, { method: 'POST', headers, body })).json();
}

const unreachable = { ok: false, error: { code: 'provider-unreachable' } };

/** The headers of a call of this process without options. */
async function ownHeaders(): Promise<string[]> {
  await relayed();
  return Object.keys(received.splice(0)[0] ?? {}).sort();
}

describe('rule 32: a header of an API call that the caller may not set', () => {
  const forged = 'forged';
  test.each([
    ...[
      'Authorization',
      'Cookie',
      'DPoP',
      'Host',
      'Content-Length',
      'Transfer-Encoding',
      'Expect',
      'Upgrade',
    ],
    ...[
      'Connection',
      'Keep-Alive',
      'TE',
      'Trailer',
      'Proxy-Authorization',
      'Proxy-Connection',
      'HTTP2-Settings',
    ],
    ...['Sec-Fetch-Site', 'Sec-Fetch-Mode', 'Sec-GPC', 'pRoXy-AnyThing', 'SEC-'],
  ])('%s is removed, and the call is sent', async (name) => {
    const usual = await ownHeaders();
    expect(await relayed({ headers: { [name]: forged, 'X-Mine': 'kept' } })).toMatchObject({
      ok: true,
      value: { status: 200 },
    });
    const [headers = {}] = received;
    expect(Object.keys(headers).sort()).toEqual([...usual, 'x-mine'].sort());
    expect(JSON.stringify(headers)).not.toContain(forged);
    expect(headers.authorization).toMatch(/^Bearer /);
  });

  test('named by the Connection header is removed with it (RFC 9110 section 7.6.1)', async () => {
    await relayed({ headers: { Connection: 'close, X-Hop', 'x-hop': 'a', 'X-Mine': 'kept' } });
    expect(received[0]).toMatchObject({ 'x-mine': 'kept' });
    expect(received[0]).not.toHaveProperty('x-hop');
  });

  test.each(['TRACE', 'connect', 'GET, TRACK'])(
    'overrides the method with %s and is removed',
    async (value) => {
      const names = ['X-HTTP-Method', 'x-http-method-override', 'X-Method-Override'];
      await relayed({ headers: Object.fromEntries(names.map((name) => [name, value])) });
      expect(Object.keys(received[0] ?? {}).filter((name) => name.includes('method'))).toEqual([]);
    },
  );

  test('does not include an override of the method with PATCH', async () => {
    await relayed({ headers: { 'X-HTTP-Method-Override': 'PATCH' } });
    expect(received[0]).toMatchObject({ 'x-http-method-override': 'PATCH' });
  });
});

test.each([
  [['a']],
  [[['Authorization', 'forged']]],
  [[]],
  ['a: b'],
  [7],
  [false],
  [{ a: 1 }],
  [{ a: ['b'] }],
  [{ a: null }],
])('headers given as %j are rejected as request-invalid, and no request is sent', async (headers) => {
  expect(await relayed({ headers })).toMatchObject({ ok: false, error: { code: 'request-invalid' } });
  expect(received).toEqual([]);
});

test('headers given as Headers or as a Map by code of the extension are rejected with request-invalid', async () => {
  for (const headers of [new Headers({ a: 'b' }), new Map([['a', 'b']])]) {
    const call = extension.auth.fetch(ADA, api.origin, {
      headers: headers as unknown as Record<string, string>,
    });
    await expect(call).rejects.toMatchObject({ code: 'request-invalid' });
  }
  expect(received).toEqual([]);
});

describe('an incomplete response of an API is provider-unreachable:', () => {
  test('one that sends a byte at a time until the time limit', async () => {
    answer = (response) => {
      const dripping = setInterval(() => response.write('x'), 50);
      response.once('close', () => clearInterval(dripping));
    };
    expect(await relayed({}, hasty)).toMatchObject(unreachable);
  });

  test.each<[string, (response: ServerResponse) => void]>([
    ['one that sends only its start', (response) => void response.write('x')],
    ['one that is interrupted', (response) => void response.write('x', () => response.destroy())],
    [
      'one that is shorter than its Content-Length',
      (response) =>
        void response.writeHead(200, { 'content-length': 9 }).write('x', () => response.destroy()),
    ],
    [
      'one with invalid chunks',
      ({ socket }) => void socket?.end('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n'),
    ],
    [
      'one with gzip encoding that is not gzip',
      (response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end('not gzip'),
    ],
  ])('%s', async (_what, misbehave) => {
    answer = misbehave;
    expect(await relayed({}, hasty)).toMatchObject(unreachable);
  });
});

describe('large responses of an API at once', () => {
  test('all arrive complete, and small ones do not wait for them', async () => {
    answer = (response, { 'x-small': small }) => void response.end(small ? 'small' : SIX_MEGABYTES);
    const large = Array.from({ length: 20 }, () => relayed());
    const small = Array.from({ length: 20 }, () => relayed({ headers: { 'x-small': '1' } }));
    for (const { value } of await Promise.all(small)) expect(value.body).toBe(btoa('small'));
    for (const { value } of await Promise.all(large)) expect(value.body).toBe(btoa(SIX_MEGABYTES));
  });

  test('that are incomplete do not delay small ones', async () => {
    const stuck = await stuckCalls(6);
    answer = (response) => void response.end('small');
    expect((await relayed()).value.body).toBe(btoa('small'));
    stuck.forEach(({ destroy }) => void destroy());
  });

  test('whose callers disconnected are not read further, and release their turns', async () => {
    const stuck = await stuckCalls(6);
    stuck.forEach(({ destroy }) => void destroy());
    await Promise.all(stuck.map(({ closed }) => closed));
    answer = (response) => void response.end(SIX_MEGABYTES);
    expect((await relayed()).value.body).toBe(btoa(SIX_MEGABYTES));
  });

  test('that reach their time limit while they wait are provider-unreachable, and release their turns', async () => {
    answer = (response) => void response.write('x'.repeat(100_000));
    const calls = Array.from({ length: 6 }, () => relayed({}, hasty));
    for (const call of await Promise.all(calls)) expect(call).toMatchObject(unreachable);
    answer = (response) => void response.end(SIX_MEGABYTES);
    expect((await relayed()).value.body).toBe(btoa(SIX_MEGABYTES));
  });
});

/** Calls with large responses that do not end. Resolves when all of them have started. */
async function stuckCalls(count: number) {
  const responses: ServerResponse[] = [];
  const body = JSON.stringify({ callerToken: patient.token, data: { account: ADA, url: api.origin } });
  const calls = Array.from({ length: count }, () => {
    const headers = { 'content-type': 'application/json' };
    const call = request(patient.url, { method: 'POST', headers, agent: false });
    // The test ends the response.
    call.on('error', () => undefined);
    return call;
  });
  await new Promise<void>((resolve) => {
    answer = (response) => {
      responses.push(response);
      response.write('x'.repeat(100_000));
      if (responses.length === count) resolve();
    };
    for (const call of calls) call.end(body);
  });
  return calls.map((call, index) => ({
    destroy: () => call.destroy(),
    closed: new Promise((resolve) => responses[index]?.once('close', resolve)),
  }));
}
