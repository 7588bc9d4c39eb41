import { afterEach, expect, test } from '@jest/globals';
import { memoryStore } from '../../stores/memory.ts';
import { TestBrowser } from '../../testing/browsers/browser.ts';
import { createDisk } from '../../testing/extensions/expiring-sign-in.ts';
import {
  type ScriptedExtension,
  startScriptedExtension,
} from '../../testing/extensions/scripted-extension.ts';

let extension: ScriptedExtension;
afterEach(() => extension.close());

const revoked = () =>
  extension.provider.received
    .filter(({ endpoint }) => endpoint === 'revoke')
    .map(({ parameters }) => parameters.get('token_type_hint'));

/** Starts a sign-in that the test cancels by calling `giveUp`. */
async function signInWith(arrange: (giveUp: () => Promise<unknown>) => void) {
  const browser = new TestBrowser();
  const { attempt, callback } = await extension.reachCallback(browser);
  arrange(() => extension.api(`attempts/${attempt}/cancel`, {}));
  return extension.open(browser, attempt, callback);
}

test.each(['token', 'userinfo'] as const)(
  'a user who cancels during the request to the %s endpoint has no account, and the tokens are revoked',
  async (endpoint) => {
    extension = await startScriptedExtension();
    const { overrides, tokenResponse } = extension.provider;
    const seen = await signInWith((giveUp) => {
      overrides[endpoint] = async () => {
        await giveUp();
        return { body: endpoint === 'token' ? tokenResponse() : { sub: 'ada' } };
      };
    });
    await extension.expectFailure(seen, 400, 'attempt-cancelled');
    expect(revoked()).toEqual(['refresh_token', 'access_token']);
  },
);

test('a user who cancels while the account is stored has no account, and the tokens are revoked', async () => {
  const disk = createDisk();
  extension = await startScriptedExtension({ store: disk.store });
  const seen = await signInWith((giveUp) => {
    disk.before = giveUp;
  });
  await extension.expectFailure(seen, 400, 'attempt-cancelled');
  expect(revoked()).toEqual(['refresh_token', 'access_token']);
});

test('a sign-in that cannot be stored has no account, and the tokens are revoked', async () => {
  const full = async () => {
    throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
  };
  extension = await startScriptedExtension({ store: { ...memoryStore(), put: full } });
  await extension.expectFailure(await extension.signIn(), 500, 'unexpected');
  expect(revoked()).toEqual(['refresh_token', 'access_token']);
});

test('link and callback of an attempt are closed after the user has cancelled', async () => {
  extension = await startScriptedExtension();
  const browser = new TestBrowser();
  const { attempt, callback } = await extension.reachCallback(browser);
  await extension.api(`attempts/${attempt}/cancel`, {});
  expect((await browser.get(`${extension.origin}/login/${attempt}`)).status).toBe(400);
  const seen = await extension.open(browser, attempt, callback);
  await extension.expectFailure(seen, 400, 'attempt-cancelled');
  expect(extension.provider.received.map(({ endpoint }) => endpoint)).not.toContain('token');
});
