import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  type ScriptedExtension,
  startScriptedExtension,
} from '../../testing/extensions/scripted-extension.ts';

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

test('rule 6: the newest 1000 of 10,000 abandoned sign-ins are kept for ten minutes', async () => {
  const thousands: string[][] = [];
  // Sends 1000 at once. Their order is not defined, so each limit is a multiple of 1000.
  for (let count = 0; count < 10; count++)
    thousands.push(await Promise.all(Array.from({ length: 1000 }, begin)));
  expect(ended.expired).toBe(9_000);
  const statuses = thousands.map((attempts) => Promise.all(attempts.map(statusOf)));
  const kinds = (await Promise.all(statuses)).map((each) => [...new Set(each)]);
  expect(kinds).toEqual([
    ...Array(7).fill(['attempt-unknown']),
    ...Array(2).fill(['attempt-expired']),
    ['pending'],
  ]);

  const [newest] = thousands[9] as string[];
  clock.now += 10 * 60 * 1000 - 1;
  expect(await statusOf(newest as string)).toBe('pending');
  clock.now += 1;
  expect(await statusOf(newest as string)).toBe('attempt-expired');
  expect(ended.expired).toBe(10_000);
  expect(extension.provider.received.map(({ endpoint }) => endpoint)).toEqual(['discovery']);
});
