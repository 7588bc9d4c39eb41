import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { createLogger } from './logger.ts';
import { serve } from './serve.ts';

const directory = mkdtempSync(join(tmpdir(), 'serve-'));
afterAll(() => rmSync(directory, { recursive: true }));
const app = () => {};

test.each([
  ['both addresses', { callback: app }, { callback: '127.0.0.1:0' }],
  ['the socket alone where the browser returns to the tab', {}, {}],
])('serve logs %s when the servers listen', async (_what, servers, logged) => {
  const lines: string[] = [];
  const logger = createLogger({ destination: { write: (line) => void lines.push(line) } });
  const socket = join(directory, 'backend.sock');
  const environment = { DDEXT_SOCKET: socket, DDEXT_CALLBACK_ADDRESS: '127.0.0.1:0' };
  const close = await serve({ api: app, ...servers, logger, environment });
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    { level: 'info', time: expect.any(String), socket, ...logged, msg: 'listening' },
  ]);
  await close();
});
