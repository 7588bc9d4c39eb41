import { once } from 'node:events';
import type { RequestListener, Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, test } from '@jest/globals';
import { connectionLimits } from './connection-limits.ts';
import { closeServer, listen } from './listen.ts';

/** Short limits, so that every test also ends soon on a slow machine. */
const short = {
  ...connectionLimits,
  headersTimeout: 40,
  requestTimeout: 40,
  connectionsCheckingInterval: 10,
  keepAliveTimeout: 40,
};
const closers: (() => unknown)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function serve(app: RequestListener, limits = short): Promise<Server> {
  const server = await listen(app, { host: '127.0.0.1', port: 0 }, limits);
  closers.push(() => closeServer(server));
  return server;
}

/** Also resolves after an error, which a closed peer causes for the side that still writes. */
function closed(socket: Socket): Promise<unknown> {
  return new Promise((resolve) => socket.on('error', () => {}).once('close', resolve));
}

async function open(server: Server): Promise<Socket> {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  closers.push(() => socket.destroy());
  await once(socket, 'connect');
  return socket;
}

const answerAtOnce: RequestListener = (_request, response) => void response.end('done');
const head = 'POST / HTTP/1.1\r\nHost: 127.0.0.1\r\n';

describe('rule 48: a connection is closed by the server', () => {
  test.each([
    ['sends no byte', ''],
    ['sends half a request line', 'GET /callb'],
    ['sends half of its headers', head],
    ['sends half of its body', `${head}Content-Length: 10\r\n\r\nhalf`],
  ])('that %s', async (_what, sent) => {
    // An app that waits for the body, like express.json.
    const server = await serve((request, response) => request.resume().on('end', () => response.end()));
    const socket = await open(server);
    socket.resume().write(sent);
    await closed(socket);
  });

  test('that sends its headers byte by byte', async () => {
    const socket = await open(await serve(answerAtOnce));
    socket.resume();
    socket.write(head);
    const drip = setInterval(() => socket.write('x'), 1);
    await closed(socket);
    clearInterval(drip);
  });

  test('that is idle after a response', async () => {
    const { keepAliveTimeout } = short;
    const socket = await open(await serve(answerAtOnce, { ...connectionLimits, keepAliveTimeout }));
    socket.write('GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n');
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 200 /);
  });

  test('of 500 idle ones each', async () => {
    const server = await serve(answerAtOnce);
    const sockets = await Promise.all(Array.from({ length: 500 }, () => open(server)));
    await Promise.all(sockets.map((socket) => closed(socket.resume())));
  });
});

test('a response that takes longer than all request limits, such as a long poll, is sent', async () => {
  let answer: (() => void) | undefined;
  const server = await serve((_request, response) => {
    answer = () => void response.end('late');
  });
  let waiting: Socket;
  do {
    // On a slow machine, the request itself can arrive too late.
    waiting = await open(server);
    waiting.write('GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n');
    await Promise.race([once(server, 'request'), closed(waiting)]);
  } while (!answer);
  // These two limits start later, and close the connection.
  for (let count = 0; count < 2; count++) await closed((await open(server)).resume());
  answer();
  expect(await text(waiting)).toMatch(/^HTTP\/1\.1 200 [\s\S]*late$/);
});

describe('headers over the limit', () => {
  const tooLong = (bytes: number) => `GET / HTTP/1.1\r\nHost: a\r\nCookie: ${'x'.repeat(bytes)}\r\n\r\n`;

  test('receive a page that names the cookies to delete, although most headers were not read', async () => {
    const server = await serve(answerAtOnce, connectionLimits);
    const socket = await open(server);
    socket.end(tooLong(1024 * 1024));
    const answer = await text(socket);
    expect(answer).toMatch(/^HTTP\/1\.1 431 Request Header Fields Too Large\r\n/);
    expect(answer).toMatch(/^Content-Security-Policy: default-src 'none'/m);
    expect(answer).toContain('delete those of 127.0.0.1 and localhost');
    expect(answer).not.toContain('xxxx');
  });

  test('are read up to 64 KiB', async () => {
    const socket = await open(await serve(answerAtOnce, connectionLimits));
    socket.end(tooLong(63 * 1024).replace('Host: a', 'Host: a\r\nConnection: close'));
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 200 /);
  });

  test('without an end are not read indefinitely', async () => {
    const socket = await open(await serve(answerAtOnce, connectionLimits));
    socket.resume();
    socket.write('GET / HTTP/1.1\r\nCookie: ');
    const chunk = 'x'.repeat(64 * 1024);
    const pour = () => socket.write(chunk);
    socket.on('drain', pour);
    pour();
    await closed(socket);
  });
});

test('a request that is not HTTP gets status 400 and is closed', async () => {
  const socket = await open(await serve(answerAtOnce, connectionLimits));
  socket.end('\x16\x03\x01 this is TLS\r\n\r\n');
  expect(await text(socket)).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
});
