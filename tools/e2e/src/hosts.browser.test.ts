import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { childEnvironment } from './support/child-environment.mjs';
import { launchChromium, noChromium, photograph } from './support/chromium.ts';
import { pageHosts, preload, type Rejection, rejections } from './support/host-pages.ts';
import { looks, photographed, screens, show } from './support/screens.ts';
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
  const providers = ['github', 'google', 'microsoft-entra-id', 'slack', 'oidc'].flatMap((id) => [
    '--provider',
    id,
  ]);
  const flags = ['--image', 'acme/hosts', '--title', 'Acme tools', ...providers];
  const workspace = await createWithPackages('hosts', ...flags);
  // Jest sets NODE_ENV to test, with which Vite builds the page for development.
  const env = { ...childEnvironment, NODE_ENV: 'production' };
  await run('pnpm', ['exec', 'vite', 'build'], { cwd: join(workspace, 'ui'), env });
  address = pathToFileURL(join(workspace, 'ui/dist/index.html')).href;
  // The page reads its own files from a file: URL, as in Docker Desktop.
  browser = await launchChromium('--allow-file-access-from-files');
});

afterEach(() => page?.context().close());
afterAll(() => browser?.close());

async function openPage(colorScheme: (typeof schemes)[number] = 'light'): Promise<Page> {
  const sameEverywhere = { locale: 'en-US', timezoneId: 'UTC' };
  const viewport = { width: 900, height: 600 };
  const context = await browser.newContext({ colorScheme, viewport, ...sameEverywhere });
  page = await context.newPage();
  errors = [];
  page.on('pageerror', ({ message }) => void errors.push(message));
  return page;
}

/** Opens the built page in a host whose backend rejects every call, and waits until it reports that. */
async function showIn(host: (typeof pageHosts)[keyof typeof pageHosts], rejection: Rejection): Promise<void> {
  await preload(page, host, { rejection });
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

describe(`each screen of the built page ${noChromium ?? ''}`, () => {
  inChromium.each(screens.map((screen) => [screen.name, screen] as const))(
    '%s: has no accessibility problem and cuts nothing off, in light, dark and a narrow pane',
    async (_name, screen) => {
      await openPage();
      await show(page, address, screen);
      expect(await photographed(page, screen)).toEqual(looks.map(({ name }) => ({ name, problems: [] })));
      expect(errors).toEqual([]);
    },
  );
});

test('docs/screens.md shows each screen', () => {
  const page = readFileSync(new URL('../../../docs/screens.md', import.meta.url), 'utf8');
  const shown = [...page.matchAll(/\(images\/screens\/(.*)\.png\)/g)].map(([, file]) => file);
  expect(shown).toEqual(screens.map(({ file }) => file));
});
