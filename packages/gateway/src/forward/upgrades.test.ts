import { once } from 'node:events';
import { afterEach, describe, expect, test } from '@jest/globals';
import { open } from '../testing/connection.ts';
import { rawBackend, startGateway, type TestGateway } from '../testing/gateway.ts';

let gateway: TestGateway;
afterEach(() => gateway.close());

const upgrade =
  'GET /chat HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: keep-alive, Upgrade\r\nSec-WebSocket-Key: k\r\n\r\n';
const switching =
  'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: s\r\n\r\n';
const everyByte = String.fromCharCode(...Array(256).keys());

async function requested(request = upgrade) {
  const { server, connections, next } = rawBackend();
  gateway = await startGateway(server);
  const caller = await open(gateway.page);
  caller.send(request);
  return { caller, connections, next };
}

async function joined() {
  const { caller, next } = await requested();
  const own = await next();
  await own.until('\r\n\r\n');
  own.send(switching);
  await caller.until('\r\n\r\n');
  return { caller, own };
}

describe('an upgraded connection', () => {
  test('has the request and the response of both sides', async () => {
    const { caller, own } = await joined();
    expect(own.received()).toBe(
      'GET /chat HTTP/1.1\r\nHost: a\r\nSec-WebSocket-Key: k\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
    );
    expect(caller.received()).toBe(switching);
    caller.socket.destroy();
  });

  test('passes on every byte in both directions, also those that arrive with the headers', async () => {
    const { caller, next } = await requested(`${upgrade}first`);
    const own = await next();
    await own.until('\r\n\r\n');
    own.send(`${switching}welcome`);
    await caller.until('welcome');
    await own.until('first');
    caller.send(everyByte);
    own.send(everyByte);
    await Promise.all([caller.until(everyByte), own.until(everyByte)]);
    caller.socket.destroy();
  });

  test.each(['caller', 'own'] as const)(
    'that the %s ends in one direction still passes on the other',
    async (side) => {
      const ends = await joined();
      const other = side === 'caller' ? ends.own : ends.caller;
      ends[side].socket.end('bye');
      expect(await other.ended()).toMatch(/bye$/);
      other.send('late');
      await ends[side].until('late');
      other.socket.end();
      await Promise.all([ends.caller.closed(), ends.own.closed()]);
    },
  );

  test.each(['caller', 'own'] as const)('that the %s aborts is closed', async (side) => {
    const ends = await joined();
    const other = side === 'caller' ? ends.own : ends.caller;
    ends[side].socket.destroy();
    await other.ended();
    other.socket.destroy();
  });

  test('passes on 10 MB to a reader that is slow to start', async () => {
    const { caller, own } = await joined();
    const block = Buffer.alloc(10_000_000, 'x');
    caller.socket.pause();
    own.socket.end(block);
    caller.socket.resume();
    const all = await caller.ended();
    expect(all.length - switching.length).toBe(block.length);
    caller.socket.destroy();
  });
});

describe('an upgrade that is not made', () => {
  test('because the own backend refuses it has its response, and the connection is closed', async () => {
    const { caller, next } = await requested();
    const own = await next();
    await own.until('\r\n\r\n');
    own.socket.end('HTTP/1.1 426 Upgrade Required\r\nX-A: 1\r\nContent-Length: 2\r\n\r\nno', 'latin1');
    expect(await caller.ended()).toBe(
      'HTTP/1.1 426 Upgrade Required\r\nX-A: 1\r\nContent-Length: 2\r\nConnection: close\r\n\r\nno',
    );
    caller.socket.destroy();
  });

  test('because the own backend refuses it does not let a request to the socket API pass it', async () => {
    const smuggled = 'POST /auth/session HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{}';
    const { caller, connections, next } = await requested(`${upgrade}${smuggled}`);
    const own = await next();
    await own.until('\r\n\r\n');
    own.socket.end('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nno', 'latin1');
    await caller.ended();
    expect(connections.map((one) => one.received()).join()).not.toContain('/auth/session');
    caller.socket.destroy();
  });

  test('because nothing listens is a response with status 502', async () => {
    const { server } = rawBackend();
    gateway = await startGateway(server);
    server.close();
    await once(server, 'close');
    const caller = await open(gateway.page);
    caller.send(upgrade);
    expect(await caller.ended()).toMatch(/^HTTP\/1\.1 502 /);
    caller.socket.destroy();
  });

  test('because it has a body is an ordinary request', async () => {
    const { caller, next } = await requested(
      'POST / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: a\r\nContent-Length: 2\r\n\r\nok',
    );
    const own = await next();
    await own.until('\r\n\r\nok');
    expect(own.received()).not.toMatch(/upgrade|h2c|http2-settings/i);
    own.send('HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ndone');
    await caller.until('done');
    caller.socket.destroy();
  });

  test('because it is at the socket API gets its refusal', async () => {
    const { caller, connections } = await requested(upgrade.replace('/chat', '/auth/session'));
    await caller.until('caller-unknown');
    expect(connections).toEqual([]);
    caller.socket.destroy();
  });
});
