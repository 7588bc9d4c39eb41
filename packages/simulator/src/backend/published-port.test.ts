import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import { closerOf, loopback } from '../http/listen.ts';
import { rawRequest } from '../testing/clients/raw-request.ts';
import { reservePort } from '../testing/servers/reserved-port.ts';
import { publishPort } from './published-port.ts';

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** A backend that silently closes each connection after one response, as one does whose idle time has just passed. */
async function closingBackend(callbackSocket: string): Promise<void> {
  const used = new WeakSet<Socket>();
  const server = createServer(({ socket }, response) => {
    if (used.has(socket)) return void socket.destroy();
    used.add(socket);
    response.end('own');
  });
  closers.push(closerOf(server));
  await once(server.listen(callbackSocket), 'listening');
}

test('the published port reaches a backend that silently closed the connection of the previous request', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'port-'));
  closers.push(() => rm(folder, { recursive: true }));
  const callbackSocket = join(folder, 'callback.sock');
  await closingBackend(callbackSocket);
  const { port, release } = await reservePort();
  closers.push(release);
  const callbacks = { isWaitingForCallback: false, takeCallbackRequest: async () => false };
  const dashboardUrl = `http://${loopback}:1/`;
  closers.push(await publishPort({ port, callbackSocket, dashboardUrl, callbacks, log: () => undefined }));
  for (let requests = 0; requests < 3; requests++) {
    // Like a browser, whose header is passed on.
    const headers = { connection: 'keep-alive' };
    const { status, body } = await rawRequest(`http://${loopback}:${port}/callback`, { headers });
    expect([status, body]).toEqual([200, 'own']);
  }
});
