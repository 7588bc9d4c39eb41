import { describe, expect, test } from '@jest/globals';
import { durableStoreContract, storeContract } from '../stores/contract.ts';
import type { PendingSignIn } from '../stores/store.ts';
import { accountOf } from '../stores/testing/account.ts';
import { full, pageBrowser, recordsIn, spoilRecord } from '../testing/browsers/page-browser.ts';
import { pageStore } from './page-store.ts';

const pendingSignIn: PendingSignIn = {
  id: 'one',
  providerId: 'test',
  request: { url: 'https://id.example/', redirectUri: 'a:b', state: 's', codeVerifier: 'v', nonce: 'n' },
  expiresAt: 1000,
};
const ada = accountOf('ada');
const idsOf = async (store: ReturnType<typeof pageStore>) => (await store.list()).map(({ id }) => id);

storeContract("a page's store", async () => pageStore(pageBrowser()));

durableStoreContract("a page's store that two pages share", async () => {
  const browser = pageBrowser();
  return [pageStore(browser), pageStore(browser)];
});

describe("a page's store that keeps accounts in memory", () => {
  storeContract('in one page', async () => pageStore({ accounts: 'memory', ...pageBrowser() }));

  test('has no accounts in a reloaded page, but the open attempts', async () => {
    const browser = pageBrowser();
    const open = () => pageStore({ accounts: 'memory', ...browser });
    const [before, after] = [open(), open()];
    await before.put(ada);
    await before.pending.put(pendingSignIn, 0);
    expect(await idsOf(before)).toEqual([ada.id]);
    expect(await after.list()).toEqual([]);
    expect(await after.pending.get('one')).toEqual(pendingSignIn);
  });
});

describe("what a page's store leaves in IndexedDB", () => {
  test('contains no plain text of the accounts', async () => {
    const browser = pageBrowser();
    await pageStore(browser).put(ada);
    const { sealed } = (await recordsIn(browser.indexedDB)).get('accounts') as { sealed: ArrayBuffer };
    const text = Buffer.from(sealed).toString('latin1');
    for (const secret of [ada.accessToken, ada.id]) expect(text).not.toContain(secret);
  });

  test('is sealed with a key that cannot be exported', async () => {
    const browser = pageBrowser();
    await pageStore(browser).put(ada);
    const { key } = (await recordsIn(browser.indexedDB)).get('key') as { key: CryptoKey };
    expect(key).toMatchObject({ extractable: false, usages: ['encrypt', 'decrypt'] });
  });

  const cut = (record: object) => ({ ...record, sealed: new ArrayBuffer(20) });
  test.each([
    ['cut short', 'accounts', cut, 'tampered'],
    ['relabeled', 'accounts', (record: object) => ({ ...record, version: 0 }), 'tampered'],
    ['no record at all', 'accounts', () => 'hello', 'tampered'],
    ['of a newer version', 'accounts', (record: object) => ({ ...record, version: 2 }), 'newer-version'],
    ['of a deleted key', 'key', () => undefined, 'another-key'],
    ['of an invalid key', 'key', () => ({ id: 'a', key: 'b' }), 'another-key'],
    ['of another key', 'accounts', (record: object) => ({ ...record, keyId: 'other' }), 'another-key'],
  ])('is quarantined if it is %s, and the store works again', async (_what, name, spoil, reason) => {
    const browser = pageBrowser();
    await pageStore(browser).put(ada);
    const records = await recordsIn(browser.indexedDB);
    await spoilRecord(browser.indexedDB, name, spoil(records.get(name) as object));
    const spoiled = (await recordsIn(browser.indexedDB)).get('accounts');
    const store = pageStore(browser);
    expect(await store.list()).toEqual([]);
    expect(store.seal?.lastQuarantined).toEqual({ reason, name: 'quarantined' });
    expect((await recordsIn(browser.indexedDB)).get('quarantined')).toEqual([spoiled]);
    await store.put(ada);
    expect(await idsOf(pageStore(browser))).toEqual([ada.id]);
  });

  test('keeps three quarantined records, the latest first', async () => {
    const browser = pageBrowser();
    for (let count = 1; count <= 10; count++) {
      await pageStore(browser).put(ada);
      await spoilRecord(browser.indexedDB, 'accounts', `spoiled ${count}`);
      expect(await pageStore(browser).list()).toEqual([]);
    }
    const names = ['spoiled 10', 'spoiled 9', 'spoiled 8'];
    expect((await recordsIn(browser.indexedDB)).get('quarantined')).toEqual(names);
  });
});

describe("a page's store in a browser with full storage", () => {
  async function fullBrowser() {
    const browser = pageBrowser();
    await pageStore(browser).put(ada);
    let isFull = false;
    full(browser.indexedDB, () => isFull);
    return {
      browser,
      store: pageStore(browser),
      fill: () => {
        isFull = true;
      },
    };
  }

  test('rejects a write with store-failed and keeps the existing accounts', async () => {
    const { store, fill } = await fullBrowser();
    fill();
    const message = 'The browser has no room left to store the accounts of this page.';
    const rejection = { code: 'store-failed', message };
    await expect(store.put(accountOf('grace'))).rejects.toMatchObject(rejection);
    await expect(store.pending.put(pendingSignIn, 0)).rejects.toMatchObject(rejection);
    expect(await idsOf(store)).toEqual([ada.id]);
  });

  test('recovers from an unreadable record, without a copy of it', async () => {
    const { browser, store, fill } = await fullBrowser();
    await spoilRecord(browser.indexedDB, 'accounts', 'spoiled');
    fill();
    expect(await store.list()).toEqual([]);
    expect([...(await recordsIn(browser.indexedDB)).keys()]).toEqual(['key']);
  });

  test('signs the last account out', async () => {
    const { browser, store, fill } = await fullBrowser();
    fill();
    expect(await store.delete(ada.id)).toBe(true);
    expect(await pageStore(browser).list()).toEqual([]);
  });
});

describe('a browser that blocks storage: every method of a page store rejects with store-failed', () => {
  const blocked = 'The browser does not let this page store accounts: site data is blocked.';
  test.each([
    [
      'throws when indexedDB is accessed',
      {
        get indexedDB(): IDBFactory {
          throw new DOMException('', 'SecurityError');
        },
      },
      blocked,
    ],
    ['has no indexedDB', {}, 'The browser could not read or write the accounts of this page.'],
    [
      'never opens a database',
      { indexedDB: { open: () => ({}) } as unknown as IDBFactory, openLimit: 1 },
      "The browser's storage (IndexedDB) does not respond.",
    ],
    [
      'has no Web Locks',
      { indexedDB: pageBrowser().indexedDB, locks: undefined },
      'This browser has no Web Locks, which two pages need.',
    ],
  ])('because it %s', async (_what, options, message) => {
    const { locks } = pageBrowser();
    const store = pageStore(Object.create(options, 'locks' in options ? {} : { locks: { value: locks } }));
    await expect(store.put(ada)).rejects.toMatchObject({ code: 'store-failed', message });
  });

  test('because a lock is rejected', async () => {
    const request = () => Promise.reject(new DOMException('', 'SecurityError'));
    const store = pageStore({ ...pageBrowser(), locks: { request } as Pick<LockManager, 'request'> });
    await expect(store.put(ada)).rejects.toMatchObject({ code: 'store-failed', message: blocked });
  });
});

describe('the responses that pages share', () => {
  const now = Date.now();
  const callbackOf = (id: string, expiresAt = now + 60_000) => ({
    signIn: { ...pendingSignIn, id, expiresAt },
    query: `?code=of-${id}&state=s`,
    since: now,
  });

  test('are found by attempt until they expire', async () => {
    const browser = pageBrowser();
    await pageStore(browser).callbacks.put(callbackOf('one'));
    const { callbacks } = pageStore(browser);
    expect(await callbacks.find('one', now + 59_999)).toEqual(callbackOf('one'));
    expect(await callbacks.find('another', now)).toBeUndefined();
    expect(await callbacks.find('one', now + 60_000)).toBeUndefined();
  });

  test('are deleted with the outcome of their attempt only', async () => {
    const { callbacks, outcomes } = pageStore(pageBrowser());
    await callbacks.put(callbackOf('one'));
    await callbacks.put(callbackOf('two'));
    await outcomes.put({ attempt: 'one', state: 's', ended: { account: ada.id }, expiresAt: now + 1 }, now);
    expect(await callbacks.find('one', now)).toBeUndefined();
    expect(await callbacks.find('two', now)).toEqual(callbackOf('two'));
  });

  test('are deleted with the next write after their attempt expired', async () => {
    const store = pageStore(pageBrowser());
    const soon = Date.now() + 100;
    await store.callbacks.put(callbackOf('one', soon));
    while (Date.now() < soon) await new Promise((resolve) => setImmediate(resolve));
    await store.put(ada);
    expect(await store.callbacks.find('one', now)).toBeUndefined();
  });
});

describe('the outcomes that pages share', () => {
  const outcome = { attempt: 'one', state: 's', ended: { account: ada.id }, expiresAt: 1000 };

  test('are found by attempt and by state until they expire', async () => {
    const browser = pageBrowser();
    await pageStore(browser).outcomes.put(outcome, 0);
    const { outcomes } = pageStore(browser);
    expect(await outcomes.find({ attempt: 'one' }, 999)).toEqual(outcome);
    expect(await outcomes.find({ state: 's' }, 999)).toEqual(outcome);
    expect(await outcomes.find({ state: 'another' }, 999)).toBeUndefined();
    expect(await outcomes.find({ attempt: 'one' }, 1000)).toBeUndefined();
  });

  test('are kept for the first response of each attempt, and for twenty attempts at most', async () => {
    const { outcomes } = pageStore(pageBrowser());
    await outcomes.put(outcome, 0);
    await outcomes.put({ ...outcome, ended: { account: 'another' } }, 0);
    expect(await outcomes.find({ attempt: 'one' }, 0)).toEqual(outcome);
    for (let more = 0; more < 20; more++) await outcomes.put({ ...outcome, attempt: `more-${more}` }, 0);
    expect(await outcomes.find({ attempt: 'one' }, 0)).toBeUndefined();
    expect(await outcomes.find({ attempt: 'more-0' }, 0)).toBeDefined();
  });

  test('are reported to other pages, like sign-ins and sign-outs, but refreshes are not', async () => {
    const browser = pageBrowser();
    const [here, there] = [pageStore(browser), pageStore(browser)];
    let told: (() => void) | undefined;
    let count = 0;
    const stop = there.watch(() => {
      count += 1;
      told?.();
    });
    const next = () => new Promise<void>((resolve) => (told = resolve));
    const first = next();
    await here.put(ada);
    await first;
    await here.put({ ...ada, accessToken: 'renewed' });
    const second = next();
    await here.outcomes.put(outcome, 0);
    await second;
    const third = next();
    await here.delete(ada.id);
    await third;
    expect(count).toBe(3);
    stop();
  });
});
