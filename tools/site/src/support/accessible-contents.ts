import type { Page } from 'playwright-core';
import { accessibilityProblems } from '../../../../packages/auth/src/testing/browsers/accessibility.ts';
import type { BuiltPage } from './built-site.ts';

/**
 * The accessibility problems in the contents of built pages, without the header and the sidebars, which all have. The pages are shown
 * in one document, because loading each with its scripts takes ten times as long. Elements that differ only in their text from one
 * that was already checked are left out.
 *
 * @param page an open page of the site, with its style sheets
 * @returns each problem, after the route of its page
 */
export async function problemsOfContents(
  page: Page,
  pages: readonly BuiltPage[],
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const { route, html } of pages) {
    if (!(await page.evaluate(showContents, html))) continue;
    const problems = await accessibilityProblems(page);
    found.push(...problems.map((problem) => `${route}: ${problem}`));
  }
  return found;
}

/**
 * Replaces the document by the new elements in the contents of a page. Runs in the browser.
 *
 * @returns whether an earlier page did not leave the same elements
 */
function showContents(html: string): boolean {
  const contents = new DOMParser().parseFromString(html, 'text/html').querySelector('main');
  if (!contents) throw new Error('The page has no main landmark.');
  const state = window as unknown as { checkedShapes?: Set<string> };
  state.checkedShapes ??= new Set();
  /** An element without what no rule depends on: letters, addresses and IDs. */
  const shapeOf = (element: Element) =>
    element.outerHTML.replace(/\s(href|id|src)="[^"]+"/g, ' $1').replace(/>[^<]*[^<\s][^<]*/g, '>text');
  const isKnown = (element: Element, context = '') => {
    const shape = context + shapeOf(element);
    const known = state.checkedShapes?.has(shape) === true;
    state.checkedShapes?.add(shape);
    return known;
  };
  // Words in another style first, so that sentences with and without them have the same shape.
  for (const word of contents.querySelectorAll('.line span, :not(pre, a) > code, strong, em'))
    if (isKnown(word, word.parentElement?.tagName)) word.replaceWith(word.textContent ?? '');
  for (const block of contents.querySelectorAll('tbody tr, li, p, .line'))
    if (contents.contains(block) && isKnown(block)) block.remove();
  document.body.replaceChildren(contents);
  return !isKnown(contents);
}
