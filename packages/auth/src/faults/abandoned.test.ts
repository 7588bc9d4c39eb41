import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type ScriptedExtension, startScriptedExtension } from '../testing/scripted-extension.ts';

const clock = { now: 1_000_000 };
const ended = { expired: 0 };
let extension: ScriptedExtension;

beforeAll(async () => {
  extension = await startScriptedExtension({
    now: () => clock.now,
    onSignIn: (event) => {
      if (event.type === 'failed' && event.error.code === 'attempt-expired') ended.expired += 1;
    },
  });
});
afterAll(() => extension.close());

const begin = async () => (await extension.auth.signIn('test')).attempt;
const statusOf = (attempt: string) =>
  extension.auth.waitForAttempt(attempt, 0).then(
    ({ status }) => status,
    ({ code }) => code,
  );

test('rule 6: of 10,000 abandoned sign-ins the newest 1000 are kept, for ten minutes', async () => {
  const attempts: string[] = [];
  for (let count = 0; count < 10_000; count++) attempts.push(await begin());
  expect(ended.expired).toBe(9_000);
  expect(await statusOf(attempts[6_999] as string)).toBe('attempt-unknown');
  expect(await statusOf(attempts[8_999] as string)).toBe('attempt-expired');
  expect(await statusOf(attempts[9_000] as string)).toBe('pending');

  clock.now += 10 * 60 * 1000 - 1;
  expect(await statusOf(attempts[9_999] as string)).toBe('pending');
  clock.now += 1;
  expect(await statusOf(attempts[9_999] as string)).toBe('attempt-expired');
  expect(ended.expired).toBe(10_000);
  expect(extension.provider.received.map(({ endpoint }) => endpoint)).toEqual(['discovery']);
}, 600_000);
