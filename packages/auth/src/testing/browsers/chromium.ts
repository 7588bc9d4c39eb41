import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const candidates = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];
const executablePath = candidates.find((path) => path !== undefined && existsSync(path));

/** The reason why browser tests are skipped. undefined if they run. */
export const noChromium = executablePath ? undefined : '(skipped: no Chromium found; set CHROMIUM_PATH)';

/** Longer than any step on a slow, busy machine. Playwright's default is 30 s. */
const LIMIT_MS = 300_000;

/** Starts the browser for the browser tests of every package. Its contexts wait for {@link LIMIT_MS}. */
export async function launchChromium(...flags: readonly string[]): Promise<Browser> {
  const browser = await chromium.launch({
    timeout: LIMIT_MS,
    executablePath: executablePath as string,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
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
