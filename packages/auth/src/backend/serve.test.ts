import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Extension } from '@ddext-oauth/providers';
import { afterAll, expect, test } from '@jest/globals';
import { createLogger } from './logger.ts';
import { serve } from './serve.ts';

const directory = mkdtempSync(join(tmpdir(), 'serve-'));
afterAll(() => rmSync(directory, { recursive: true }));
const app = () => {};

const known = { id: 'acme/hello', title: 'Hello' };

test.each<[what: string, extension: Extension, logged: object]>([
  ['both addresses', { ...known, strategy: 'backend-callback', port: 51234 }, { callback: '127.0.0.1:0' }],
  ['only the socket if the browser returns to the tab', { ...known, strategy: 'extension-tab' }, {}],
  ['only the socket if users paste keys', { ...known, strategy: 'none' }, {}],
])('serve logs %s once the servers listen', async (_what, extension, logged) => {
  const lines: string[] = [];
  const logger = createLogger({ destination: { write: (line) => void lines.push(line) } });
  const socket = join(directory, 'backend.sock');
  const environment = { DDEXT_SOCKET: socket, DDEXT_CALLBACK_ADDRESS: '127.0.0.1:0' };
  const close = await serve({ api: app, callback: app, extension, logger, environment });
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    { level: 'info', time: expect.any(String), socket, ...logged, msg: 'listening' },
  ]);
  await close();
});

test('serve needs no callback server with the strategy none, and reports a missing one with backend-callback', async () => {
  const environment = { DDEXT_SOCKET: join(directory, 'keys.sock'), DDEXT_CALLBACK_ADDRESS: '127.0.0.1:0' };
  const close = await serve({ api: app, extension: { ...known, strategy: 'none' }, environment });
  await close();
  const serving = serve({
    api: app,
    extension: { ...known, strategy: 'backend-callback', port: 51234 },
    environment,
  });
  await expect(serving).rejects.toThrow(
    'The strategy backend-callback needs a callback server: pass callbackApp(auth) as callback.',
  );
  expect(existsSync(join(directory, 'keys.sock'))).toBe(false);
});

test('serve without an api serves the callback only', async () => {
  const lines: string[] = [];
  const logger = createLogger({ destination: { write: (line) => void lines.push(line) } });
  const extension: Extension = { ...known, strategy: 'backend-callback', port: 51234 };
  const environment = { DDEXT_SOCKET: join(directory, 'none.sock'), DDEXT_CALLBACK_ADDRESS: '127.0.0.1:0' };
  const close = await serve({ callback: app, extension, logger, environment });
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ callback: '127.0.0.1:0' });
  expect(existsSync(join(directory, 'none.sock'))).toBe(false);
  await close();
});
