import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { animatedPicture } from './animated-picture.mjs';
import { root } from './environment.mjs';

const images = join(root, 'docs/images');

/** The animation in the README. */
export const signInAnimation = join(images, 'sign-in.png');

/** The pages of the provider are 640 pixels wide, and are shown in the middle of the dashboard. */
const frames = [
  { name: 'tutorial/1-signed-out', left: 0, top: 0, milliseconds: 2000 },
  { name: 'tutorial/2-choose-a-user', left: 320, top: 0, milliseconds: 2000 },
  { name: 'tutorial/3-allow', left: 320, top: 0, milliseconds: 2000 },
  { name: 'signed-in', left: 0, top: 0, milliseconds: 4000 },
];

/** The animation of the pictures in docs/images. */
export const renderSignInAnimation = () =>
  animatedPicture(
    frames.map(({ name, ...frame }) => ({ ...frame, png: readFileSync(join(images, `${name}.png`)) })),
  );

/** Writes the animation. `npm run pictures` does, after the pictures. */
export const writeSignInAnimation = () => writeFileSync(signInAnimation, renderSignInAnimation());
