import type { Page } from 'playwright-core';
import { accessibilityProblems } from '../../../../auth/src/testing/browsers/accessibility.ts';
import { cutOff } from '../../../../auth/src/testing/browsers/cut-off.ts';
import { photograph } from './chromium.ts';

/** A telephone, a narrow window, a tablet, and two screens. */
export const widths = [390, 400, 768, 1280, 1920] as const;

/** Each theme is checked in one of the layouts. */
const checked = new Map([
  [390, 'dark'],
  [1280, 'light'],
] as const);

/**
 * Lists what is cut off at each width, and what axe finds in a narrow dark window and a wide light one. Saves a screenshot at each width.
 *
 * @param name of the state, for the screenshots and the messages
 */
export async function pageProblems(page: Page, name: string): Promise<readonly string[]> {
  const size = page.viewportSize();
  const problems: string[] = [];
  for (const width of widths) {
    const colorScheme = checked.get(width as 390);
    await page.setViewportSize({ width, height: width < 768 ? 844 : 1024 });
    if (colorScheme) await page.emulateMedia({ colorScheme });
    const found = [...(await cutOff(page)), ...(colorScheme ? await accessibilityProblems(page) : [])];
    problems.push(...found.map((line) => `${name} at ${width}: ${line}`));
    await photograph(page, `${name}-${width}`);
  }
  if (size) await page.setViewportSize(size);
  return problems;
}
