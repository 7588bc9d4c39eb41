import { expect, test } from '@jest/globals';
import { liveness } from './liveness.ts';

const timing = { deadAfter: 3_000, pollTo: 100 };

test('a holder is dead after a waiter has seen the same sign of life for three seconds', () => {
  const holderLiveness = liveness(timing);
  const verdicts = Array.from({ length: 32 }, (_, index) => holderLiveness.isDead('same', index * 100));
  expect(verdicts.indexOf(true)).toBe(30);
});

test('each new sign of life restarts the count', () => {
  const holderLiveness = liveness(timing);
  const verdicts = Array.from({ length: 200 }, (_, index) =>
    holderLiveness.isDead(`beat ${Math.floor(index / 29)}`, index * 100),
  );
  expect(verdicts).not.toContain(true);
});

test('time during which the waiter slept does not count', () => {
  const holderLiveness = liveness(timing);
  holderLiveness.isDead('same', 0);
  expect(holderLiveness.isDead('same', 3_600_000)).toBe(false);
});
