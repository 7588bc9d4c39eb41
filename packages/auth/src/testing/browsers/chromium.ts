import { existsSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium, type Frame, type Page } from 'playwright-core';

const candidates = [
  process.env.CHROMIUM_PATH,
  // Starts with a fifth of the processor time of Chromium, and opens a context with a fourth of it: it creates no windows.
  '/usr/lib/chromium/chromium-headless-shell',
  // The program behind Debian's launcher, which adds flags of a desktop. Without them, tests use 15 % less of the processor.
  '/usr/lib/chromium/chromium',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];
const executablePath = candidates.find((path) => path !== undefined && existsSync(path));

/** Why browser tests are skipped; undefined if they run. */
export const noChromium = executablePath ? undefined : '(skipped: no Chromium found; set CHROMIUM_PATH)';

/** Whether this Chromium aborts requests after a change of the network, see {@link NETWORK_CHANGED}. */
export const abortsAfterNetworkChange = !executablePath?.endsWith('headless-shell');

/** Longer than any step on a slow, busy machine. Playwright's default is 30 s. */
const LIMIT_MS = 300_000;

/**
 * Starts the browser for the browser tests of every package. Its contexts wait for {@link LIMIT_MS}, and pages that a change
 * of the network left incomplete are loaded again.
 */
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
    reloadAfterNetworkChange(context);
    return context;
  };
  return browser;
}

/**
 * Chromium aborts requests that wait for a connection, on loopback too, when an interface of the machine gets or loses an address. A
 * network of Docker that another test creates is enough. A page that misses a module stays empty, and nothing loads it again.
 */
const NETWORK_CHANGED = 'net::ERR_NETWORK_CHANGED';
/** The resource types without which a page is incomplete. */
const PARTS_OF_PAGES: readonly string[] = ['script', 'stylesheet'];

function reloadAfterNetworkChange(context: BrowserContext): void {
  /** All requests of a page fail at once, and one reload is enough. */
  const reloading = new WeakSet<Frame>();
  context.on('page', waitForRepeatedNavigation);
  context.on('requestfailed', (request) => {
    const isPart = PARTS_OF_PAGES.includes(request.resourceType());
    if (request.failure()?.errorText !== NETWORK_CHANGED || !isPart) return;
    const frame = request.frame();
    if (reloading.has(frame)) return;
    reloading.add(frame);
    const done = () => void reloading.delete(frame);
    // The frame may be detached by then.
    frame.evaluate(() => location.reload()).then(done, done);
  });
}

/** A navigation that is aborted rejects, although Chromium repeats it from the page with the error, if necessary several times. */
function waitForRepeatedNavigation(page: Page): void {
  const goto = page.goto.bind(page);
  const repeated = async (error: Error): Promise<null> => {
    if (!error.message.includes(NETWORK_CHANGED)) throw error;
    await page.waitForURL(({ protocol }) => protocol.startsWith('http')).catch(repeated);
    return null;
  };
  page.goto = (...target) => goto(...target).catch(repeated);
}
