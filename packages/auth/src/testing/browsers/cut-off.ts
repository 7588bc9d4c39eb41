import type { Page } from 'playwright-core';

/**
 * What a page shows outside of the window or cuts off at the side, and what scrolls sideways: a line for each element. A text that ends
 * with an ellipsis is not cut off.
 */
export function cutOff(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const root = document.documentElement;
    const problems =
      root.scrollWidth > root.clientWidth ? [`The page scrolls to ${root.scrollWidth} px.`] : [];
    for (const element of document.body.querySelectorAll<HTMLElement>('*')) {
      const { left, right, width } = element.getBoundingClientRect();
      // Only for screen readers, or not shown.
      if (width <= 1 || !element.checkVisibility()) continue;
      const name = `<${element.localName} class="${element.className}"> ${element.innerText?.slice(0, 40)}`;
      if (left < -1 || right > root.clientWidth + 1) problems.push(`${name} is outside of the window.`);
      const { textOverflow, overflowX } = getComputedStyle(element);
      const isWider = element.scrollWidth > element.clientWidth + 1 && overflowX !== 'visible';
      const isField = element.localName === 'input' || element.localName === 'select';
      if (isWider && textOverflow !== 'ellipsis' && !isField) problems.push(`${name} is cut off.`);
    }
    return problems;
  });
}
