import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';

const candidates = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];
const executablePath = candidates.find((path) => path !== undefined && existsSync(path));

/** Why browser tests are skipped here; undefined where they run. */
export const noChromium = executablePath ? undefined : '(skipped: no Chromium found; set CHROMIUM_PATH)';

/** Longer than anything takes on a slow, busy machine. Playwright's own 30 s are not. */
const LIMIT_MS = 300_000;

/** Starts a browser whose contexts wait for {@link LIMIT_MS}. */
export async function launchChromium(...flags: string[]): Promise<Browser> {
  const browser = await chromium.launch({
    timeout: LIMIT_MS,
    executablePath: executablePath as string,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--disable-background-networking',
      '--disable-sync',
      ...flags,
    ],
  });
  const newContext = browser.newContext.bind(browser);
  browser.newContext = async (options) => {
    const context = await newContext(options);
    context.setDefaultTimeout(LIMIT_MS);
    return context;
  };
  return browser;
}

const screenshots = new URL('../screenshots/', import.meta.url);

/** Keeps a picture of a page, for people to look at. */
export async function photograph(page: Page, name: string): Promise<void> {
  await mkdir(screenshots, { recursive: true });
  await page.screenshot({ path: fileURLToPath(new URL(`${name}.png`, screenshots)) });
}
