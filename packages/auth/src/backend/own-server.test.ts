import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { OWN_CONNECTION, TestBrowser } from '../testing/browsers/browser.ts';
import {
  startExtensionWithProvider,
  type TestExtensionWithProvider,
} from '../testing/extensions/extension.ts';

describe('callbackApp in a server of the extension', () => {
  let extension: TestExtensionWithProvider;
  beforeAll(async () => {
    extension = await startExtensionWithProvider({}, async (app) => {
      const server = createServer(app).listen(0, '127.0.0.1');
      await once(server, 'listening');
      return server;
    });
  });
  afterAll(() => extension.close());

  /** Opens the callback with this many bytes of additional cookies. */
  async function callBackWith(bytes: number): Promise<{ status: number; page: string; attempt: string }> {
    const browser = new TestBrowser();
    const { attempt, url } = await extension.auth.signIn('test');
    const callback = await browser.follow(url, `${extension.origin}/callback`);
    const others = Array.from({ length: bytes / 1000 }, (_, index) => `app${index}=${'x'.repeat(990)}`);
    const cookie = [browser.cookieFor(callback), ...others].join('; ');
    const response = await fetch(callback, { headers: { cookie, ...OWN_CONNECTION } });
    return { status: response.status, page: await response.text(), attempt };
  }

  test('completes a sign-in with 40 kB of cookies of other ports', async () => {
    const { status, attempt } = await callBackWith(40_000);
    expect(status).toBe(200);
    expect(await extension.auth.waitForAttempt(attempt, 0)).toHaveProperty('status', 'signed-in');
  });

  test('shows which cookies to delete if they have 100 kB', async () => {
    const { status, page } = await callBackWith(100_000);
    expect(status).toBe(431);
    expect(page).toContain('cookies');
  });
});
