import { oidc, redirectUriOf } from '@ddext-oauth/providers';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { TestBrowser } from '../testing/browsers/browser.ts';
import { pageBrowser, recordsIn } from '../testing/browsers/page-browser.ts';
import { pageStorage } from '../testing/browsers/page-storage.ts';
import { startIdentityProvider, type TestIdentityProvider } from '../testing/servers/identity-provider.ts';
import { createInPageAuthClient } from './in-page-client.ts';
import { type PageStore, pageStore } from './page-store.ts';

const extension = { id: 'acme/test', title: 'Test', strategy: 'extension-tab' } as const;
let identityProvider: TestIdentityProvider;
/** The outcome of each request with a code. */
let exchanges: string[];

beforeEach(async () => {
  identityProvider = await startIdentityProvider([redirectUriOf(extension, { id: 'test', preset: oidc })]);
  exchanges = [];
  identityProvider.provider.on('grant.success', () => exchanges.push('exchanged'));
  identityProvider.provider.on('grant.error', () => exchanges.push('refused'));
});

afterEach(() => identityProvider.close());

/** The moments when a page closes. Its next action does not happen, and its locks are released. */
const moments = {
  'before the provider has the code': (store: PageStore, gone: () => Promise<never>): PageStore => ({
    ...store,
    pending: {
      ...store.pending,
      take: async (id) => {
        await store.pending.take(id);
        return gone();
      },
    },
  }),
  'before the account is stored': (store: PageStore, gone: () => Promise<never>): PageStore => ({
    ...store,
    put: gone,
  }),
  'before the outcome is stored': (store: PageStore, gone: () => Promise<never>): PageStore => ({
    ...store,
    outcomes: { ...store.outcomes, put: gone },
  }),
};
type Moment = keyof typeof moments;

/** The extension's pages in one browser, and the response to a sign-in that one of them started. */
async function begin() {
  const { kept, storage } = pageStorage();
  const browser = pageBrowser();
  const opened: string[] = [];
  const client = (store: PageStore) =>
    createInPageAuthClient({
      ddClient: { extension: {}, host: { openExternal: (url) => void opened.push(url) } },
      extension,
      providers: [{ id: 'test', preset: oidc, issuer: identityProvider.issuer, clientId: 'test-extension' }],
      read: () => undefined,
      insecureLoopbackIssuer: true,
      store,
      storage,
    });
  const open = () => client(pageStore(browser));
  const attempt = await open().signIn('test');
  const link = await new TestBrowser().follow(opened.at(-1) ?? '', 'docker-desktop:');
  const tabCallback = new URL(link).search;
  /** Opens a page with the response, and resolves when it is closed. */
  const interrupt = (moment: Moment) =>
    new Promise<void>((resolve, reject) => {
      const gone = () => {
        resolve();
        return new Promise<never>(() => {});
      };
      const store = pageStore({ ...browser, locks: pageBrowser().locks });
      client(moments[moment](store, gone))
        .handleTabCallback(tabCallback)
        .then(() => resolve(), reject);
    });
  return { attempt, tabCallback, open, interrupt, kept, store: pageStore(browser), browser };
}

const never = new AbortController().signal;
const idsOf = async ({ open }: Awaited<ReturnType<typeof begin>>) =>
  (await open().session()).accounts.map(({ id }) => id);

/** How a later page resumes the sign-in. */
const laterPages = {
  'that is reloaded with the response': ({ open, tabCallback }: Awaited<ReturnType<typeof begin>>) =>
    open().handleTabCallback(tabCallback),
  'that is opened without the response': ({ open, attempt }: Awaited<ReturnType<typeof begin>>) =>
    open().waitForAccount(attempt, never),
};

describe.each(Object.entries(laterPages))(
  'after a page closed during its exchange, a page %s',
  (_name, later) => {
    test.each(['before the provider has the code', 'before the outcome is stored'] as const)(
      'signs the user in with one exchange, if it closed %s',
      async (moment) => {
        const pages = await begin();
        await pages.interrupt(moment);
        expect((await later(pages)).id).toBe('test:ada');
        expect(exchanges).toEqual(['exchanged']);
        expect(await idsOf(pages)).toEqual(['test:ada']);
        expect(pages.kept.has('ddext-oauth.attempt')).toBe(false);
        expect(await pages.store.callbacks.find(pages.attempt, Date.now())).toBeUndefined();
      },
    );

    test('reports the fix if it closed before the account is stored, because the code is used', async () => {
      const pages = await begin();
      await pages.interrupt('before the account is stored');
      const advice = expect.stringMatching(/^Press "Sign in" again\./);
      await expect(later(pages)).rejects.toMatchObject({ problem: { code: 'exchange-failed', advice } });
      expect(exchanges).toEqual(['exchanged', 'refused']);
      expect(await idsOf(pages)).toEqual([]);
      expect(pages.kept.has('ddext-oauth.attempt')).toBe(false);
      expect(await pages.store.callbacks.find(pages.attempt, Date.now())).toBeUndefined();
    });
  },
);

test('the waiting page that started a sign-in completes it after the page with the response closed', async () => {
  const pages = await begin();
  const waiting = pages.open().waitForAccount(pages.attempt, never);
  await pages.interrupt('before the provider has the code');
  expect((await waiting).id).toBe('test:ada');
  expect(exchanges).toEqual(['exchanged']);
});

describe('rule 25: a response that an interrupted page left', () => {
  test('is sealed with everything else', async () => {
    const pages = await begin();
    await pages.interrupt('before the provider has the code');
    const { query, signIn } = (await pages.store.callbacks.find(pages.attempt, Date.now())) ?? {};
    const code = new URLSearchParams(query).get('code') as string;
    const { sealed, ...others } = (await recordsIn(pages.browser.indexedDB)).get('accounts') as {
      sealed: ArrayBuffer;
    };
    const stored = Buffer.from(sealed).toString('latin1') + JSON.stringify(others);
    for (const secret of [code, signIn?.request.state, signIn?.request.codeVerifier]) {
      expect(secret).toMatch(/^[\w-]{20,}$/);
      expect(stored).not.toContain(secret);
    }
  });

  test('is the one that is exchanged if another code arrives with its state', async () => {
    const pages = await begin();
    await pages.interrupt('before the provider has the code');
    const other = new URLSearchParams(pages.tabCallback);
    other.set('code', 'attacker');
    expect((await pages.open().handleTabCallback(`?${other}`)).id).toBe('test:ada');
    expect(exchanges).toEqual(['exchanged']);
  });

  test('is exchanged although a key of the provider was pasted meanwhile', async () => {
    const pages = await begin();
    await pages.interrupt('before the provider has the code');
    const identity = { id: 'test:grace', providerId: 'test', profile: { id: 'grace' }, scopes: [] };
    await pages.store.put({ ...identity, kind: 'api_key', key: 'pasted', signedInAt: Date.now() });
    expect((await pages.open().handleTabCallback(pages.tabCallback)).id).toBe('test:ada');
    expect(exchanges).toEqual(['exchanged']);
  });

  test('is not exchanged for another attempt', async () => {
    const pages = await begin();
    await pages.interrupt('before the provider has the code');
    const next = pages.open();
    await next.signIn('test');
    const unexpected = { problem: { code: 'callback-unexpected' } };
    await expect(next.handleTabCallback(pages.tabCallback)).rejects.toMatchObject(unexpected);
    expect(exchanges).toEqual([]);
  });

  test('is kept if an unrequested response arrives before it is resumed', async () => {
    const pages = await begin();
    await pages.interrupt('before the provider has the code');
    const attacked = pages.open();
    const unexpected = { problem: { code: 'callback-unexpected' } };
    await expect(
      attacked.handleTabCallback('?extensionId=acme%2Ftest&code=attacker&state=attacker'),
    ).rejects.toMatchObject(unexpected);
    expect(attacked.pending()?.attempt).toBe(pages.attempt);
    expect((await pages.open().handleTabCallback(pages.tabCallback)).id).toBe('test:ada');
  });

  test('is not exchanged after the sign-in was cancelled', async () => {
    const pages = await begin();
    await pages.interrupt('before the provider has the code');
    const cancelled = { problem: { code: 'attempt-cancelled' } };
    await expect(pages.open().waitForAccount(pages.attempt, AbortSignal.abort())).rejects.toMatchObject(
      cancelled,
    );
    await expect(pages.open().handleTabCallback(pages.tabCallback)).rejects.toMatchObject(cancelled);
    expect(exchanges).toEqual([]);
    expect(await pages.store.callbacks.find(pages.attempt, Date.now())).toBeUndefined();
  });

  test('does not sign in again after the user signed out', async () => {
    const pages = await begin();
    await pages.interrupt('before the outcome is stored');
    await pages.open().handleTabCallback(pages.tabCallback);
    await pages.open().signOut('test:ada');
    const used = { problem: { code: 'attempt-unknown' } };
    await expect(pages.open().handleTabCallback(pages.tabCallback)).rejects.toMatchObject(used);
    await expect(pages.open().waitForAccount(pages.attempt, never)).rejects.toMatchObject(used);
    expect(exchanges).toEqual(['exchanged']);
    expect(await idsOf(pages)).toEqual([]);
  });

  test('is not kept if it does not belong to the attempt, which stays open', async () => {
    const pages = await begin();
    const other = new URLSearchParams(pages.tabCallback);
    other.set('extensionId', 'acme/another');
    await expect(pages.open().handleTabCallback(`?${other}`)).rejects.toMatchObject({
      problem: { code: 'callback-unexpected' },
    });
    expect(await pages.store.callbacks.find(pages.attempt, Date.now())).toBeUndefined();
    expect((await pages.open().handleTabCallback(pages.tabCallback)).id).toBe('test:ada');
  });
});
