import type { Page } from 'playwright-core';
import { accessibilityProblems } from './accessibility.ts';
import { documented, visibleText } from './documented-picture.ts';
import { pageHosts, preload } from './host-pages.ts';
import type { Screen } from './screen-answers.ts';

export { screens } from './screen-states.ts';

/** The color schemes and widths in which each screen is shown. The last width is that of a narrow pane. */
export const looks = [
  { name: 'light', colorScheme: 'light', width: 600 },
  { name: 'dark', colorScheme: 'dark', width: 600 },
  { name: 'narrow', colorScheme: 'light', width: 400 },
] as const;
const HEIGHT = 520;

/** Opens the built page in Docker Desktop with a scripted backend, and goes to a screen. */
export async function show(page: Page, address: string, screen: Screen): Promise<void> {
  await preload(page, pageHosts['Docker Desktop'], { answers: screen.answers });
  await page.addInitScript((kept) => Object.assign(localStorage, kept), screen.stored ?? {});
  await page.goto(address);
  for (const name of screen.presses ?? []) await page.getByRole('button', { name }).first().click();
  await (screen.waitsFor === 'spinner'
    ? page.getByRole('progressbar').waitFor()
    : page.getByText(screen.waitsFor).first().waitFor());
  if (screen.title) await page.locator('h1').evaluate((h1, title) => h1.replaceChildren(title), screen.title);
  await page.mouse.move(0, 0);
}

/** Shows a screen in each look, and creates or compares one picture of all. @returns the problems in each look */
export async function photographed(page: Page, screen: Screen) {
  const { height = HEIGHT } = screen;
  const taken: Buffer[] = [];
  const found: { readonly name: string; readonly problems: readonly string[] }[] = [];
  const text = await visibleText(page, height);
  for (const { name, colorScheme, width } of looks) {
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme });
    const problems = [...(await accessibilityProblems(page.mainFrame())), ...(await cutOff(page))];
    found.push({ name, problems });
    taken.push(await page.screenshot({ animations: 'disabled' }));
  }
  await documented(page, `screens/${screen.file}`, { taken: await besideEachOther(page, taken), text });
  return found;
}

/** The elements that are wider than their place. Text may end with an ellipsis if the title has all of it. */
function cutOff(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const isCut = (element: Element) => {
      const { textOverflow, overflowX, visibility } = getComputedStyle(element);
      // The notch in the outline of a field contains its label again.
      if (visibility === 'hidden') return false;
      if (textOverflow === 'ellipsis')
        return element.scrollWidth > element.clientWidth && !element.getAttribute('title');
      const { right, left } = element.getBoundingClientRect();
      return (
        right > innerWidth + 1 ||
        left < -1 ||
        (overflowX === 'hidden' && element.scrollWidth > element.clientWidth + 1)
      );
    };
    const isInEllipsis = (element: Element) => element.parentElement?.closest('[title]') !== null;
    const elements = [...document.querySelectorAll('main *')].filter((element) => !isInEllipsis(element));
    return elements.filter(isCut).map((element) => `It is cut off: ${element.outerHTML.slice(0, 200)}`);
  });
}

/** Combines several pictures in a new page. */
async function besideEachOther(page: Page, pictures: readonly Buffer[]): Promise<Buffer> {
  const beside = await page.context().newPage();
  try {
    const images = pictures.map(
      (picture) => `<img style="zoom: 0.7" src="data:image/png;base64,${picture.toString('base64')}">`,
    );
    await beside.setContent(
      `<body style="margin: 0"><div style="display: inline-flex; gap: 8px; background: #888">${images.join('')}</div>`,
    );
    return await beside.locator('div').screenshot();
  } finally {
    await beside.close();
  }
}
