import type { Page } from 'playwright-core';
import { photographIn } from '../../../../packages/auth/src/testing/browsers/photograph.ts';

export { launchChromium, noChromium } from '../../../../packages/auth/src/testing/browsers/chromium.ts';

/** Leaves a picture of a page under screenshots/, which git does not keep. */
export function photograph(page: Page, name: string): Promise<void> {
  return photographIn(new URL('../../screenshots/', import.meta.url), page, name);
}
