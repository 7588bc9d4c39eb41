import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { launchChromium, noChromium, photograph } from './support/chromium.ts';
import { pageHosts, preload, type Rejection, rejections } from './support/host-pages.ts';
import { createWithPackages, run } from './support/workspace.ts';

const inChromium = noChromium ? test.skip : test;
const schemes = ['light', 'dark'] as const;
const { 'Docker Desktop': docker, 'Rancher Desktop': rancher, 'Podman Desktop': podman } = pageHosts;
const unreachable = rejections['a text'];

let browser: Browser;
let address: string;
let page: Page;
let errors: string[];

beforeAll(async () => {
  if (noChromium) return;
  const workspace = await createWithPackages('hosts', '--image', 'acme/hosts', '--title', 'Signed in');
  await run('pnpm', ['exec', 'vite', 'build'], { cwd: join(workspace, 'ui') });
  address = pathToFileURL(join(workspace, 'ui/dist/index.html')).href;
  // The page reads its own files from a file: address, as in Docker Desktop.
  browser = await launchChromium('--allow-file-access-from-files');
});

afterEach(() => page?.context().close());
afterAll(() => browser?.close());

async function openPage(colorScheme: (typeof schemes)[number] = 'light'): Promise<Page> {
  const context = await browser.newContext({ colorScheme, viewport: { width: 900, height: 600 } });
  page = await context.newPage();
  errors = [];
  page.on('pageerror', ({ message }) => void errors.push(message));
  return page;
}

/** Opens the built page in a host whose backend rejects every call, and waits until it reports that. */
async function showIn(host: (typeof pageHosts)[keyof typeof pageHosts], rejection: Rejection): Promise<void> {
  await preload(page, host, rejection);
  await page.goto(address);
  await page.getByRole('alert').getByText('Could not reach the backend of this extension.').waitFor();
}

const backgroundOf = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
const backgrounds = { light: 'rgb(249, 249, 250)', dark: 'rgb(16, 21, 29)' };

describe(`the built page in hosts without Docker's themes ${noChromium ?? ''}`, () => {
  inChromium.each(schemes)('matches the appearance in Docker Desktop with the %s scheme', async (scheme) => {
    const pictures = [];
    for (const [host, name] of [
      [docker, 'docker'],
      [rancher, 'rancher'],
      [podman, 'podman'],
    ] as const) {
      await page?.context().close();
      await openPage(scheme);
      await showIn(host, unreachable);
      await page.getByRole('button', { name: 'Try again' }).waitFor();
      await photograph(page, `host-${name}-${scheme}`);
      pictures.push(await page.screenshot({ animations: 'disabled' }));
      expect(errors).toEqual([]);
    }
    const [first, ...others] = pictures;
    for (const other of others) expect(first?.equals(other)).toBe(true);
  });

  inChromium('follows the color scheme of the system while it is open', async () => {
    await openPage('light');
    await showIn(rancher, unreachable);
    expect(await backgroundOf()).toBe(backgrounds.light);
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.waitForFunction(
      (dark) => getComputedStyle(document.body).backgroundColor === dark,
      backgrounds.dark,
    );
  });

  inChromium.each(schemes)('has the colors of the %s scheme before its script renders', async (scheme) => {
    await openPage(scheme);
    // Without a client, the page's script throws before it renders.
    await page.goto(address);
    await page.waitForLoadState('load');
    expect(await page.locator('#root').innerHTML()).toBe('');
    expect(await backgroundOf()).toBe(backgrounds[scheme]);
  });
});

describe(`the built page if the host's call of the backend fails ${noChromium ?? ''}`, () => {
  const cases = Object.entries(pageHosts).flatMap(([host, given]) =>
    Object.entries(rejections).map(([name, rejection]) => [name, host, given, rejection] as const),
  );
  inChromium.each(cases)(
    'reports that the backend is unreachable for %s in %s, and offers a retry',
    async (_name, _host, given, rejection) => {
      await openPage();
      await showIn(given, rejection);
      await page.getByRole('button', { name: 'Try again' }).click();
      await page.getByRole('alert').getByText('Could not reach').waitFor();
      expect(errors).toEqual([]);
    },
  );
});
