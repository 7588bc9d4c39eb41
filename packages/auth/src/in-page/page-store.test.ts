import { describe, expect, test } from '@jest/globals';
import { storeContract } from '../stores/contract.ts';
import type { PendingSignIn } from '../stores/store.ts';
import { accountOf } from '../stores/testing/account.ts';
import { pageStorage } from '../testing/page-storage.ts';
import { pageStore } from './page-store.ts';

const newKey = () =>
  crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
    'encrypt',
    'decrypt',
  ]) as Promise<CryptoKey>;

const begun: PendingSignIn = {
  id: 'one',
  providerId: 'test',
  request: { url: 'https://id.example/', redirectUri: 'a:b', state: 's', codeVerifier: 'v', nonce: 'n' },
  expiresAt: 1000,
};

storeContract("a page's store", async () => {
  const key = await newKey();
  return pageStore({ storage: pageStorage().storage, key: async () => key });
});

describe("a page's store that keeps accounts in memory", () => {
  storeContract('in one page', async () => {
    const key = await newKey();
    return pageStore({ accounts: 'memory', storage: pageStorage().storage, key: async () => key });
  });

  test('has none in the page that is started afresh, and the attempts that were open', async () => {
    const { storage } = pageStorage();
    const key = await newKey();
    const open = () => pageStore({ accounts: 'memory', storage, key: async () => key });
    const [before, after] = [open(), open()];
    await before.put(accountOf('ada'));
    await before.pending.put(begun, 0);
    expect((await before.list()).map(({ id }) => id)).toEqual([accountOf('ada').id]);
    expect(await after.list()).toEqual([]);
    expect(await after.pending.get('one')).toEqual(begun);
  });
});

describe("what a page's store leaves in localStorage", () => {
  test('holds nothing of the accounts to be seen', async () => {
    const { kept, storage } = pageStorage();
    const key = await newKey();
    const ada = accountOf('ada');
    await pageStore({ storage, key: async () => key }).put(ada);
    for (const secret of [ada.accessToken, ada.id]) expect([...kept.values()].join()).not.toContain(secret);
  });

  test.each([
    ['of another key', (text: string) => text],
    ['cut short', (text: string) => text.slice(0, -5)],
    ['changed', (text: string) => `${text.slice(0, 30)}${text[30] === 'A' ? 'B' : 'A'}${text.slice(31)}`],
    ['of no kind', () => 'hello'],
  ])('is kept and not believed where it is %s', async (what, spoil) => {
    const { kept, storage } = pageStorage();
    const [key, other] = [await newKey(), await newKey()];
    await pageStore({ storage, key: async () => key }).put(accountOf('ada'));
    const spoiled = spoil(kept.get('ddext-oauth.accounts') ?? '');
    kept.set('ddext-oauth.accounts', spoiled);
    const store = pageStore({ storage, key: async () => (what === 'of another key' ? other : key) });
    expect(await store.list()).toEqual([]);
    expect(kept.get('ddext-oauth.accounts.unreadable.1')).toBe(spoiled);
    expect(store.seal?.lastSetAside).toEqual({
      reason: 'tampered',
      name: 'ddext-oauth.accounts.unreadable.1',
    });
  });
});

test('what another page has written meanwhile is not taken for spoiled', async () => {
  const { kept, storage } = pageStorage();
  const key = await newKey();
  await pageStore({ storage, key: async () => key }).put(accountOf('ada'));
  const written = kept.get('ddext-oauth.accounts') ?? '';
  kept.set('ddext-oauth.accounts', 'spoiled');
  const store = pageStore({
    storage,
    async key() {
      kept.set('ddext-oauth.accounts', written);
      return key;
    },
  });
  expect((await store.list()).map(({ id }) => id)).toEqual([accountOf('ada').id]);
  expect([...kept.keys()]).toEqual(['ddext-oauth.accounts']);
});
