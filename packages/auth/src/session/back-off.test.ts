import { oidc } from '@ddext-oauth/providers';
import { expect, test } from '@jest/globals';
import { resolveProvider } from '../core/client/settings.ts';
import { AuthError } from '../core/errors.ts';
import { Allowance } from './allowance.ts';
import { BackOff, type Waits } from './back-off.ts';

const provider = resolveProvider(
  { id: 'test', preset: oidc, issuer: 'https://id.example', clientId: 'a' },
  () => undefined,
);
const waits: Waits = [0, 1000, 60_000];
const down = new AuthError('provider-unreachable', 'It is down.');

function start() {
  const clock = { now: 1_000_000 };
  const backOff = new BackOff(() => clock.now);
  const isItsTurn = () => {
    try {
      backOff.requireTurn(provider);
      return true;
    } catch {
      return false;
    }
  };
  return { clock, backOff, isItsTurn };
}

test('the wait grows with each failure, and a success ends it', () => {
  const { clock, backOff, isItsTurn } = start();
  backOff.failed(provider, down, waits);
  expect(isItsTurn()).toBe(true);
  for (const wait of [1000, 60_000, 60_000]) {
    backOff.failed(provider, down, waits);
    clock.now += wait - 1;
    expect(isItsTurn()).toBe(false);
    clock.now += 1;
    expect(isItsTurn()).toBe(true);
  }
  backOff.succeeded(provider);
  backOff.failed(provider, down, waits);
  expect(isItsTurn()).toBe(true);
});

test('the error during a wait contains the failure and the time of the next request', () => {
  const { backOff } = start();
  backOff.failed(provider, down, [30_000]);
  expect(() => backOff.requireTurn(provider)).toThrow('It is down. The next request is made in 30 s.');
});

test('a wait continues while a laptop sleeps, and ends if the clock is set back', () => {
  const { clock, backOff, isItsTurn } = start();
  backOff.failed(provider, down, [3_600_000]);
  expect(isItsTurn()).toBe(false);
  clock.now += 8 * 3_600_000;
  expect(isItsTurn()).toBe(true);
  backOff.failed(provider, down, [3_600_000]);
  clock.now -= 24 * 3_600_000;
  expect(isItsTurn()).toBe(true);
});

test('an allowance is regained over time, also after the clock is set back', () => {
  const allowance = new Allowance({ atOnce: 2, every: 1000 });
  const takes = (now: number) => allowance.take(now);
  expect([0, 0, 0, 999, 1000, 1000].map((now) => takes(10_000 + now))).toEqual([
    true,
    true,
    false,
    false,
    true,
    false,
  ]);
  expect([takes(5000), takes(6000), takes(3_600_000), takes(3_600_000), takes(3_600_000)]).toEqual([
    false,
    true,
    true,
    true,
    false,
  ]);
});
