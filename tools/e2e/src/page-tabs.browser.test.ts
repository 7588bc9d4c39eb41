import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchChromium, noChromium } from './support/chromium.ts';
import { inPage } from './support/in-page-modules.ts';
import { type RotatingProvider, startRotatingProvider } from './support/rotating-provider.ts';

const inChromium = noChromium ? test.skip : test;
const ACCOUNT = 'test:ada';

/** The functions that the page below exposes to its tests. */
interface Tab {
  readonly store: {
    put(account: object): Promise<void>;
    list(): Promise<readonly { readonly id: string; readonly refreshToken?: string }[]>;
  };
  readonly client: {
    signIn(provider: string): Promise<string>;
    handleTabCallback(query: string): Promise<{ readonly id: string }>;
    fetch(account: string, url: string): Promise<Response>;
  };
  opened: string;
}
declare const tab: Tab;

const script = `
import { createInPageAuthClient, pageStore } from '@ddext-oauth/auth/in-page';
import { oauth2 } from '@ddext-oauth/auth/providers';
const { origin, host } = location;
const endpoints = { authorization: origin + '/authorize', token: origin + '/token', userInfo: origin + '/user' };
const store = pageStore();
const client = createInPageAuthClient({
  ddClient: { extension: {}, host: { openExternal: (url) => { tab.opened = url; } } },
  extension: { id: 'acme/tabs', title: 'Tabs', strategy: 'extension-tab' },
  providers: [{ id: 'test', preset: { ...oauth2, parameters: [], endpoints }, clientId: 'c', apiHosts: [host] }],
  read: () => undefined,
  insecureLoopbackIssuer: true,
  store,
});
globalThis.tab = { store, client, opened: '' };
document.title = 'Ready';
`;

let browser: Browser;
let provider: RotatingProvider;

beforeAll(async () => {
  if (noChromium) return;
  browser = await launchChromium();
  provider = await startRotatingProvider(inPage(script));
});

afterAll(async () => {
  await browser?.close();
  await provider?.close();
});

/** Tabs of one user, each in a separate renderer process. */
async function tabs(count: number): Promise<{ context: BrowserContext; pages: Page[] }> {
  const context = await browser.newContext();
  const open = async () => {
    const page = await context.newPage();
    await page.goto(provider.origin);
    await page.waitForFunction(() => document.title === 'Ready');
    return page;
  };
  const pages: Page[] = [];
  for (let opened = 0; opened < count; opened++) pages.push(await open());
  return { context, pages };
}

/** Starts a sign-in and passes the provider's response to the page. */
const signIn = (page: Page) =>
  page.evaluate(async () => {
    await tab.client.signIn('test');
    const state = new URL(tab.opened).searchParams.get('state') ?? '';
    const query = new URLSearchParams({ extensionId: 'acme/tabs', code: 'a-code', state });
    return (await tab.client.handleTabCallback(`?${query}`)).id;
  });

/** Calls an API that accepts only the newest access token. */
const callApi = (page: Page) =>
  page.evaluate(
    async ([account, url]) => (await tab.client.fetch(account as string, url as string)).status,
    [ACCOUNT, `${provider.origin}/api`],
  );

const refreshTokens = (page: Page) =>
  page.evaluate(async () => (await tab.store.list()).map(({ refreshToken }) => refreshToken));

describe(`two tabs of an extension without a backend ${noChromium ?? ''}`, () => {
  (noChromium ? test.skip : test).each([1, 2, 3, 4, 5])(
    'keep all of 50 concurrent writes, run %s',
    async () => {
      const { context, pages } = await tabs(2);
      const write = (page: Page, number: number) =>
        page.evaluate(async (prefix) => {
          const account = {
            providerId: 'test',
            kind: 'person',
            profile: { id: 'a' },
            scopes: [],
            accessToken: 'a',
          };
          const ids = Array.from({ length: 25 }, (_, index) => `test:${prefix}-${index}`);
          const put = (id: string) => tab.store.put({ ...account, id, issuedAt: 0, signedInAt: 0 });
          await Promise.all(ids.map(put));
        }, number);
      await Promise.all(pages.map(write));
      for (const page of pages) {
        expect(await page.evaluate(async () => (await tab.store.list()).length)).toBe(50);
      }
      await context.close();
    },
  );

  inChromium(
    'are two processes, and a tab that crashes while it holds a lock does not block the other',
    async () => {
      const { context, pages } = await tabs(2);
      const [crashing, other] = pages as [Page, Page];
      await crashing.evaluate(() => {
        void navigator.locks.request('ddext-oauth write', () => new Promise(() => {}));
      });
      const crashed = crashing.waitForEvent('crash');
      await Promise.all([crashed, crashing.goto('chrome://crash').catch(() => undefined)]);
      expect(await signIn(other)).toBe(ACCOUNT);
      await context.close();
    },
  );

  (noChromium ? test.skip : test).each([2, 3])(
    '%s of them that refresh at once, 40 times, send no refresh token twice (rule 34)',
    async (count) => {
      const { context, pages } = await tabs(count);
      const [first] = pages as [Page];
      await signIn(first);
      const before = provider.renewals;
      for (let round = 1; round <= 40; round++) {
        provider.rejectAccessTokens();
        expect(await Promise.all(pages.map(callApi))).toEqual(pages.map(() => 200));
        expect([round, provider.reused, provider.renewals - before]).toEqual([round, [], round]);
      }
      await context.close();
    },
  );

  inChromium('keep both results if one refreshes while the other signs in, 20 times', async () => {
    const { context, pages } = await tabs(2);
    const [renewing, signing] = pages as [Page, Page];
    await signIn(renewing);
    for (let round = 1; round <= 20; round++) {
      provider.rejectAccessTokens();
      const [status, account] = await Promise.all([callApi(renewing), signIn(signing)]);
      expect([round, status, account, provider.reused]).toEqual([round, 200, ACCOUNT, []]);
      // The stored token is the newest of its sign-in, so it can be refreshed.
      provider.rejectAccessTokens();
      expect([await callApi(renewing), provider.reused]).toEqual([200, []]);
      expect(await refreshTokens(signing)).toEqual(await refreshTokens(renewing));
    }
    await context.close();
  });
});
