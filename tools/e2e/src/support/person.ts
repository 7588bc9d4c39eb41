import { expect } from '@jest/globals';
import type { Browser, BrowserContext, CDPSession, Frame, FrameLocator, Page } from 'playwright-core';
import { accessibilityProblems } from './accessibility.ts';
import { photograph } from './chromium.ts';

type Origins = Exclude<Awaited<ReturnType<BrowserContext['storageState']>>['origins'], undefined>;

/** The keys that the extension's page has stored, by dashboard: Docker Desktop has one localStorage for an extension. */
const keysOf = new Map<string, Origins>();

/** A user with the dashboard open in a browser. Each step saves a screenshot and checks accessibility. */
export class Person {
  readonly dashboard: Page;
  /** The frame of the extension. */
  readonly extension: FrameLocator;
  readonly #context: BrowserContext;
  readonly #album: string;
  readonly #dashboardUrl: string;
  #pictures = 0;

  private constructor(context: BrowserContext, dashboard: Page, dashboardUrl: string, album: string) {
    this.#context = context;
    this.dashboard = dashboard;
    this.extension = dashboard.frameLocator('main iframe');
    this.#album = album;
    this.#dashboardUrl = dashboardUrl;
  }

  static async at(browser: Browser, dashboardUrl: string, album: string): Promise<Person> {
    const storageState = { cookies: [], origins: keysOf.get(dashboardUrl) ?? [] };
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, storageState });
    const dashboard = await context.newPage();
    await dashboard.goto(dashboardUrl);
    return new Person(context, dashboard, dashboardUrl, album);
  }

  /** Saves a screenshot, and asserts that the page has no accessibility violation. */
  async picture(step: string, page = this.dashboard): Promise<void> {
    this.#pictures += 1;
    await photograph(page, `${this.#album}-${this.#pictures}-${step}`);
    const shown = (await extensionFrameIn(page)) ?? page.mainFrame();
    expect({ step, problems: await accessibilityProblems(shown) }).toEqual({ step, problems: [] });
  }

  /** Presses a button of the extension that opens a tab. @returns the tab */
  async press(name: string): Promise<Page> {
    const opening = this.#context.waitForEvent('page');
    await this.extension.getByRole('button', { name }).click();
    return opening;
  }

  /** Signs in on the pages of the test identity provider, in the opened tab. `on` is called on each page before its button is pressed. */
  async signInAs(
    name: string,
    tab: Page,
    on?: { chooses(): Promise<void>; allows(): Promise<void> },
  ): Promise<void> {
    await tab.getByRole('button', { name }).waitFor();
    await this.picture('choose-who-you-are', tab);
    await on?.chooses();
    await tab.getByRole('button', { name }).click();
    await tab.getByRole('button', { name: 'Allow' }).waitFor();
    await this.picture('allow', tab);
    await on?.allows();
    await tab.getByRole('button', { name: 'Allow' }).click();
  }

  /** The `docker-desktop:` link that a tab asks the operating system to open. */
  async desktopLinkOf(tab: Page): Promise<() => Promise<string>> {
    const session: CDPSession = await this.#context.newCDPSession(tab);
    await session.send('Page.enable');
    const link = new Promise<string>((resolve) => {
      session.on('Page.frameRequestedNavigation', ({ url }) => {
        if (url.startsWith('docker-desktop:')) resolve(url);
      });
    });
    return () => link;
  }

  async close(): Promise<void> {
    const { origins } = await this.#context.storageState();
    const keys = origins.map(({ origin, localStorage }) => ({
      origin,
      localStorage: localStorage.filter(({ name }) => name.startsWith('ddext-oauth.seal-key')),
    }));
    keysOf.set(this.#dashboardUrl, keys);
    await this.#context.close();
  }
}

/** The frame of the extension, if a page is the dashboard. */
async function extensionFrameIn(page: Page): Promise<Frame | null | undefined> {
  const element = await page.$('main iframe');
  return element?.contentFrame();
}
