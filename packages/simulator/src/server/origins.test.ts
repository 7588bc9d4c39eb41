import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { afterEach, expect, test } from '@jest/globals';
import { Cleanup } from '../cleanup.ts';
import { preferredPort } from '../http/listen.ts';
import { openDashboard } from './origins.ts';

const cleanup = new Cleanup();
afterEach(() => cleanup.close());

const portOf = (host: string) => Number(host.split(':')[1]);

/** A port that another program uses. */
async function occupy(port: number): Promise<Server> {
  const server = createServer().listen(port, '127.0.0.1');
  cleanup.add(async () => void server.close());
  await Promise.race([once(server, 'listening'), once(server, 'error')]).catch(() => undefined);
  return server;
}

test('the dashboard has the same port at each start', async () => {
  const opening = { extensionId: `acme/${randomUUID()}`, publishedPort: undefined, log: () => {} };
  const hosts = [];
  for (let starts = 0; starts < 2; starts++) {
    const one = new Cleanup();
    hosts.push((await openDashboard(one, opening, undefined)).host);
    await one.close();
  }
  expect(hosts[0]).toBe(hosts[1]);
});

test('a port that is in use is replaced by the next free one, which the log names', async () => {
  const extensionId = `acme/${randomUUID()}`;
  const preferred = preferredPort(`${extensionId} dashboard`);
  await occupy(preferred);
  const lines: string[] = [];
  const opening = { extensionId, publishedPort: preferred + 1, log: (line: string) => void lines.push(line) };
  const port = portOf((await openDashboard(cleanup, opening, undefined)).host);
  // Not the next port, which the extension publishes.
  expect(port).toBeGreaterThan(preferred + 1);
  expect(lines).toEqual([
    expect.stringMatching(
      `^Port ${preferred} is in use by .+, so the dashboard is on port ${port} this time\\.$`,
    ),
  ]);
});
