import { existsSync } from 'node:fs';
import {
  type Browser,
  type BrowserContext,
  chromium,
  type Frame,
  type Page,
  type Request,
} from 'playwright-core';

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
    repeatAfterNetworkChange(context);
    return context;
  };
  return browser;
}

/**
 * Chromium aborts requests that wait for a connection, on loopback too, when an interface of the machine gets or loses an address. A
 * network of Docker that another test creates is enough. A page that misses a module stays empty, and nothing loads it again. The
 * aborted requests have not reached a server.
 */
const NETWORK_CHANGED = 'net::ERR_NETWORK_CHANGED';
/** The resource types without which a page is incomplete. */
const PARTS_OF_PAGES: readonly string[] = ['script', 'stylesheet'];

function repeatAfterNetworkChange(context: BrowserContext): void {
  /** Pages whose `goto` has not returned. It repeats the navigation itself. */
  const opening = new WeakSet<Page>();
  /** All requests of a page fail at once, and one reload is enough. */
  const reloading = new WeakSet<Frame>();
  context.on('page', (page) => repeatAbortedGoto(page, opening));
  context.on('requestfailed', (request) => {
    if (request.failure()?.errorText !== NETWORK_CHANGED) return;
    if (request.isNavigationRequest()) {
      const frame = frameOf(request);
      const isRepeated = frame && opening.has(frame.page()) && frame === frame.page().mainFrame();
      // If this is aborted too, the event comes again.
      if (frame && !isRepeated && request.method() === 'GET') frame.goto(request.url()).catch(() => {});
      return;
    }
    const frame = frameOf(request);
    if (!frame || !PARTS_OF_PAGES.includes(request.resourceType()) || reloading.has(frame)) return;
    reloading.add(frame);
    const done = () => void reloading.delete(frame);
    // The frame may be detached by then.
    frame.evaluate(() => location.reload()).then(done, done);
  });
}

/** The frame of a request; undefined for the first one of a new window, and of a service worker. */
function frameOf(request: Request): Frame | undefined {
  try {
    return request.frame();
  } catch {
    return undefined;
  }
}

function repeatAbortedGoto(page: Page, opening: WeakSet<Page>): void {
  const goto = page.goto.bind(page);
  page.goto = async (...target) => {
    opening.add(page);
    let aborted = false;
    for (;;) {
      try {
        const response = await goto(...target);
        opening.delete(page);
        return response;
      } catch (error) {
        aborted ||= String(error).includes(NETWORK_CHANGED);
        // Chromium with windows reloads an aborted page on its own, and either navigation may interrupt the other.
        const isInterrupted = aborted && String(error).includes('interrupted by another navigation');
        if (String(error).includes(NETWORK_CHANGED) || isInterrupted) continue;
        opening.delete(page);
        throw error;
      }
    }
  };
}
