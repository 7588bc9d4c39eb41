import { afterEach, describe, expect, test } from '@jest/globals';
import { exchange, open } from '../testing/connection.ts';
import { httpBackend, rawBackend, startGateway, type TestGateway } from '../testing/gateway.ts';

let gateway: TestGateway;
afterEach(() => gateway.close());

const get = 'GET /wait HTTP/1.1\r\nHost: a\r\n\r\n';

async function waitingRequest(request = get) {
  const { server, next } = rawBackend();
  gateway = await startGateway(server);
  const caller = await open(gateway.page);
  caller.send(request);
  const own = await next();
  await own.until('\r\n\r\n');
  return { caller, own };
}

describe('the end of a connection', () => {
  test('of a caller that aborts ends the request to the own backend', async () => {
    const { caller, own } = await waitingRequest();
    caller.socket.destroy();
    await own.ended();
  });

  test('of a caller that aborts during its upload ends the request without its last chunk', async () => {
    const { caller, own } = await waitingRequest(
      'PUT / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n',
    );
    await own.until('abc');
    caller.socket.destroy();
    await own.ended();
    expect(own.received()).not.toContain('0\r\n\r\n');
  });

  test('of a caller that reads a response ends the request to the own backend', async () => {
    const { caller, own } = await waitingRequest();
    own.send('HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nabc');
    await caller.until('abc');
    caller.socket.destroy();
    await own.ended();
  });

  test('of the own backend during a response with a length ends that of the caller', async () => {
    const { caller, own } = await waitingRequest();
    own.send('HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nabc');
    await caller.until('abc');
    own.socket.destroy();
    expect(await caller.ended()).toMatch(/\r\n\r\nabc$/);
  });

  test('of the own backend during a response in chunks ends that of the caller without the last chunk', async () => {
    const { caller, own } = await waitingRequest();
    own.send('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n');
    await caller.until('abc');
    own.socket.destroy();
    expect(await caller.ended()).toMatch(/3\r\nabc\r\n$/);
  });

  test.each([
    ['without a response', ''],
    ['in the middle of the headers', 'HTTP/1.1 200 OK\r\nX-A: '],
    ['after something that is not HTTP', 'SSH-2.0-own\r\n\r\n'],
    [
      'after a response with two lengths',
      'HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab',
    ],
  ])('of the own backend %s is a response with status 502', async (_title, answer) => {
    const { caller, own } = await waitingRequest();
    own.socket.end(answer, 'latin1');
    expect(await caller.until('own backend.\n')).toMatch(/^HTTP\/1\.1 502 /);
    caller.socket.destroy();
  });

  test('in one direction by the caller is passed on, and the response still arrives', async () => {
    const { caller, own } = await waitingRequest();
    caller.socket.end();
    await own.ended();
    own.socket.end('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok');
    expect(await caller.ended()).toMatch(/\r\n\r\nok$/);
  });
});

describe('a response before the end of the request', () => {
  test('arrives while the caller sends, and the next request on the connection is understood', async () => {
    const { caller, own } = await waitingRequest('PUT /1 HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nab');
    own.socket.end('HTTP/1.1 413 Too Large\r\nContent-Length: 2\r\n\r\nno', 'latin1');
    await caller.until('no');
    caller.send('cdPOST /auth/session HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{}');
    await caller.until('caller-unknown');
    caller.socket.destroy();
  });

  test('from a backend that does not read the body arrives each time', async () => {
    gateway = await startGateway(httpBackend((_request, response) => void response.end('own')));
    const post = 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}';
    for (let times = 0; times < 100; times++) expect(await exchange(gateway.page, post)).toMatch(/own/);
  });

  test('and each part of a request is passed on as it arrives', async () => {
    const { caller, own } = await waitingRequest(
      'POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n',
    );
    await own.until('1\r\na\r\n');
    own.send('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nA\r\n');
    await caller.until('1\r\nA\r\n');
    caller.send('1\r\nb\r\n0\r\n\r\n');
    await own.until('1\r\nb\r\n0\r\n\r\n');
    own.send('0\r\n\r\n');
    await caller.until('0\r\n\r\n');
    caller.socket.destroy();
  });
});

describe('a request with Expect: 100-continue', () => {
  const put = 'PUT / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n';

  test('sends its body when the own backend asks for it', async () => {
    const { caller, own } = await waitingRequest(put);
    expect(own.received()).toContain('Expect: 100-continue\r\n');
    expect(caller.received()).toBe('');
    own.send('HTTP/1.1 100 Continue\r\n\r\n');
    await caller.until('100 Continue');
    caller.send('ok');
    await own.until('\r\n\r\nok');
    own.send('HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n');
    await caller.until('201 Created');
    caller.socket.destroy();
  });

  test('is refused by the own backend, and the connection is closed, because a body may follow or not', async () => {
    const { caller, own } = await waitingRequest(put);
    own.send('HTTP/1.1 417 Expectation Failed\r\nContent-Length: 0\r\n\r\n');
    expect(await caller.ended()).toMatch(/^HTTP\/1\.1 417 [\s\S]*Connection: close\r\n/);
    caller.socket.destroy();
  });
});

test('interim responses are passed on', async () => {
  const { caller, own } = await waitingRequest();
  own.send('HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\n');
  await caller.until('Link: </a.css>; rel=preload');
  own.send('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n');
  expect(await caller.until('200 OK')).toMatch(
    /^HTTP\/1\.1 102 [\s\S]*HTTP\/1\.1 103 [\s\S]*HTTP\/1\.1 200 OK/,
  );
  caller.socket.destroy();
});

test('a request may wait longer than every time limit of the gateway', async () => {
  const { server, next } = rawBackend();
  // No limit for headers until both requests have arrived: on a busy machine, they could take longer than a short one.
  const limits = { headersTimeout: 0, connectionsCheckingInterval: 5, keepAliveTimeout: 5 };
  gateway = await startGateway(server, { limits });
  const [waiting, uploading] = [await open(gateway.page), await open(gateway.page)];
  waiting.send(get);
  const [first] = [await next()];
  uploading.send('PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\na');
  const second = await next();
  await second.until('\r\n\r\na');
  gateway.limit({ headersTimeout: 20 });
  // The gateway closes this one for its time limit, after the requests above have had the same time.
  const slow = await open(gateway.page);
  slow.send('GET / HTTP/1.1\r\nHost: ');
  expect(await slow.ended()).toMatch(/^HTTP\/1\.1 408 /);
  uploading.send('b');
  await second.until('\r\n\r\nab');
  for (const own of [first, second]) own.send('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok');
  for (const caller of [waiting, uploading]) {
    expect(await caller.until('\r\n\r\nok')).toContain('200 OK');
    caller.socket.destroy();
  }
  slow.socket.destroy();
});

test('requests on one connection are answered in order', async () => {
  gateway = await startGateway(httpBackend((request, response) => void response.end(request.url)));
  const paths = ['/1', '/2', '/3'];
  const requests = paths.map((path) => `GET ${path} HTTP/1.1\r\nHost: a\r\n\r\n`).join('');
  const all = await exchange(gateway.page, requests.replace('/3 HTTP/1.1', '/3 HTTP/1.0'));
  expect(paths.map((path) => all.indexOf(`\r\n${path}`))).toEqual(
    paths.map((path) => all.indexOf(`\r\n${path}`)).sort((a, b) => a - b),
  );
  for (const path of paths) expect(all).toContain(path);
});
