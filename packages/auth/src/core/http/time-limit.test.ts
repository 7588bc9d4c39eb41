import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { TestBrowser } from '../../testing/browsers/browser.ts';
import {
  type ScriptedExtension,
  startScriptedExtension,
} from '../../testing/extensions/scripted-extension.ts';
import { replaceTimeLimits, type TimeLimits } from '../../testing/fixtures/time-limits.ts';
import type { Override } from '../../testing/servers/scripted-provider.ts';

let limits: TimeLimits;
let extension: ScriptedExtension;
/** Does not respond to a request until its time limit ends. */
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

test('a provider that does not respond to a code is unreachable, and the attempt ends', async () => {
  const { attempt, callback, browser } = await reachCallback();
  extension.provider.overrides.token = silent;
  const seen = await extension.open(browser, attempt, callback);
  await extension.expectFailure(seen, 502, 'provider-unreachable');
});

test('user info that does not respond is skipped, and the ID token identifies the user', async () => {
  const { attempt, callback, browser } = await reachCallback();
  extension.provider.overrides.userinfo = silent;
  const seen = await extension.open(browser, attempt, callback);
  expect(seen.outcome).toMatchObject({ status: 'signed-in', value: { profile: { id: 'ada' } } });
  expect(extension.provider.received.filter(({ endpoint }) => endpoint === 'revoke')).toEqual([]);
});

test('a provider without a discovery response is unreachable until it responds', async () => {
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
