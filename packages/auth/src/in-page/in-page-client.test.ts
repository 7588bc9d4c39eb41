import { github, oidc, redirectUriOf } from '@ddext-oauth/providers';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { ProviderSettings } from '../core/client/settings.ts';
import { TestBrowser } from '../testing/browsers/browser.ts';
import { full, pageBrowser, recordsIn, spoilRecord } from '../testing/browsers/page-browser.ts';
import { pageStorage } from '../testing/browsers/page-storage.ts';
import { startIdentityProvider, type TestIdentityProvider } from '../testing/servers/identity-provider.ts';
import { type AuthState, type AuthStore, createAuthStore } from '../ui/state.ts';
import { createInPageAuthClient } from './in-page-client.ts';
import { type PageStoreOptions, pageStore } from './page-store.ts';

const extension = { id: 'acme/test', title: 'Test', strategy: 'extension-tab' } as const;
let identityProvider: TestIdentityProvider;
let exchanges: string[];

beforeEach(async () => {
  identityProvider = await startIdentityProvider([redirectUriOf(extension, { id: 'test', preset: oidc })]);
  exchanges = [];
  identityProvider.provider.on('grant.success', (context) =>
    exchanges.push(String(context.oidc.params?.redirect_uri)),
  );
});

afterEach(() => identityProvider.close());

/** The extension's pages in one browser, each with its own client. */
function tab(accounts: PageStoreOptions['accounts'] = 'sealed', settings: Partial<ProviderSettings> = {}) {
  const { kept, storage } = pageStorage();
  const browser = pageBrowser();
  const opened: string[] = [];
  const providers: ProviderSettings[] = [
    { id: 'test', preset: oidc, issuer: identityProvider.issuer, clientId: 'test-extension', ...settings },
  ];
  const open = () =>
    createInPageAuthClient({
      ddClient: { extension: {}, host: { openExternal: (url) => void opened.push(url) } },
      extension,
      providers,
      read: () => undefined,
      insecureLoopbackIssuer: true,
      store: pageStore({ ...browser, accounts }),
      storage,
    });
  return { kept, open, opened, browser };
}

async function reachCallback({
  open,
  opened,
}: Pick<ReturnType<typeof tab>, 'open' | 'opened'>): Promise<string> {
  await open().signIn('test');
  return new URL(await new TestBrowser().follow(opened.at(-1) ?? '', 'docker-desktop:')).search;
}

test('a page that opens with the response exchanges it, and the next page shows the account', async () => {
  const pages = tab();
  const tabCallback = await reachCallback(pages);
  const page = createAuthStore(pages.open());
  await Promise.all([page.start(tabCallback), page.start(tabCallback)]);
  expect(page.getState()).toMatchObject({
    status: 'signed-in',
    accounts: [{ profile: { name: 'Ada Lovelace' } }],
  });
  expect(exchanges).toEqual([redirectUriOf(extension, { id: 'test', preset: oidc })]);
  expect((await pages.open().session()).accounts).toHaveLength(1);
  await page.signOut('test:ada');
  expect(page.getState().status).toBe('signed-out');
});

test.each(['sealed', 'memory'] as const)(
  'rule 55: a page binds its tokens to a key that no script can export, with accounts that are %s',
  async (accounts) => {
    const pages = tab(accounts, { dpop: true });
    const issued: unknown[] = [];
    identityProvider.provider.on('access_token.saved', ({ jkt }) => void issued.push(jkt));
    const tabCallback = await reachCallback(pages);
    const client = pages.open();
    const page = createAuthStore(client);
    await page.start(tabCallback);
    expect(page.getState().status).toBe('signed-in');
    expect((await client.fetch('test:ada', 'userinfo_endpoint')).status).toBe(200);
    const record = (await recordsIn(pages.browser.indexedDB)).get('keyPairs') ?? {};
    const pairs = record as Record<string, CryptoKeyPair>;
    expect(Object.keys(pairs)).toEqual(accounts === 'sealed' ? issued : []);
    expect(issued).toEqual([expect.stringMatching(/^[\w-]{43}$/)]);
    for (const { privateKey } of Object.values(pairs)) expect(privateKey.extractable).toBe(false);
    await page.signOut('test:ada');
    expect((await recordsIn(pages.browser.indexedDB)).get('keyPairs')).toBeUndefined();
  },
);

test('a response in two pages at once is exchanged once, and both show the account', async () => {
  const pages = tab();
  const tabCallback = await reachCallback(pages);
  const both = [createAuthStore(pages.open()), createAuthStore(pages.open())];
  await Promise.all(both.map((page) => page.start(tabCallback)));
  expect(exchanges).toHaveLength(1);
  for (const page of both) {
    expect(page.getState()).toMatchObject({ status: 'signed-in', accounts: [{ id: 'test:ada' }] });
  }
});

test('rule 25: an unrequested response is rejected with a message, and the requested one is accepted afterwards', async () => {
  const pages = tab();
  const tabCallback = await reachCallback(pages);
  const attacked = createAuthStore(pages.open());
  await attacked.start('?extensionId=acme%2Ftest&code=attacker&state=attacker');
  expect(attacked.getState().problem).toMatchObject({ code: 'callback-unexpected' });
  const page = createAuthStore(pages.open());
  await page.start(tabCallback);
  expect(page.getState().status).toBe('signed-in');
});

describe('the outcome of a sign-in reaches', () => {
  const adaIsIn = { status: 'signed-in', accounts: [{ id: 'test:ada' }] };
  /** Resolves when the state of an open page has this status. */
  const becomes = (page: AuthStore, status: AuthState['status']) =>
    new Promise<void>((resolve) => {
      const stop = page.subscribe(() => {
        if (page.getState().status !== status) return;
        stop();
        resolve();
      });
    });

  test('the page that started it, another open page, and every page with the response', async () => {
    const pages = tab();
    const [began, open] = [createAuthStore(pages.open()), createAuthStore(pages.open())];
    await Promise.all([began.start(), open.start()]);
    const seen = [becomes(began, 'signed-in'), becomes(open, 'signed-in')];
    const waiting = becomes(began, 'waiting');
    void began.signIn('test');
    await waiting;
    while (pages.opened.length === 0) await new Promise((resolve) => setImmediate(resolve));
    const link = await new TestBrowser().follow(pages.opened[0] ?? '', 'docker-desktop:');
    const answered = Array.from({ length: 4 }, () => createAuthStore(pages.open()));
    await Promise.all(answered.map((page) => page.start(new URL(link).search)));
    await Promise.all(seen);
    for (const page of [began, open, ...answered]) {
      expect(page.getState()).toMatchObject(adaIsIn);
      expect(page.getState().problem).toBeUndefined();
    }
    expect(exchanges).toHaveLength(1);
  });

  test('a page that is opened with the used link again', async () => {
    const pages = tab();
    const tabCallback = await reachCallback(pages);
    await createAuthStore(pages.open()).start(tabCallback);
    const again = createAuthStore(pages.open());
    await again.start(tabCallback);
    expect(again.getState()).toMatchObject(adaIsIn);
    expect(again.getState().problem).toBeUndefined();
    expect(exchanges).toHaveLength(1);
  });

  test('a page that is reloaded while another exchanges the code', async () => {
    const pages = tab();
    const tabCallback = await reachCallback(pages);
    const reloaded = pages.open();
    const { attempt = '' } = reloaded.pending() ?? {};
    const exchanging = createAuthStore(pages.open()).start(tabCallback);
    const account = await reloaded.waitForAccount(attempt, new AbortController().signal);
    expect(account.id).toBe('test:ada');
    await exchanging;
  });

  test('a page with the used link after signing out, which says that it was used', async () => {
    const pages = tab();
    const tabCallback = await reachCallback(pages);
    const page = createAuthStore(pages.open());
    await page.start(tabCallback);
    await page.signOut('test:ada');
    const again = createAuthStore(pages.open());
    await again.start(tabCallback);
    const problem = { code: 'attempt-unknown', message: 'This sign-in was already completed.' };
    expect(again.getState()).toMatchObject({ status: 'signed-out', problem });
  });

  test('the page that started it if the code is rejected', async () => {
    const pages = tab();
    const tabCallback = new URLSearchParams(await reachCallback(pages));
    tabCallback.set('code', 'wrong');
    const began = pages.open();
    const { attempt = '' } = began.pending() ?? {};
    const waiting = began.waitForAccount(attempt, new AbortController().signal);
    const refused = { problem: { code: 'exchange-failed' } };
    const [told, answered] = await Promise.allSettled([
      waiting,
      pages.open().handleTabCallback(`?${tabCallback}`),
    ]);
    expect(told).toMatchObject({ status: 'rejected', reason: refused });
    expect(answered).toMatchObject({ status: 'rejected', reason: refused });
    expect(pages.open().pending()).toBeUndefined();
  });

  test('another page when one page signs out', async () => {
    const pages = tab();
    const [page, other] = [createAuthStore(pages.open()), createAuthStore(pages.open())];
    await page.start(await reachCallback(pages));
    await other.start();
    const out = becomes(other, 'signed-out');
    await page.signOut('test:ada');
    await out;
  });

  test('no other page if accounts are in memory, which reports that the sign-in was completed', async () => {
    const pages = tab('memory');
    const tabCallback = await reachCallback(pages);
    const page = createAuthStore(pages.open());
    await page.start(tabCallback);
    expect(page.getState()).toMatchObject(adaIsIn);
    const other = createAuthStore(pages.open());
    await other.start(tabCallback);
    expect(other.getState()).toMatchObject({ status: 'signed-out', problem: { code: 'attempt-unknown' } });
  });
});

describe('a page reports store-failed with the reason if', () => {
  const refused = (name: string) => {
    throw new DOMException('', name);
  };

  test('localStorage is blocked', async () => {
    const storage = {
      getItem: () => refused('SecurityError'),
      setItem: () => refused('SecurityError'),
      removeItem: () => {},
    };
    const { ddClient, store } = {
      ddClient: { extension: {}, host: { openExternal: () => {} } },
      store: pageStore(pageBrowser()),
    };
    const client = createInPageAuthClient({
      ddClient,
      extension,
      providers: [],
      read: () => undefined,
      store,
      storage,
    });
    const page = createAuthStore(client);
    await page.start();
    const message = 'The browser does not let this page use its storage (localStorage).';
    expect(page.getState()).toMatchObject({
      status: 'unavailable',
      problem: { code: 'store-failed', message },
    });
  });

  test('the storage is full when a sign-in starts, and opens no browser', async () => {
    const pages = tab();
    full(pages.browser.indexedDB, () => true);
    const page = createAuthStore(pages.open());
    await page.start();
    await page.signIn('test');
    expect(page.getState()).toMatchObject({ status: 'signed-out', problem: { code: 'store-failed' } });
    expect(pages.opened).toEqual([]);
  });

  test('the storage is full when the response arrives, and stores no account', async () => {
    const pages = tab();
    let isFull = false;
    full(pages.browser.indexedDB, () => isFull);
    const tabCallback = await reachCallback(pages);
    isFull = true;
    const page = createAuthStore(pages.open());
    await page.start(tabCallback);
    expect(page.getState()).toMatchObject({ status: 'signed-out', problem: { code: 'store-failed' } });
  });

  test('an unreadable record was quarantined, with a message for pages', async () => {
    const pages = tab();
    await createAuthStore(pages.open()).start(await reachCallback(pages));
    await spoilRecord(pages.browser.indexedDB, 'accounts', 'spoiled');
    const page = createAuthStore(pages.open());
    await page.start();
    expect(page.getState().notice).toEqual({
      code: 'store-quarantined',
      message: 'The accounts that this page had stored were changed by something else.',
      advice: 'Sign in again.',
    });
  });
});

test('a page reads the user info of an account without a backend', async () => {
  const pages = tab();
  const client = pages.open();
  const { id } = await client.handleTabCallback(await reachCallback(pages));
  expect(await (await client.fetch(id, 'userinfo_endpoint')).json()).toMatchObject({ sub: 'ada' });
  await expect(client.callBackend('/things')).rejects.toMatchObject({ problem: { code: 'request-invalid' } });
});

test.each(['https://user:password@api.example/', 'not an address'])(
  'a call of an API at %s is rejected with request-invalid',
  async (url) => {
    const client = tab().open();
    await expect(client.fetch('test', url)).rejects.toMatchObject({ problem: { code: 'request-invalid' } });
  },
);

test('a cancelled sign-in ends, and its response is rejected', async () => {
  const pages = tab();
  const tabCallback = await reachCallback(pages);
  const page = createAuthStore(pages.open());
  const starting = page.start();
  while (page.getState().status !== 'waiting') await new Promise((resolve) => setImmediate(resolve));
  page.cancel();
  await starting;
  expect(page.getState().status).toBe('signed-out');
  const late = createAuthStore(pages.open());
  await late.start(tabCallback);
  expect(late.getState().problem).toMatchObject({ code: 'attempt-cancelled' });
});

test('rule 28: a provider with a client secret is rejected immediately', () => {
  const provider = { id: 'github', preset: github, clientId: 'a', clientSecret: { variable: 'SECRET' } };
  const ddClient = { extension: {}, host: { openExternal: () => {} } };
  const make = () =>
    createInPageAuthClient({ ddClient, extension, providers: [provider], read: () => undefined });
  expect(make).toThrow('github has a client secret, which a page cannot keep.');
});

test('a strategy that needs a port is rejected immediately', () => {
  const callback = { id: 'acme/test', title: 'Test', strategy: 'backend-callback', port: 50_000 } as const;
  const ddClient = { extension: {}, host: { openExternal: () => {} } };
  const make = () =>
    createInPageAuthClient({ ddClient, extension: callback, providers: [], read: () => undefined });
  expect(make).toThrow('A page needs the strategy extension-tab.');
});
