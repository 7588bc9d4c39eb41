import { expect, test } from '@jest/globals';
import { newPrivateKey } from './private-key.ts';

/** The strings of these exports exceed the young generation of the heap, so the garbage collector runs during an export. */
const EXPORTS = 20_000;

test("exports a new key while the garbage collector runs, which would hang if it removed the key's job", () => {
  const key = newPrivateKey();
  let exported = 0;
  for (let count = 0; count < EXPORTS; count += 1) if (key.export({ format: 'jwk' }).d) exported += 1;
  expect(exported).toBe(EXPORTS);
});
