import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';

const folder = new URL('../../../../docs/images/', import.meta.url);

/** Side of the squares that are compared, in pixels. Single pixels differ between machines, because fonts do. */
const SQUARE = 8;
/** Tolerated difference (0 to 255) in the channel that differs most. */
const NOTICEABLE = 32;
/** Tolerated share of differing squares. Another font stays below it; a signed-out or dark page exceeds it. */
const TOLERATED = 0.03;

/**
 * A picture in docs/images and a file with the text that it shows. `npm run pictures` creates both; any
 * other run compares them with the current page.
 *
 * @param lower lower edge of the picture in pixels from the top: the content below it differs from run to run
 */
export async function documentedPicture(page: Page, name: string, lower: number): Promise<void> {
  const { width = 0 } = page.viewportSize() ?? {};
  const taken = await page.screenshot({ clip: { x: 0, y: 0, width, height: lower } });
  await documented(page, name, { taken, text: await visibleText(page, lower) });
}

/** Makes or compares a picture that was taken before, with the text in it. `page` is any page of the browser. */
export async function documented(
  page: Page,
  name: string,
  { taken, text }: { readonly taken: Buffer; readonly text: string },
): Promise<void> {
  const picture = new URL(`${name}.png`, folder);
  const words = new URL(`${name}.txt`, folder);
  if (process.env.DDEXT_PICTURES === 'make') {
    await mkdir(new URL('.', picture), { recursive: true });
    await Promise.all([writeFile(picture, taken), writeFile(words, text)]);
    return;
  }
  const missing = [picture, words].filter((url) => !existsSync(url)).map((url) => fileURLToPath(url));
  expect({ missing, fix: 'npm run pictures' }).toEqual({ missing: [], fix: 'npm run pictures' });
  expect(text).toBe(await readFile(words, 'utf8'));
  const { sizes, differing } = await compare(page, taken, await readFile(picture));
  expect(new Set(sizes).size).toBe(1);
  expect(differing).toBeLessThan(TOLERATED);
}

/** The text above a height, in the page and then in each of its frames, in reading order. */
export async function visibleText(page: Page, lower: number): Promise<string> {
  const shown: string[] = [];
  for (const frame of page.frames()) {
    const box = frame.parentFrame() ? await (await frame.frameElement()).boundingBox() : { y: 0 };
    if (!box) continue;
    const texts = await frame.evaluate((above) => {
      const found: string[] = [];
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const range = document.createRange();
        range.selectNodeContents(node);
        const { top, width, height } = range.getBoundingClientRect();
        const text = node.textContent?.trim();
        if (text && width > 0 && height > 0 && top < above) found.push(text);
      }
      return found;
    }, lower - box.y);
    shown.push(...texts);
  }
  return `${shown.join('\n')}\n`;
}

/** The sizes of two pictures and the share of squares in which they differ, computed in the browser. */
async function compare(page: Page, one: Buffer, other: Buffer) {
  const beside = await page.context().newPage();
  try {
    return await beside.evaluate(
      async ({ pictures, square, noticeable }) => {
        const images = await Promise.all(
          pictures.map(async (base64) => {
            const image = new Image();
            image.src = `data:image/png;base64,${base64}`;
            await image.decode();
            return image;
          }),
        );
        const [first = [], second = []] = images.map((image) => {
          const [width, height] = [Math.ceil(image.width / square), Math.ceil(image.height / square)];
          const context = new OffscreenCanvas(width, height).getContext('2d');
          if (!context) throw new Error('This browser has no canvas.');
          context.imageSmoothingQuality = 'high';
          context.drawImage(image, 0, 0, width, height);
          return context.getImageData(0, 0, width, height).data;
        });
        let differing = 0;
        for (let at = 0; at < first.length; at += 4) {
          const distances = [0, 1, 2].map((channel) =>
            Math.abs((first[at + channel] ?? 0) - (second[at + channel] ?? 0)),
          );
          if (Math.max(...distances) > noticeable) differing += 1;
        }
        const sizes = images.map(({ width, height }) => `${width}x${height}`);
        return { sizes, differing: differing / (first.length / 4) };
      },
      {
        pictures: [one, other].map((picture) => picture.toString('base64')),
        square: SQUARE,
        noticeable: NOTICEABLE,
      },
    );
  } finally {
    await beside.close();
  }
}
