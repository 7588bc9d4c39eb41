import { expect, test } from '@jest/globals';
import { generateSealKey, sealedFileStore } from '../stores/index.ts';
import { newFolder } from '../stores/testing/folder.ts';
import { TestBrowser } from '../testing/browsers/browser.ts';
import { startScriptedExtension } from '../testing/extensions/scripted-extension.ts';
import type { Override } from '../testing/servers/scripted-provider.ts';
import { createLogger } from './logger.ts';

/** Rejects a request with an error text that repeats all of its values. */
const talkative: Override = ({ parameters, headers }) => ({
  status: 400,
  body: {
    error: 'invalid_grant',
    error_description: `${parameters} ${[...parameters.values()].join(' ')} ${headers.authorization}`,
  },
});

test('rule 37: the log of sign-ins, a refresh and all failures contains no secret', async () => {
  const lines: string[] = [];
  const logger = createLogger({ destination: { write: (line) => void lines.push(line) }, level: 'trace' });
  const clock = { now: Date.now() };
  const store = sealedFileStore({ directory: await newFolder() });
  const [key, next] = [generateSealKey(), generateSealKey()];
  const extension = await startScriptedExtension({ logger, store, key, now: () => clock.now });
  const { auth, provider, secrets } = extension;
  const api = `${provider.issuer}/userinfo`;

  for (const sealKey of [key, next]) secrets.add('seal key', sealKey);
  await extension.send('/auth/session', {});
  await extension.send('/auth/unlock', { keys: ['short', key] });
  const { value } = JSON.parse(await extension.send('/auth/unlock', { keys: [key] }));
  secrets.add('caller token', value.callerToken);
  await extension.api('session');
  await extension.api('rotate-key', { key: next });

  await extension.signIn();
  clock.now += 3_590_000;
  expect((await auth.fetch('test', api)).status).toBe(200);

  provider.overrides.token = talkative;
  clock.now += 3_590_000;
  await extension.api('fetch', { account: 'test:ada', url: api });
  await extension.signIn();
  await extension.signIn((query) => query.set('iss', 'https://attacker.example'));
  provider.overrides.token = (_received, response) => void response.destroy();
  await extension.signIn();

  const browser = new TestBrowser();
  const { attempt, callback } = await extension.reachCallback(browser);
  await extension.api(`attempts/${attempt}/cancel`, {});
  await browser.get(callback);
  await new TestBrowser().get(callback);
  const device = JSON.parse(
    await extension.api('sign-in', { provider: 'test', signInMethod: 'device_code' }),
  ).value;
  secrets.add('user_code', device.device.userCode);
  await extension.api(`attempts/${device.attempt}/cancel`, {});
  await browser.get(`${extension.origin}/nowhere/${[...secrets.seen.keys()].at(-1)}?code=stolen-code`);
  await extension.close();

  const log = lines.map((line) => JSON.parse(line));
  const told = log.map(({ msg, problem, route }) => [msg, problem ?? route].filter(Boolean).join(': '));
  expect(new Set(told)).toEqual(
    new Set([
      'sign-in started',
      'sign-in finished',
      'sign-in failed: exchange-failed',
      'sign-in failed: response-invalid',
      'sign-in failed: provider-unreachable',
      'sign-in failed: attempt-cancelled',
      'calls refused: caller-unknown',
      'request refused: sign-in-again',
      'request refused: exchange-failed',
      'request refused: response-invalid',
      'request refused: provider-unreachable',
      'request refused: attempt-cancelled',
      'request refused: attempt-unknown',
      'request',
      'request: /auth/session',
      'request: /auth/unlock',
      'request: /auth/rotate-key',
      'request: /auth/sign-in',
      'request: /login/:link',
      'request: /callback/:provider',
      'request: /auth/attempts/:attempt',
      'request: /auth/attempts/:attempt/cancel',
      'request: /auth/fetch',
    ]),
  );
  expect(told.filter((line) => line === 'sign-in started')).toHaveLength(6);
  expect(lines.join('')).not.toContain(attempt);
  expect(lines.join('')).not.toMatch(/stolen-code|\?/);
  await secrets.expectNoneIn(...lines);
  const kinds = new Set(secrets.seen.values());
  for (const kind of [
    'code',
    'state',
    'nonce',
    'code_verifier',
    'access_token',
    'refresh_token',
    'id_token',
    'device_code',
    'user_code',
    'cookie',
    'client secret',
    'Basic credentials',
    'seal key',
    'caller token',
  ])
    expect(kinds).toContain(kind);
});
