import { describe, expect, test } from '@jest/globals';
import { exportPrivateKey, thumbprintOf } from '../core/dpop/dpop-key.ts';
import type { PendingSignIn } from '../stores/store.ts';
import { accountOf } from '../stores/testing/account.ts';
import { full, pageBrowser, recordsIn, spoilRecord } from '../testing/browsers/page-browser.ts';
import { pageStore } from './page-store.ts';

const isExtractable = false;

/** A new key in a store, and its thumbprint. */
async function keyIn(store: ReturnType<typeof pageStore>) {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
  const pair = await crypto.subtle.generateKey(algorithm, isExtractable, ['sign', 'verify']);
  const thumbprint = await thumbprintOf(pair.publicKey);
  await store.keyPairs?.put(thumbprint, pair);
  return { pair, thumbprint };
}

const attemptWith = (thumbprint: string): PendingSignIn => ({
  id: 'one',
  providerId: 'test',
  request: {
    ...{ url: 'https://id.example/', redirectUri: 'a:b', state: 's', codeVerifier: 'v', nonce: 'n' },
    dpopKey: { thumbprint },
  },
  expiresAt: Date.now() + 600_000,
});

const storedIn = async ({ indexedDB }: ReturnType<typeof pageBrowser>) =>
  Object.keys(((await recordsIn(indexedDB)).get('keyPairs') as object | undefined) ?? {});

describe('the key that tokens of a page are bound to', () => {
  test('rule 55: cannot be exported, and is stored as long as an attempt or account refers to it', async () => {
    const browser = pageBrowser();
    const [store, reloaded] = [pageStore(browser), pageStore(browser)];
    const { pair, thumbprint } = await keyIn(store);
    await store.pending.put(attemptWith(thumbprint), 0);
    const found = await reloaded.keyPairs?.get(thumbprint);
    expect(found?.privateKey).toMatchObject({ extractable: false, usages: ['sign'] });
    expect(await thumbprintOf((found ?? pair).publicKey)).toBe(thumbprint);
    await expect(exportPrivateKey(found ?? pair)).rejects.toThrow();

    const signIn = (await reloaded.pending.get('one')) as PendingSignIn;
    await reloaded.callbacks.put({ signIn, query: '', since: Date.now() });
    await reloaded.pending.take('one');
    const ada = accountOf('ada', { dpopKey: { thumbprint } });
    await reloaded.put(ada);
    await reloaded.callbacks.delete('one');
    expect(await pageStore(browser).keyPairs?.get(thumbprint)).toBeDefined();

    await reloaded.delete(ada.id);
    expect(await storedIn(browser)).toEqual([]);
    expect(await reloaded.keyPairs?.get(thumbprint)).toBeUndefined();
  });

  test('is kept beside that of another account, and replaced with its account', async () => {
    const browser = pageBrowser();
    const store = pageStore(browser);
    const [first, second, next] = [await keyIn(store), await keyIn(store), await keyIn(store)];
    await store.put(accountOf('ada', { dpopKey: { thumbprint: first.thumbprint } }));
    await store.put(accountOf('grace', { dpopKey: { thumbprint: second.thumbprint } }));
    await store.put(accountOf('ada', { dpopKey: { thumbprint: next.thumbprint } }));
    expect(await storedIn(browser)).toEqual([second.thumbprint, next.thumbprint]);
  });

  test('is in memory only, like accounts in memory, once the attempt has ended', async () => {
    const browser = pageBrowser();
    const open = () => pageStore({ accounts: 'memory', ...browser });
    const started = open();
    const { thumbprint } = await keyIn(started);
    await started.pending.put(attemptWith(thumbprint), 0);
    const store = open();
    expect(await store.keyPairs?.get(thumbprint)).toBeDefined();
    await store.put(accountOf('ada', { dpopKey: { thumbprint } }));
    await store.pending.take('one');
    expect(await storedIn(browser)).toEqual([]);
    expect(await store.keyPairs?.get(thumbprint)).toBeDefined();
    expect(await open().keyPairs?.get(thumbprint)).toBeUndefined();
  });

  test('is deleted at sign-out even if the browser has no room left', async () => {
    const browser = pageBrowser();
    const store = pageStore(browser);
    const { thumbprint } = await keyIn(store);
    const ada = accountOf('ada', { dpopKey: { thumbprint } });
    await store.put(ada);
    full(browser.indexedDB, () => true);
    await store.delete(ada.id);
    expect(await storedIn(browser)).toEqual([]);
  });

  test('that another script has replaced by something else counts as lost', async () => {
    const browser = pageBrowser();
    const store = pageStore(browser);
    const { thumbprint } = await keyIn(store);
    await store.put(accountOf('ada', { dpopKey: { thumbprint } }));
    await spoilRecord(browser.indexedDB, 'keyPairs', { [thumbprint]: 'something else' });
    expect(await pageStore(browser).keyPairs?.get(thumbprint)).toBeUndefined();
  });
});
