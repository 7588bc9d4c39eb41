import type { Page } from 'playwright-core';

/** What a user of a keyboard operates. */
const controls = 'a[href], button, input:not([type=hidden]), select, textarea, summary, iframe';

/**
 * Presses Tab once for each control of a page.
 *
 * @returns the controls that never had the focus, or did not show it
 */
export async function keyboardProblems(page: Page): Promise<readonly string[]> {
  const count = await page.evaluate((selector) => {
    const visible = [...document.querySelectorAll<HTMLElement>(selector)].filter((one) =>
      one.checkVisibility(),
    );
    for (const control of visible) control.dataset.reached = 'never';
    return visible.length;
  }, controls);
  // Tab continues from what had the focus last, even if it is gone.
  await page.evaluate(() => {
    const start = document.createElement('span');
    start.tabIndex = -1;
    document.body.prepend(start);
    start.focus();
    start.remove();
  });
  for (let pressed = 0; pressed < count; pressed += 1) {
    await page.keyboard.press('Tab');
    await page.evaluate(() => {
      const focused = document.activeElement as HTMLElement;
      // The page in a frame shows the focus itself.
      const isShown = focused.tagName === 'IFRAME' || getComputedStyle(focused).outlineStyle !== 'none';
      focused.dataset.reached = isShown ? 'yes' : 'without a visible focus';
    });
  }
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('[data-reached]:not([data-reached=yes])')].map(
      (control) => `${control.outerHTML} was reached: ${control.dataset.reached}`,
    ),
  );
}
