import { expect, test } from '@jest/globals';
import { newPrivateKey } from './private-key.ts';

/** The strings of so many exports are more than the young generation of the heap holds, so the garbage collector runs during one. */
const EXPORTS = 20_000;

test('a new key is exported while the garbage collector runs, which hangs if its job is removed', () => {
  const key = newPrivateKey();
  let exported = 0;
  for (let count = 0; count < EXPORTS; count += 1) if (key.export({ format: 'jwk' }).d) exported += 1;
  expect(exported).toBe(EXPORTS);
});
