import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { generateSealKey } from '../stores/seal-key.ts';
import { OWN_CONNECTION } from '../testing/browsers/browser.ts';
import { sendTo, unlock } from '../testing/extensions/page-calls.ts';
import {
  guardedPaths,
  type PublishedBackend,
  startPublishedBackend,
} from '../testing/extensions/published-backend.ts';

const KEY = 'ddext-oauth.seal-key';
let backend: PublishedBackend;

beforeEach(async () => {
  backend = await startPublishedBackend();
});
afterEach(() => backend.close());

interface Sent {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string | Buffer;
}

/** Sends a request to the published port, and returns the text of the response. */
async function send(path: string, { method = 'POST', headers = {}, body = '' }: Sent): Promise<string> {
  const framed = { ...headers, 'content-length': Buffer.byteLength(body) };
  const sent = request(`${backend.origin}${path}`, { method, headers: framed, agent: false });
  sent.end(body);
  const [response] = await once(sent, 'response');
  let text = '';
  for await (const chunk of response) text += chunk;
  return text;
}

const json = { 'content-type': 'application/json' };
const asJson = (body: unknown): Sent => ({ headers: json, body: JSON.stringify(body) });
const codeOf = (text: string) => JSON.parse(text).error?.code;
const wrong = 'A'.repeat(43);

/** Requests that a program could send without the page's token. */
const attempts: readonly (readonly [string, (path: string) => Sent])[] = [
  ['no body', () => ({})],
  ['an empty object', () => asJson({})],
  ['a wrong token', () => asJson({ callerToken: wrong, data: {} })],
  ['an empty token', () => asJson({ callerToken: '', data: {} })],
  ['a short token', () => asJson({ callerToken: 'A', data: {} })],
  ['a long token', () => asJson({ callerToken: wrong + wrong, data: {} })],
  ['a token that is an array', () => asJson({ callerToken: [wrong], data: {} })],
  ['a token that is null', () => asJson({ callerToken: null, data: {} })],
  ['a token that is true', () => asJson({ callerToken: true, data: {} })],
  ['a list of calls', () => asJson([{ callerToken: wrong }])],
  ['a key of the prototype', () => ({ headers: json, body: `{"__proto__":{"callerToken":"${wrong}"}}` })],
  ['a key in place of a token', () => asJson({ keys: [generateSealKey()], data: {} })],
  [
    'a token in headers',
    () => ({ headers: { ...json, authorization: `Bearer ${wrong}`, callertoken: wrong } }),
  ],
  ['text, which a browser sends without a preflight', () => ({ body: `{"callerToken":"${wrong}"}` })],
  [
    'a form',
    () => ({
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: `callerToken=${wrong}`,
    }),
  ],
  [
    'compressed JSON',
    () => ({
      headers: { ...json, 'content-encoding': 'gzip' },
      body: gzipSync(JSON.stringify({ callerToken: wrong })),
    }),
  ],
  ['JSON that is not complete', () => ({ headers: json, body: '{"callerToken":"' })],
  ...['GET', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE'].map(
    (method) => [method, () => ({ ...asJson({ callerToken: wrong }), method })] as const,
  ),
  [
    'the preflight of a page',
    () => ({
      method: 'OPTIONS',
      headers: { origin: 'http://attacker.example', 'access-control-request-method': 'POST' },
    }),
  ],
];

describe('a local program at the published port', () => {
  test('rule 49: receives one fixed refusal from every route, and changes nothing', async () => {
    const { client } = backend.page();
    await client.session();
    const before = backend.volume();
    const answers = new Set<string>();
    for (const path of guardedPaths)
      for (const [, sent] of attempts) answers.add(await send(path, sent(path)));
    expect([...answers].map(codeOf)).toEqual(['caller-unknown']);
    expect(backend.things).toEqual([]);
    expect(backend.volume()).toEqual(before);
    expect(backend.log.filter((line) => line.includes('caller-unknown'))).toHaveLength(1);
    expect(await client.session()).toMatchObject({ accounts: [] });
  });

  test('receives no headers that would let a page read the response', async () => {
    const response = await fetch(`${backend.origin}/auth/session`, {
      method: 'OPTIONS',
      headers: OWN_CONNECTION,
    });
    expect([...response.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  test('rule 50: cannot unlock a backend that has an owner, however often it tries', async () => {
    const { kept, client } = backend.page();
    await client.session();
    const before = backend.volume();
    for (let tries = 0; tries < 100; tries++)
      expect(codeOf(await send('/auth/unlock', asJson({ keys: [generateSealKey()] })))).toBe('backend-owned');
    expect(backend.volume()).toEqual(before);
    // The limit does not apply to the owner.
    await backend.page(kept).client.session();
  });

  test.each([
    ['no key', {}],
    ['an empty list', { keys: [] }],
    ['an empty key', { keys: [''] }],
    ['a short key', { keys: ['A'] }],
    ['a number', { keys: [1] }],
    ['an object', { keys: [{}] }],
    ['an object in place of a list', { keys: { 0: wrong, length: 1 } }],
    ['null', null],
    ['a prototype', JSON.parse(`{"__proto__":{"keys":["${wrong}"]}}`)],
    ['a write number that is not a number', { keys: [wrong], newest: '1' }],
  ])('rule 50: takes no ownership of a new backend with %s for a key', async (_what, body) => {
    await send('/auth/unlock', asJson(body));
    await expect(backend.page().client.session()).resolves.toMatchObject({ accounts: [] });
  });

  test('rule 50: takes no ownership with requests that a page of another origin can send without a preflight', async () => {
    const body = JSON.stringify({ keys: [generateSealKey()] });
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=a',
      '',
    ])
      expect(
        codeOf(await send('/auth/unlock', { body, headers: type ? { 'content-type': type } : {} })),
      ).toBe('request-invalid');
    await expect(backend.page().client.session()).resolves.toMatchObject({ accounts: [] });
  });

  test('that unlocks a new backend first is reported to the user, and receives no later sign-in', async () => {
    const token = await unlock(sendTo(backend.origin));
    await expect(backend.page().client.signIn('test')).rejects.toMatchObject({
      problem: { code: 'backend-owned', message: 'This backend belongs to another page.' },
    });
    const session = await send('/auth/session', asJson({ callerToken: token, data: {} }));
    expect(JSON.parse(session).value.accounts).toEqual([]);
  });

  test('cannot replay a token of an earlier run', async () => {
    const { kept, client } = backend.page();
    await client.session();
    const key = kept.get(KEY) as string;
    const token = await unlock(sendTo(backend.origin), [key]);
    const replay = () => send('/auth/session', asJson({ callerToken: token, data: {} }));
    expect(JSON.parse(await replay()).ok).toBe(true);
    await backend.restart();
    expect(codeOf(await replay())).toBe('caller-unknown');
  });
});

describe('a request that is long or does not end', () => {
  test.each(['/auth/session', '/auth/unlock'])('to %s is rejected without being read', async (path) => {
    const socket = connect(backend.port, '127.0.0.1').on('error', () => undefined);
    socket.write(`POST ${path} HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000000\r\n`);
    socket.write(`Content-Type: application/json\r\n\r\n{"callerToken":"${'A'.repeat(2000)}`);
    const [answer] = await once(socket, 'data');
    expect(String(answer)).toMatch(/\r\nConnection: close\r\n.*caller-unknown|request-invalid/s);
    if (!socket.closed) await once(socket, 'close');
  });

  test('of 200,000 bytes is rejected after it was sent, for a caller that then closes the connection', async () => {
    const body = 'A'.repeat(200_000);
    const refused = () => send('/auth/session', { body, headers: { connection: 'close' } });
    const answers = await Promise.all(Array.from({ length: 20 }, refused));
    for (const answer of answers) expect(codeOf(answer)).toBe('caller-unknown');
  });

  test('in chunks is rejected, and its connection is closed', async () => {
    const socket = connect(backend.port, '127.0.0.1').on('error', () => undefined);
    socket.write('POST /auth/session HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n');
    socket.write(`c8\r\n${'A'.repeat(200)}\r\n`);
    const [answer] = await once(socket, 'data');
    expect(String(answer)).toContain('Connection: close');
    if (!socket.closed) await once(socket, 'close');
  });

  test('does not close the connection of a shorter one, because the host may share it', async () => {
    const socket = connect(backend.port, '127.0.0.1');
    const refused = async (length: number) => {
      socket.write(
        `POST /things HTTP/1.1\r\nHost: a\r\nContent-Length: ${length}\r\n\r\n${'A'.repeat(length)}`,
      );
      const [answer] = await once(socket, 'data');
      return String(answer).includes('caller-unknown');
    };
    for (const length of [200_000, 10, 262_144, 0, 1]) expect(await refused(length)).toBe(true);
    socket.destroy();
  });

  test('does not delay the page, a hundred times at once', async () => {
    const sockets = Array.from({ length: 100 }, () => connect(backend.port, '127.0.0.1'));
    await Promise.all(sockets.map((socket) => once(socket, 'connect')));
    for (const socket of sockets)
      socket.write('POST /auth/unlock HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n{');
    await expect(backend.page().client.session()).resolves.toMatchObject({ accounts: [] });
    for (const socket of sockets) socket.destroy();
  });
});

describe("the extension's page", () => {
  test('calls routes of the extension with any JSON, without exposing the token to them', async () => {
    const { client } = backend.page();
    const all = [{ name: 'one' }, [1, 2], 'text', 0, { 1: 'a' }, { callerToken: 'mine' }];
    for (const data of all) expect(await client.callBackend('/things', data)).toEqual({ received: data });
    expect(await client.callBackend('/things')).toEqual({ received: {} });
    expect(backend.things).toEqual([...all, {}]);
  });

  test('continues without an error in all windows when the backend restarts', async () => {
    const { kept, client } = backend.page();
    const windows = [client, backend.page(kept).client, backend.page(kept).client];
    const unlocks = () => backend.log.filter((line) => line.includes('"/auth/unlock"')).length;
    for (let restarts = 0; restarts < 3; restarts++) {
      const before = unlocks();
      const calls = windows.flatMap((each) =>
        Array.from({ length: 10 }, () => each.callBackend('/things', {})),
      );
      for (const answer of await Promise.all(calls)) expect(answer).toEqual({ received: {} });
      expect(unlocks() - before).toBe(windows.length);
      await backend.restart();
    }
  });

  test('sends a large body to a restarted backend without an error', async () => {
    const { client } = backend.page();
    await client.session();
    for (const length of [250_000, 1_000_000, 9_000_000]) {
      await backend.restart();
      const text = 'x'.repeat(length);
      expect(await client.callBackend('/things', { text })).toEqual({ received: { text } });
    }
  });
});

describe('a second extension that shares localStorage', () => {
  test('rule 51: has a separate key, and is rejected by the backend of the first', async () => {
    const first = backend.page(new Map(), 'acme/first');
    await first.client.session();
    const second = backend.page(first.kept, 'acme/second');
    const before = new Map(first.kept);
    for (const path of guardedPaths)
      await expect(second.client.callBackend(path, {})).rejects.toMatchObject({
        problem: { code: 'backend-owned' },
      });
    expect(backend.things).toEqual([]);
    for (const [name, value] of before) expect(first.kept.get(name)).toBe(value);
    await expect(first.client.session()).resolves.toMatchObject({ accounts: [] });
  });
});
