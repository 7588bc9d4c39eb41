import { mkdtempSync, rmSync } from 'node:fs';
import { request, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import express from 'express';
import { TestBrowser } from '../testing/browsers/browser.ts';
import {
  startExtensionWithProvider,
  type TestExtensionWithProvider,
} from '../testing/extensions/extension.ts';
import { pageCalls } from '../testing/extensions/page-calls.ts';
import { closeServer, listen } from './listen.ts';
import { socketApi } from './socket-api.ts';

const directory = mkdtempSync(join(tmpdir(), 'socket-api-'));
const socketPath = join(directory, 'backend.sock');
let extension: TestExtensionWithProvider;
let server: Server;

beforeAll(async () => {
  extension = await startExtensionWithProvider();
  const app = express();
  app.use(socketApi(extension.auth));
  server = await listen(app, { path: socketPath });
});

afterAll(async () => {
  await closeServer(server);
  await extension.close();
  rmSync(directory, { recursive: true });
});

interface ScriptedResponse {
  readonly ok: boolean;
  // biome-ignore lint/suspicious/noExplicitAny: the tests assert the shape
  readonly value: any;
  readonly error: { code: string; message: string; advice: string };
}

/** Sends text to the API over its real socket, and expects status 200. */
function send(path: string, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json' };
    const sent = request({ socketPath, method: 'POST', path, headers, agent: false }, async (response) => {
      let received = '';
      for await (const chunk of response) received += chunk;
      expect(response.statusCode).toBe(200);
      resolve(received);
    });
    sent.on('error', reject);
    sent.end(text);
  });
}

/** Wraps the data of a call, as the page does. */
const post = pageCalls((path, body) => send(path, JSON.stringify(body)));
const call = async (path: string, data: object = {}): Promise<ScriptedResponse> =>
  JSON.parse(await post(path, data));

const begin = async () => (await call('/auth/sign-in', { provider: 'test' })).value;

describe('the socket API', () => {
  test('lists the providers and, at first, no account', async () => {
    expect(await call('/auth/session')).toEqual({
      ok: true,
      value: {
        providers: [{ id: 'test', name: 'OpenID Connect', signInMethods: ['authorization_code'] }],
        accounts: [],
      },
    });
  });

  test('starts a sign-in with a link on the published port', async () => {
    const { attempt, url } = await begin();
    expect(url).toBe(`${extension.origin}/login/${attempt}`);
  });

  test('ends a long poll when the browser completes the sign-in, then returns the session, then signs out', async () => {
    const { attempt, url } = await begin();
    const poll = call(`/auth/attempts/${attempt}`, { wait: true });
    const browser = new TestBrowser();
    await browser.get(await browser.follow(url, `${extension.origin}/callback`));
    expect((await poll).value).toMatchObject({
      status: 'signed-in',
      value: { profile: { name: 'Ada Lovelace' } },
    });

    const { accounts } = (await call('/auth/session')).value;
    expect(accounts).toHaveLength(1);
    const signedOut = await call('/auth/sign-out', { account: accounts[0].id });
    expect(signedOut.value.revoked).toBe(true);
    expect(signedOut.value.endSessionUrl).toMatch(/\/session\/end\?client_id=test-extension$/);
    expect((await call('/auth/session')).value.accounts).toEqual([]);
  });

  test('returns the status of an attempt immediately unless asked to wait', async () => {
    const { attempt } = await begin();
    expect((await call(`/auth/attempts/${attempt}`)).value).toEqual({ status: 'pending' });
  });

  test('ends an attempt, and the poll for it, when the user cancels', async () => {
    const { attempt } = await begin();
    const poll = call(`/auth/attempts/${attempt}`, { wait: true });
    expect(await call(`/auth/attempts/${attempt}/cancel`, {})).toEqual({ ok: true, value: null });
    expect((await poll).value).toMatchObject({ status: 'failed', error: { code: 'attempt-cancelled' } });
  });

  test.each([
    ['an unknown provider', '/auth/sign-in', { provider: 'unknown' }, 'provider-unknown'],
    ['no provider', '/auth/sign-in', {}, 'request-invalid'],
    ['a provider that is not a string', '/auth/sign-in', { provider: ['test'] }, 'request-invalid'],
    ['an unknown attempt', '/auth/attempts/unknown', {}, 'attempt-unknown'],
    ['cancelling an unknown attempt', '/auth/attempts/unknown/cancel', {}, 'attempt-unknown'],
    ['signing out an unknown account', '/auth/sign-out', { account: 'test:unknown' }, 'account-unknown'],
  ])('rejects %s with an error that states the fix', async (_what, path, data, code) => {
    const { ok, error } = await call(path, data);
    expect(ok).toBe(false);
    expect(error.code).toBe(code);
    expect(error.message).toMatch(/\.$/);
    expect(error.advice).toMatch(/\.$/);
  });
});
