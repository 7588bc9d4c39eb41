import type { Page } from 'playwright-core';
import { photographIn } from '../../../../packages/auth/src/testing/browsers/photograph.ts';

export {
  launchChromium,
  noChromium,
} from '../../../../packages/auth/src/testing/browsers/chromium.ts';

/** Saves a screenshot of a page under screenshots/, which git ignores. */
export function photograph(page: Page, name: string): Promise<void> {
  return photographIn(new URL('../../screenshots/', import.meta.url), page, name);
}
