import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { type IncomingMessage, METHODS, request as send } from 'node:http';
import { afterEach, describe, expect, test } from '@jest/globals';
import { exchange, open } from '../testing/connection.ts';
import { httpBackend, rawBackend, startGateway, type TestGateway } from '../testing/gateway.ts';

let gateway: TestGateway;
afterEach(() => gateway.close());

/** What a backend receives, without the headers of the connection. */
async function messageOf(request: IncomingMessage) {
  const hash = createHash('sha256');
  let length = 0;
  for await (const chunk of request) {
    hash.update(chunk);
    length += chunk.length;
  }
  const { method, url, rawHeaders, rawTrailers } = request;
  const headers = Array.from({ length: rawHeaders.length / 2 }, (_, at) =>
    rawHeaders.slice(2 * at, 2 * at + 2),
  );
  const ofMessage = headers.filter(([name]) => !/^(connection|transfer-encoding)$/i.test(name ?? ''));
  return { method, url, headers: ofMessage, rawTrailers, length, hash: hash.digest('hex') };
}

/** A backend that responds with what it has received, and closes the connection. */
function echo() {
  const server = httpBackend(async (request, response) => {
    const text = JSON.stringify(await messageOf(request));
    response.writeHead(200, { 'Content-Length': Buffer.byteLength(text), Connection: 'close' }).end(text);
  });
  server.maxHeadersCount = 0;
  return server;
}

/** The body of the response to these bytes, with and without the gateway. */
async function both(bytes: string) {
  const bodyOf = (all: string) => all.slice(all.indexOf('\r\n\r\n') + 4);
  return {
    direct: bodyOf(await exchange(gateway.own, bytes)),
    through: bodyOf(await exchange(gateway.page, bytes)),
  };
}

/** RFC 9110 section 8.6 and RFC 9112 section 3.2 ask for them, and neither has a meaning. */
const addedHere = /,\["Content-Length","0"\]|,?\["Host",""\]/g;

describe('a request that is passed on', () => {
  const methods = METHODS.filter((method) => method !== 'CONNECT' && method !== 'HEAD');
  const close = 'Host: a\r\nConnection: close\r\n';
  const cases: readonly (readonly [string, string])[] = [
    ...methods.map(
      (method) => [`with the method ${method}`, `${method} / HTTP/1.1\r\n${close}\r\n`] as const,
    ),
    [
      'with every character of a URL',
      `GET /a%2Fb//../c;d=(1)?q=%00&r=[x]|{y}^\`"<> HTTP/1.1\r\n${close}\r\n`,
    ],
    ['with an absolute URL', `GET http://b:1/auth/session HTTP/1.1\r\n${close}\r\n`],
    ['with * as its URL', `OPTIONS * HTTP/1.1\r\n${close}\r\n`],
    [
      'with repeated headers in upper and lower case',
      `GET / HTTP/1.1\r\n${close}X-A: 1\r\nx-a: 2\r\nX-A: 1\r\nCookie: a=1\r\nCookie: b=2\r\n\r\n`,
    ],
    [
      'with the bytes 0x80 to 0xFF in a header',
      `GET / HTTP/1.1\r\n${close}X-A: ${String.fromCharCode(...Array.from({ length: 128 }, (_, at) => 128 + at))}\r\n\r\n`,
    ],
    ['with an empty header', `GET / HTTP/1.1\r\n${close}X-A:\r\n\r\n`],
    [
      'with 2500 headers',
      `GET / HTTP/1.1\r\n${close}${'X-A: 1\r\n'.repeat(2500)}Content-Length: 2\r\n\r\nok`,
    ],
    ['without a Host header, of HTTP/1.0', 'GET / HTTP/1.0\r\nX-A: 1\r\n\r\n'],
    ['with a body of GET', `GET / HTTP/1.1\r\n${close}Content-Length: 3\r\n\r\nabc`],
    [
      'with a body of DELETE in chunks',
      `DELETE / HTTP/1.1\r\n${close}Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n`,
    ],
    ['with an empty body', `PUT / HTTP/1.1\r\n${close}Content-Length: 0\r\n\r\n`],
    [
      'with every byte in its body',
      `POST / HTTP/1.1\r\n${close}Content-Length: 256\r\n\r\n${String.fromCharCode(...Array(256).keys())}`,
    ],
    [
      'with trailers',
      `POST / HTTP/1.1\r\n${close}Trailer: X-T\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\nX-T: 1\r\nx-t: 2\r\n\r\n`,
    ],
    ['with an expectation that is unknown', `GET / HTTP/1.1\r\n${close}Expect: more\r\n\r\n`],
  ];
  test.each(cases)('%s reaches the own backend unchanged', async (_title, bytes) => {
    gateway = await startGateway(echo());
    const { direct, through } = await both(bytes);
    expect(through.replace(addedHere, '')).toBe(direct.replace(addedHere, ''));
  });

  test('asks for trailers if the caller does', async () => {
    gateway = await startGateway(echo());
    const bytes = `GET / HTTP/1.1\r\nHost: a\r\nTE: trailers, gzip\r\nConnection: TE, close\r\n\r\n`;
    expect((await both(bytes)).through).toContain('["TE","trailers"]');
  });

  test('keeps Host and Content-Length although the caller names them in Connection, and drops what it may name', async () => {
    gateway = await startGateway(echo());
    const bytes = `POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nX-Hop: 1\r\nKeep-Alive: 5\r\nProxy-Connection: a\r\nConnection: close, host, content-length, x-hop\r\n\r\nok`;
    const { headers, length } = JSON.parse((await both(bytes)).through);
    expect(headers).toEqual([
      ['Host', 'a'],
      ['Content-Length', '2'],
    ]);
    expect(length).toBe(2);
  });

  test('with a body of 100 MB arrives completely, and so does a response of 100 MB', async () => {
    gateway = await startGateway(
      httpBackend((request, response) => {
        response.writeHead(200, { 'X-Length': request.headers['content-length'] ?? '' });
        request.pipe(response);
      }),
    );
    const [size, block] = [100_000_000, Buffer.alloc(100_000, 'ddext-oauth')];
    const request = send({ socketPath: gateway.page, method: 'PUT', headers: { 'Content-Length': size } });
    const answered = once(request, 'response') as Promise<[IncomingMessage]>;
    const sent = createHash('sha256');
    const write = async () => {
      for (let left = size; left > 0; left -= block.length) {
        sent.update(block);
        if (!request.write(block)) await once(request, 'drain');
      }
      request.end();
    };
    const read = async () => {
      const [response] = await answered;
      const hash = createHash('sha256');
      for await (const chunk of response) hash.update(chunk);
      return { hash: hash.digest('hex'), announced: response.headers['x-length'] };
    };
    const [received] = await Promise.all([read(), write()]);
    expect(received).toEqual({ hash: sent.digest('hex'), announced: String(size) });
  });
});

describe('a response that is passed on', () => {
  const close = 'Connection: close\r\n';
  const cases: readonly (readonly [string, string, string, string])[] = [
    [
      'with a status and reason of its own',
      'GET',
      `HTTP/1.1 299 Fine, thanks\r\nContent-Length: 2\r\n${close}\r\nok`,
      'HTTP/1.1 299 Fine, thanks\r\nContent-Length: 2\r\n',
    ],
    [
      'without a reason',
      'GET',
      `HTTP/1.1 200 \r\nContent-Length: 0\r\n${close}\r\n`,
      'HTTP/1.1 200 \r\nContent-Length: 0\r\n',
    ],
    [
      'of status 204',
      'DELETE',
      `HTTP/1.1 204 No Content\r\nX-A: 1\r\n${close}\r\n`,
      'HTTP/1.1 204 No Content\r\nX-A: 1\r\n',
    ],
    [
      'of status 304 with a length',
      'GET',
      `HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n${close}\r\n`,
      'HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n',
    ],
    [
      'to HEAD with a length',
      'HEAD',
      `HTTP/1.1 200 OK\r\nContent-Length: 5\r\n${close}\r\n`,
      'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n',
    ],
    [
      'to HEAD with trailers announced',
      'HEAD',
      `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-T\r\n${close}\r\n`,
      'HTTP/1.1 200 OK\r\n',
    ],
    [
      'with repeated headers in order',
      'GET',
      `HTTP/1.1 500 No\r\nSet-Cookie: a=1\r\nx-a: 1\r\nSet-Cookie: b=2\r\nX-A: 2\r\nDate: never\r\nContent-Length: 1\r\n${close}\r\n!`,
      'HTTP/1.1 500 No\r\nSet-Cookie: a=1\r\nx-a: 1\r\nSet-Cookie: b=2\r\nX-A: 2\r\nDate: never\r\nContent-Length: 1\r\n',
    ],
    [
      'with the bytes 0x80 to 0xFF in a header',
      'GET',
      `HTTP/1.1 200 OK\r\nContent-Disposition: attachment; filename="\xe9\xff"\r\nContent-Length: 1\r\n${close}\r\n!`,
      'HTTP/1.1 200 OK\r\nContent-Disposition: attachment; filename="\xe9\xff"\r\nContent-Length: 1\r\n',
    ],
    [
      'with trailers',
      'GET',
      `HTTP/1.1 200 OK\r\nTrailer: X-T\r\nTransfer-Encoding: chunked\r\n${close}\r\n2\r\nok\r\n0\r\nX-T: 1\r\nx-t: 2\r\n\r\n`,
      'HTTP/1.1 200 OK\r\nTrailer: X-T\r\nTransfer-Encoding: chunked\r\n',
    ],
    [
      'until the connection ends, in chunks',
      'GET',
      `HTTP/1.1 200 OK\r\n${close}\r\nok`,
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n',
    ],
  ];
  test.each(cases)('%s arrives unchanged', async (_title, method, answer, head) => {
    const { server } = rawBackend(async (connection) => {
      await connection.until('\r\n\r\n');
      connection.socket.end(answer, 'latin1');
    });
    gateway = await startGateway(server);
    const request = `${method} / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`;
    const bodyOf = (all: string) => all.slice(all.indexOf('\r\n\r\n') + 4);
    const direct = await exchange(gateway.own, request);
    const through = await exchange(gateway.page, request);
    const isInChunks = head.includes('chunked') && !answer.includes('chunked');
    expect(through.slice(0, through.indexOf('Connection:'))).toBe(head);
    expect(bodyOf(through)).toBe(isInChunks ? '2\r\nok\r\n0\r\n\r\n' : bodyOf(direct));
  });

  test('has no chunks for a caller with HTTP/1.0', async () => {
    gateway = await startGateway(
      httpBackend((_request, response) => {
        response.writeHead(200, { Trailer: 'X-T' });
        response.write('o');
        response.addTrailers({ 'X-T': '1' });
        response.end('k');
      }),
    );
    const all = await exchange(gateway.page, 'GET / HTTP/1.0\r\n\r\n');
    expect(all).toMatch(/\r\n\r\nok$/);
    expect(all).not.toMatch(/chunked|trailer/i);
  });

  test('starts with its headers, and then with each part of its body, when the own backend sends them', async () => {
    const { server, next } = rawBackend();
    gateway = await startGateway(server);
    const caller = await open(gateway.page);
    caller.send('GET /events HTTP/1.1\r\nHost: a\r\n\r\n');
    const own = await next();
    await own.until('\r\n\r\n');
    own.send('HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n');
    await caller.until('text/event-stream');
    own.send('5\r\nfirst\r\n');
    await caller.until('first');
    own.send('6\r\nsecond\r\n0\r\n\r\n');
    expect(await caller.until('0\r\n\r\n')).toMatch(/5\r\nfirst\r\n6\r\nsecond\r\n0\r\n\r\n$/);
    caller.socket.destroy();
  });
});
