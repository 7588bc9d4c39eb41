import { expect, test } from '@jest/globals';
import { liveness } from './liveness.ts';

const timing = { deadAfter: 3_000, pollTo: 100 };

test('a holder is dead once a waiter has watched the same sign for three seconds', () => {
  const quiet = liveness(timing);
  const verdicts = Array.from({ length: 32 }, (_, index) => quiet.lasts('same', index * 100));
  expect(verdicts.indexOf(true)).toBe(30);
});

test('each new sign of life starts the count again', () => {
  const quiet = liveness(timing);
  const verdicts = Array.from({ length: 200 }, (_, index) =>
    quiet.lasts(`beat ${Math.floor(index / 29)}`, index * 100),
  );
  expect(verdicts).not.toContain(true);
});

test('time that the waiter itself slept through does not count', () => {
  const quiet = liveness(timing);
  quiet.lasts('same', 0);
  expect(quiet.lasts('same', 3_600_000)).toBe(false);
});
