import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { ProviderSettings } from '../core/settings.ts';
import { github } from '../providers/github.ts';
import { oidc } from '../providers/oidc.ts';
import { redirectUriOf } from '../session/extension.ts';
import { TestBrowser } from '../testing/browser.ts';
import { startIdentityProvider, type TestIdentityProvider } from '../testing/identity-provider.ts';
import { pageStorage } from '../testing/page-storage.ts';
import { createAuthStore } from '../ui/state.ts';
import { createInPageAuthClient } from './in-page-client.ts';
import { pageStore } from './page-store.ts';

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

/** The extension's pages, on one localStorage and one key. The store is one because Node has no Web Locks to share. */
async function tab() {
  const { kept, storage } = pageStorage();
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
    'encrypt',
    'decrypt',
  ]);
  const store = pageStore({ storage, key: async () => key });
  const opened: string[] = [];
  const providers: ProviderSettings[] = [
    { id: 'test', preset: oidc, issuer: identityProvider.issuer, clientId: 'test-extension' },
  ];
  const open = () =>
    createInPageAuthClient({
      ddClient: { extension: {}, host: { openExternal: (url) => void opened.push(url) } },
      extension,
      providers,
      read: () => undefined,
      insecureLoopbackIssuer: true,
      store,
      storage,
    });
  return { kept, open, opened };
}

async function comeBack({ open, opened }: Awaited<ReturnType<typeof tab>>): Promise<string> {
  await open().signIn('test');
  return new URL(await new TestBrowser().follow(opened.at(-1) ?? '', 'docker-desktop:')).search;
}

test('a page that is started afresh with the answer exchanges it itself, and the next page knows who signed in', async () => {
  const pages = await tab();
  const answer = await comeBack(pages);
  const page = createAuthStore(pages.open());
  await Promise.all([page.start(answer), page.start(answer)]);
  expect(page.getState()).toMatchObject({
    status: 'signed-in',
    accounts: [{ profile: { name: 'Ada Lovelace' } }],
  });
  expect(exchanges).toEqual([redirectUriOf(extension, { id: 'test', preset: oidc })]);
  expect((await pages.open().session()).accounts).toHaveLength(1);
  await page.signOut('test:ada');
  expect(page.getState().status).toBe('signed-out');
});

test('an answer that comes to two pages at once is exchanged once, and both know who signed in', async () => {
  const pages = await tab();
  const answer = await comeBack(pages);
  const both = [createAuthStore(pages.open()), createAuthStore(pages.open())];
  await Promise.all(both.map((page) => page.start(answer)));
  expect(exchanges).toHaveLength(1);
  for (const page of both) {
    expect(page.getState()).toMatchObject({ status: 'signed-in', accounts: [{ id: 'test:ada' }] });
  }
});

test('rule 25: an answer that nobody asked for is refused, with the sentence for it, and the real one is taken after', async () => {
  const pages = await tab();
  const answer = await comeBack(pages);
  const attacked = createAuthStore(pages.open());
  await attacked.start('?extensionId=acme%2Ftest&code=attacker&state=attacker');
  expect(attacked.getState().problem).toMatchObject({ code: 'answer-unexpected' });
  const page = createAuthStore(pages.open());
  await page.start(answer);
  expect(page.getState().status).toBe('signed-in');
});

test('a sign-in that is given up ends, and its answer is not taken any more', async () => {
  const pages = await tab();
  const answer = await comeBack(pages);
  const page = createAuthStore(pages.open());
  const started = page.start();
  while (page.getState().status !== 'waiting') await new Promise((resolve) => setImmediate(resolve));
  page.cancel();
  await started;
  expect(page.getState().status).toBe('signed-out');
  const late = createAuthStore(pages.open());
  await late.start(answer);
  expect(late.getState().problem).toMatchObject({ code: 'answer-unexpected' });
});

test('rule 28: a provider with a client secret is refused at once', () => {
  const provider = { id: 'github', preset: github, clientId: 'a', clientSecret: { variable: 'SECRET' } };
  const ddClient = { extension: {}, host: { openExternal: () => {} } };
  const make = () =>
    createInPageAuthClient({ ddClient, extension, providers: [provider], read: () => undefined });
  expect(make).toThrow('github has a client secret, which a page cannot keep.');
});

test('the strategy that needs a port is refused at once', () => {
  const callback = { id: 'acme/test', title: 'Test', strategy: 'backend-callback', port: 50_000 } as const;
  const ddClient = { extension: {}, host: { openExternal: () => {} } };
  const make = () =>
    createInPageAuthClient({ ddClient, extension: callback, providers: [], read: () => undefined });
  expect(make).toThrow('A page needs the strategy extension-tab.');
});
