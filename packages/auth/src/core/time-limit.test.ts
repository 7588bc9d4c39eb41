import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { TestBrowser } from '../testing/browsers/browser.ts';
import { type ScriptedExtension, startScriptedExtension } from '../testing/extensions/scripted-extension.ts';
import { replaceTimeLimits, type TimeLimits } from '../testing/fixtures/time-limits.ts';
import type { Override } from '../testing/servers/scripted-provider.ts';

let limits: TimeLimits;
let extension: ScriptedExtension;
/** Takes a request and never answers it, until its time limit ends. */
const silent: Override = () => void limits.expire();

beforeEach(async () => {
  limits = replaceTimeLimits();
  extension = await startScriptedExtension({ timeout: 0.5 });
});
afterEach(async () => {
  await extension.close();
  limits.restore();
  expect(new Set(limits.asked)).toEqual(new Set([500]));
});

test('a provider that says nothing to a code is given up as unreachable, and the attempt ends', async () => {
  const { attempt, callback, browser } = await reachCallback();
  extension.provider.overrides.token = silent;
  const seen = await extension.open(browser, attempt, callback);
  await extension.expectFailure(seen, 502, 'provider-unreachable');
});

test('user info that does not answer is given up, and the person is who the ID token says', async () => {
  const { attempt, callback, browser } = await reachCallback();
  extension.provider.overrides.userinfo = silent;
  const seen = await extension.open(browser, attempt, callback);
  expect(seen.outcome).toMatchObject({ status: 'signed-in', value: { profile: { id: 'ada' } } });
  expect(extension.provider.received.filter(({ endpoint }) => endpoint === 'revoke')).toEqual([]);
});

test('a provider that says nothing about itself is unreachable, until it answers', async () => {
  extension.provider.overrides.discovery = silent;
  expect(JSON.parse(await extension.api('sign-in', { provider: 'test' }))).toMatchObject({
    ok: false,
    error: { code: 'provider-unreachable' },
  });
  delete extension.provider.overrides.discovery;
  expect((await extension.signIn()).outcome.status).toBe('signed-in');
});

async function reachCallback() {
  const browser = new TestBrowser();
  return { browser, ...(await extension.reachCallback(browser)) };
}
