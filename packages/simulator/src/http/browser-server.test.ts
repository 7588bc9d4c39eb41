import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, expect, test } from '@jest/globals';
import { createBrowserServer } from './browser-server.ts';
import { closerOf, listen, loopback } from './listen.ts';

let close: () => Promise<void>;
afterEach(() => close());

test('a server of the simulator does not announce that it closes idle connections', async () => {
  const server = createBrowserServer((_request, response) => void response.end('ok'));
  close = closerOf(server);
  const socket = connect(await listen(server, 0), loopback);
  socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
  const [received] = (await once(socket, 'data')) as [Buffer];
  expect(String(received)).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
  expect(String(received)).not.toMatch(/keep-alive: *timeout/i);
  expect(server.keepAliveTimeout).toBe(0);
});
