import { readFileSync, statSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { animatedPicture } from '../../dev/animated-picture.mjs';
import { renderSignInAnimation, signInAnimation } from '../../dev/sign-in-animation.mjs';

test('the animation in the README consists of the pictures of the tutorial: run `npm run pictures`', () => {
  expect(readFileSync(signInAnimation).equals(renderSignInAnimation())).toBe(true);
});

test('the animation in the README has less than 500 kB', () => {
  expect(statSync(signInAnimation).size).toBeLessThan(500_000);
});

test('an animation of what is not a PNG file is refused', () => {
  const frame = { png: Buffer.from('GIF89a..'), left: 0, top: 0, milliseconds: 1 };
  expect(() => animatedPicture([frame])).toThrow('This is not a PNG file.');
});
