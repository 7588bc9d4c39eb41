import { expect, test } from '@jest/globals';
import { builtImage } from './image.ts';

const [one, other] = ['1'.repeat(64), 'a'.repeat(64)];

test.each([
  ['acme/hello:1', 'acme/hello'],
  ['hello', 'hello'],
  ['localhost:5000/acme/hello:1', 'localhost:5000/acme/hello'],
  [`acme/hello@sha256:${one}`, 'acme/hello'],
  ['0123456789ab', '0123456789ab'],
  [`sha256:${one}`, one],
  [`sha256:${other}`, other],
])('builtImage takes the ID of the extension from %s', (reference, extensionId) => {
  expect(builtImage(reference)).toEqual({ reference, extensionId });
});
