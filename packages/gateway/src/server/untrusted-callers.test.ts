import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { afterEach, describe, expect, test } from '@jest/globals';
import { exchange, open } from '../testing/connection.ts';
import { httpBackend, rawBackend, startGateway, type TestGateway } from '../testing/gateway.ts';

let gateway: TestGateway;
afterEach(() => gateway.close());

const secret = randomBytes(32).toString('base64url');
const key = randomBytes(32).toString('base64url');
const post = (path: string, body: object | string, more = '') => {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return `POST ${path} HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n${more}Content-Length: ${text.length}\r\nConnection: close\r\n\r\n${text}`;
};
const bodyOf = (all: string) => all.slice(all.indexOf('\r\n\r\n') + 4);

/** A backend that notes each URL that it receives. */
function noting() {
  const urls: string[] = [];
  const server = httpBackend((request, response) => {
    urls.push(String(request.url));
    request.resume().once('end', () => response.end('own'));
  });
  return { server, urls };
}

describe('a request that two servers could read differently', () => {
  const inner = 'GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n';
  const chunks = `0\r\n\r\n${inner}`;
  const start = 'POST / HTTP/1.1\r\nHost: a\r\n';
  test.each([
    [
      'with a length and chunks',
      `${start}Content-Length: ${chunks.length}\r\nTransfer-Encoding: chunked\r\n\r\n${chunks}`,
    ],
    ['with chunks and a length', `${start}Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n${chunks}`],
    [
      'with two different lengths',
      `${start}Content-Length: 0\r\nContent-Length: ${inner.length}\r\n\r\n${inner}`,
    ],
    ['with two equal lengths', `${start}Content-Length: 0\r\nContent-Length: 0\r\n\r\n${inner}`],
    ['with a list of lengths', `${start}Content-Length: 0, 0\r\n\r\n${inner}`],
    ['with a length that has a sign', `${start}Content-Length: +0\r\n\r\n${inner}`],
    ['with a hexadecimal length', `${start}Content-Length: 0x0\r\n\r\n${inner}`],
    ['with a transfer coding before chunked', `${start}Transfer-Encoding: gzip, chunked\r\n\r\n${chunks}`],
    [
      'with chunked twice',
      `${start}Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n${chunks}`,
    ],
    [
      'with chunked and identity',
      `${start}Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n${chunks}`,
    ],
    ['with an unknown transfer coding', `${start}Transfer-Encoding: xchunked\r\n\r\n${chunks}`],
    ['with a tab before chunked', `${start}Transfer-Encoding:\tchunked, \r\n\r\n${chunks}`],
    ['with a space before the colon', `${start}Transfer-Encoding : chunked\r\n\r\n${chunks}`],
    ['with a folded header', `${start}Transfer-Encoding:\r\n chunked\r\n\r\n${chunks}`],
    ['with chunks in HTTP/1.0', `POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n${chunks}`],
    ['with a bare line feed', `${start}X: 1\nTransfer-Encoding: chunked\r\n\r\n${chunks}`],
    ['with a bare carriage return', `${start}X: 1\rTransfer-Encoding: chunked\r\n\r\n${chunks}`],
    ['with a NUL in a header', `${start}X: \0\r\n\r\n${inner}`],
    ['with a NUL in a header name', `${start}X\0: 1\r\n\r\n${inner}`],
    [
      'with a size of a chunk that has a sign',
      `${start}Transfer-Encoding: chunked\r\n\r\n-0\r\n\r\n${inner}`,
    ],
    [
      'with a size of a chunk that is too large',
      `${start}Transfer-Encoding: chunked\r\n\r\n1${'0'.repeat(16)}\r\n\r\n${inner}`,
    ],
    ['with a bare line feed after a chunk', `${start}Transfer-Encoding: chunked\r\n\r\n0\n\r\n${inner}`],
    ['with an unknown method', `smuggle / HTTP/1.1\r\nHost: a\r\n\r\n${inner}`],
    ['of HTTP/2', `PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n${inner}`],
    ['of HTTP/0.9', `GET /\r\n\r\n${inner}`],
    ['to CONNECT', `CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n${inner}`],
  ])('rule 53: %s ends the connection, and nothing behind it is passed on', async (_title, bytes) => {
    const { server, urls } = noting();
    gateway = await startGateway(server);
    const all = await exchange(gateway.page, bytes);
    expect(urls).not.toContain('/smuggled');
    expect(all.match(/^HTTP\/1\.1 /gm)?.length ?? 0).toBeLessThanOrEqual(1);
    expect(all).not.toMatch(/HTTP\/1\.1 2/);
  });

  test('with a length that its Connection header names keeps its length', async () => {
    const { server, connections } = rawBackend(
      (own) => void own.until('ok').then(() => own.socket.end('HTTP/1.1 204 No Content\r\n\r\n')),
    );
    gateway = await startGateway(server);
    const all = await exchange(
      gateway.page,
      post('/', 'ok').replace('Connection: close', 'Connection: close, Content-Length, Host'),
    );
    expect(all).toMatch(/ 204 /);
    expect(connections[0]?.received()).toMatch(/Host: a\r\n[\s\S]*Content-Length: 2\r\n/);
  });
});

describe('headers', () => {
  test('of more than 64 KiB are refused', async () => {
    const { server, urls } = noting();
    gateway = await startGateway(server);
    const all = await exchange(gateway.page, `GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(66_000)}\r\n\r\n`);
    expect(all).toMatch(/^HTTP\/1\.1 431 /);
    expect(urls).toEqual([]);
  });

  test('of the own backend of more than 64 KiB are a response with status 502', async () => {
    gateway = await startGateway(
      httpBackend((_request, response) => void response.setHeader('X', 'x'.repeat(66_000)).end()),
    );
    expect(await exchange(gateway.page, 'GET / HTTP/1.0\r\n\r\n')).toMatch(/^HTTP\/1\.1 502 /);
  });
});

describe('the socket API behind its prefix', () => {
  const paths = [
    '/auth',
    '/auth/session',
    '/auth/fetch',
    '/auth/rotate-key',
    '/auth/none',
    '/auth?a=1',
    '/auth/../things',
  ];
  test.each(paths)(
    'rule 54: refuses a caller without the token at %s, and passes nothing on',
    async (path) => {
      const { server, urls } = noting();
      gateway = await startGateway(server);
      const { error } = JSON.parse(
        bodyOf(await exchange(gateway.page, post(path, { callerToken: secret.slice(0, 43), data: {} }))),
      );
      expect(error.code).toBe('caller-unknown');
      expect(urls).toEqual([]);
    },
  );

  test.each([
    '/',
    '/things',
    '/authors',
    '/AUTH/session',
    '//auth/session',
    '/%61uth/session',
    '/x/../auth/session',
    'http://a/auth/session',
  ])('leaves %s to the own backend, which gets it from every caller, as without a gateway', async (path) => {
    const { server, urls } = noting();
    gateway = await startGateway(server);
    expect(await exchange(gateway.page, post(path, {}))).toMatch(/own/);
    expect(urls).toEqual([path]);
  });

  test('is at another path if the extension has a route /auth', async () => {
    const { server, urls } = noting();
    gateway = await startGateway(server, { prefix: '/sign-in/api' });
    expect(await exchange(gateway.page, post('/auth/session', {}))).toMatch(/own/);
    expect(urls).toEqual(['/auth/session']);
    const all = await exchange(gateway.page, post('/sign-in/api/session', {}));
    expect(JSON.parse(bodyOf(all)).error.code).toBe('caller-unknown');
  });

  test('answers the page, on the exposed socket and on the inner one', async () => {
    const { server, urls } = noting();
    gateway = await startGateway(server);
    const unlocked = JSON.parse(bodyOf(await exchange(gateway.page, post('/auth/unlock', { keys: [key] }))));
    const { callerToken } = unlocked.value;
    for (const socket of [gateway.page, gateway.inner]) {
      const all = await exchange(
        socket,
        post('/auth/session', { callerToken, data: {} }, 'Expect: 100-continue\r\n'),
      );
      expect(JSON.parse(all.slice(all.lastIndexOf('\r\n\r\n') + 4)).value.accounts).toEqual([]);
    }
    expect(urls).toEqual([]);
  });

  test('has no other routes on the inner socket, which passes nothing on', async () => {
    const { server, urls } = noting();
    gateway = await startGateway(server);
    const { error } = JSON.parse(bodyOf(await exchange(gateway.inner, post('/things', {}))));
    expect(error.code).toBe('caller-unknown');
    expect(urls).toEqual([]);
  });

  test('answers everything if the extension has no backend of its own', async () => {
    gateway = await startGateway(
      httpBackend(() => undefined),
      { hasOwn: false },
    );
    const { error } = JSON.parse(bodyOf(await exchange(gateway.page, post('/things', {}))));
    expect(error.code).toBe('caller-unknown');
  });

  test('ends a call whose body does not arrive, and one whose caller has ended its half', async () => {
    const { server } = noting();
    gateway = await startGateway(server, { limits: { authRequestTimeout: 20 } });
    const slow = await open(gateway.page);
    slow.send('POST /auth/session HTTP/1.1\r\nHost: a\r\nContent-Length: 500\r\n\r\n');
    await slow.ended();
    const gone = await open(gateway.page);
    gone.socket.end('POST /auth/session HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{}');
    await gone.ended();
    for (const { socket } of [slow, gone]) socket.destroy();
  });
});

test('rule 54: the log has one line for many failures, and nothing that a caller or the own backend sent', async () => {
  const { server } = noting();
  gateway = await startGateway(server);
  await exchange(
    gateway.page,
    post(`/things?token=${secret}`, { secret }, `Authorization: Bearer ${secret}\r\n`),
  );
  await exchange(gateway.page, post('/auth/unlock', { keys: [key] }));
  await exchange(gateway.page, post('/auth/session', { callerToken: secret, data: { secret } }));
  server.close();
  await once(server, 'close');
  for (let times = 0; times < 3; times++)
    expect(await exchange(gateway.page, post(`/things?token=${secret}`, { secret }))).toMatch(
      /^HTTP\/1\.1 502 [\s\S]*own backend\.\n$/,
    );
  const failures = gateway.log.filter((line) => line.includes('"server":"gateway"'));
  expect(failures).toHaveLength(1);
  expect(failures[0]).toContain('Nothing listens on');
  expect(gateway.log.join('')).not.toContain(secret);
  expect(gateway.log.join('')).not.toContain(key);
});
