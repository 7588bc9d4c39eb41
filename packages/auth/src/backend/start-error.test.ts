import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Extension, oidc } from '@ddext-oauth/providers';
import { afterAll, afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import express from 'express';
import { defineProvider } from '../core/client/settings.ts';
import { AuthError } from '../core/errors.ts';
import { Auth } from '../session/auth.ts';
import { memoryStore } from '../stores/memory.ts';
import { run, serve } from './serve.ts';
import { socketApi } from './socket-api.ts';
import { socketError } from './start-error.ts';

const directory = mkdtempSync(join(tmpdir(), 'start-'));
const app = () => {};
const extension: Extension = { id: 'acme/hello', title: 'Hello', strategy: 'backend-callback', port: 51234 };
let printed: string[];

beforeEach(() => {
  printed = [];
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => printed.push(String(text)) > 0);
});

afterEach(() => {
  jest.restoreAllMocks();
  process.exitCode = undefined;
});

afterAll(() => rmSync(directory, { recursive: true }));

const start = (environment: NodeJS.ProcessEnv) =>
  run(() => serve({ api: app, callback: app, extension, environment }));
const socketIn = (folder: string) => join(directory, folder, 'backend.sock');

/** Expects one printed sentence and a failing exit code. */
function expectSentence(pattern: RegExp): void {
  expect(printed).toHaveLength(1);
  expect(printed[0]).toMatch(pattern);
  expect(printed[0]?.trimEnd()).not.toContain('\n');
  expect(process.exitCode).toBe(1);
}

describe('a backend that cannot start', () => {
  test('reports that the folder of its socket does not exist, and how to create it', async () => {
    await start({ DDEXT_SOCKET: socketIn('absent'), DDEXT_CALLBACK_ADDRESS: '127.0.0.1:0' });
    expectSentence(/absent does not exist: install this image as an extension, .* or mount one yourself\.$/m);
  });

  test('reports a file at the path of that folder', async () => {
    writeFileSync(join(directory, 'file'), '');
    await start({ DDEXT_SOCKET: socketIn('file'), DDEXT_CALLBACK_ADDRESS: '127.0.0.1:0' });
    expectSentence(/file does not exist: install this image as an extension/);
  });

  test('reports a file at the path of its socket, which must be moved', async () => {
    mkdirSync(join(directory, 'taken'));
    writeFileSync(socketIn('taken'), '');
    await start({ DDEXT_SOCKET: socketIn('taken'), DDEXT_CALLBACK_ADDRESS: '127.0.0.1:0' });
    expectSentence(/backend\.sock exists and is not a socket: move it away\.$/m);
  });

  test('reports that its port is in use, and closes its socket', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => void other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as { port: number };
    mkdirSync(join(directory, 'port'));
    const address = `127.0.0.1:${port}`;
    await start({ DDEXT_SOCKET: socketIn('port'), DDEXT_CALLBACK_ADDRESS: address });
    other.close();
    expectSentence(new RegExp(`listens on ${address}: end it, or choose another port`));
  });

  test('names the address that it cannot use', async () => {
    mkdirSync(join(directory, 'settings'));
    await start({ DDEXT_SOCKET: socketIn('settings'), DDEXT_CALLBACK_ADDRESS: 'nowhere' });
    expectSentence(/"nowhere" is neither HOST:PORT nor the path of a socket\.$/m);
  });

  test('names the user that it cannot run as', async () => {
    await start({ DDEXT_RUN_AS: 'node' });
    expectSentence(/^DDEXT_RUN_AS is "node"\. Set it to UID:GID, such as 1000:1000\.$/m);
  });

  test('names the setting that cannot be read', async () => {
    await run(() => Promise.reject(new AuthError('setting-unreadable', 'The file of KEY is empty.')));
    expectSentence(/^The file of KEY is empty\. The extension's developer must set this setting again/);
  });

  test('names the providers that cannot be combined', async () => {
    const work = defineProvider({
      id: 'work',
      preset: oidc,
      issuer: 'https://id.example.com',
      clientId: 'a',
    });
    const options = { extension, providers: [work, work], store: memoryStore(), read: () => undefined };
    await run(async () =>
      serve({ api: express().use(socketApi(new Auth(options))), callback: app, extension, environment: {} }),
    );
    expectSentence(/^Two providers have the id work\.$/m);
  });

  test.each([TypeError, RangeError])(
    "rethrows a %p of the extension's code with its stack trace",
    async (OwnError) => {
      const failing = () => Promise.reject(new OwnError('things is undefined'));
      await expect(run(failing)).rejects.toThrow('things is undefined');
      expect(printed).toEqual([]);
    },
  );

  test('reports that its user is not allowed to create the socket', () => {
    const error = socketError(
      join(directory, 'backend.sock'),
      Object.assign(new Error(), { code: 'EACCES' }),
    );
    expect(error).toMatchObject({
      name: 'StartError',
      message: expect.stringMatching(/cannot create .*backend\.sock: .* add DAC_OVERRIDE to cap_add/),
    });
  });
});
