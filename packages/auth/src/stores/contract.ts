import { describe, expect, test } from '@jest/globals';
import type { KeyAccount, PendingSignIn, TokenAccount, TokenStore } from './store.ts';

const ada: TokenAccount = {
  id: 'oidc:ada',
  providerId: 'oidc',
  kind: 'person',
  profile: { id: 'ada', name: 'Ada Lovelace' },
  scopes: ['openid'],
  accessToken: 'access-token-of-ada',
  issuedAt: 1_800_000_000_000,
  expiresAt: 1_900_000_000_000,
  signedInAt: 1_800_000_000_000,
};
const grace: TokenAccount = { ...ada, id: 'oidc:grace', profile: { id: 'grace' } };
const keyed: KeyAccount = {
  id: 'docker-hub:ada',
  providerId: 'docker-hub',
  kind: 'basic',
  profile: { id: 'ada' },
  scopes: [],
  key: 'key-of-ada',
  userName: 'ada',
  signedInAt: 1_800_000_000_000,
};

const signIn = (id: string, expiresAt: number): PendingSignIn => ({
  id,
  providerId: 'oidc',
  request: { url: '', redirectUri: '', state: `state-of-${id}`, codeVerifier: 'verifier', nonce: 'nonce' },
  expiresAt,
});

/** The contract of every token store. A store's test calls this with a function that creates an empty one. */
export function storeContract(name: string, create: () => Promise<TokenStore>): void {
  describe(`${name} implements the contract of a token store`, () => {
    test('an empty store lists nothing and finds nothing', async () => {
      const store = await create();
      expect(await store.list()).toEqual([]);
      expect(await store.get('oidc:ada')).toBeUndefined();
    });

    test('an account is read as it was put', async () => {
      const store = await create();
      await store.put(ada);
      expect(await store.get(ada.id)).toEqual(ada);
    });

    test('an account with a key is read as it was put', async () => {
      const store = await create();
      await store.put(keyed);
      expect(await store.list()).toEqual([keyed]);
    });

    test('putting the same account again replaces it and keeps its place', async () => {
      const store = await create();
      await store.put(ada);
      await store.put(grace);
      await store.put({ ...ada, accessToken: 'renewed' });
      expect((await store.list()).map(({ id, accessToken }) => [id, accessToken])).toEqual([
        ['oidc:ada', 'renewed'],
        ['oidc:grace', grace.accessToken],
      ]);
    });

    test('delete returns whether there was an account', async () => {
      const store = await create();
      await store.put(ada);
      expect(await store.delete(ada.id)).toBe(true);
      expect(await store.delete(ada.id)).toBe(false);
      expect(await store.list()).toEqual([]);
    });

    test('fifty accounts put at the same time are all kept, in the order of the calls', async () => {
      const store = await create();
      const ids = Array.from({ length: 50 }, (_, index) => `oidc:${index}`);
      await Promise.all(ids.map((id) => store.put({ ...ada, id })));
      expect((await store.list()).map(({ id }) => id)).toEqual(ids);
    });

    test('an account that was deleted and put again comes last', async () => {
      const store = await create();
      await store.put(ada);
      await store.put(grace);
      await store.delete(ada.id);
      await store.put(ada);
      expect((await store.list()).map(({ id }) => id)).toEqual([grace.id, ada.id]);
    });

    test('a sign-in in progress is taken once, by the first of several callers', async () => {
      const store = await create();
      await store.pending.put(signIn('one', 2000), 1000);
      expect(await store.pending.get('one')).toEqual(signIn('one', 2000));
      const takers = await Promise.all(Array.from({ length: 5 }, () => store.pending.take('one')));
      expect(takers.filter(Boolean)).toEqual([signIn('one', 2000)]);
      expect(await store.pending.get('one')).toBeUndefined();
    });

    test('sign-ins in progress are deleted when they expire, and the oldest when there are too many', async () => {
      const store = await create();
      await store.pending.put(signIn('old', 2000), 1000);
      await store.pending.put(signIn('new', 9000), 2000);
      expect(await store.pending.get('old')).toBeUndefined();
      for (let more = 0; more < 20; more++) await store.pending.put(signIn(`more-${more}`, 9000), 2000);
      expect(await store.pending.get('new')).toBeUndefined();
      expect(await store.pending.get('more-0')).toBeDefined();
      expect(await store.list()).toEqual([]);
    });

    test('exclusive work on one account runs sequentially, in order', async () => {
      const store = await create();
      const log: string[] = [];
      const work = (label: string) => async () => {
        log.push(`${label} begins`);
        await store.put({ ...ada, accessToken: label });
        await new Promise((resolve) => setImmediate(resolve));
        log.push(`${label} ends`);
        return label;
      };
      const results = await Promise.all(
        ['first', 'second', 'third'].map((label) => store.exclusively(ada.id, work(label))),
      );
      expect(results).toEqual(['first', 'second', 'third']);
      expect(log).toEqual(
        ['first', 'second', 'third'].flatMap((label) => [`${label} begins`, `${label} ends`]),
      );
    });

    test('exclusive work on different accounts does not wait', async () => {
      const store = await create();
      let begin = () => {};
      let release = () => {};
      const workStarted = new Promise<void>((resolve) => (begin = resolve));
      const released = new Promise<void>((resolve) => (release = resolve));
      const held = store.exclusively(ada.id, () => {
        begin();
        return released;
      });
      await workStarted;
      expect(await store.exclusively(grace.id, async () => 'done')).toBe('done');
      release();
      await held;
    });

    test('failed work rejects for its own caller, and the next work runs', async () => {
      const store = await create();
      const failing = store.exclusively(ada.id, async () => {
        throw new Error('the provider is down');
      });
      const next = store.exclusively(ada.id, async () => 'served');
      await expect(failing).rejects.toThrow('the provider is down');
      expect(await next).toBe('served');
    });
  });
}

/** The additional contract of a durable store. `create` returns two stores with the same empty storage. */
export function durableStoreContract(
  name: string,
  create: () => Promise<readonly [TokenStore, TokenStore]>,
): void {
  describe(`${name} implements the contract of a durable token store`, () => {
    test('each store reads the changes of the other immediately', async () => {
      const [here, there] = await create();
      await here.put(ada);
      expect(await there.get(ada.id)).toEqual(ada);
      await there.put({ ...ada, accessToken: 'renewed' });
      expect((await here.list()).map(({ accessToken }) => accessToken)).toEqual(['renewed']);
      expect(await here.delete(ada.id)).toBe(true);
      expect(await there.delete(ada.id)).toBe(false);
    });

    test('accounts put into both at the same time are all kept', async () => {
      const stores = await create();
      const ids = Array.from({ length: 50 }, (_, index) => `oidc:${index}`);
      await Promise.all(ids.map((id, index) => stores[index % 2 === 0 ? 0 : 1].put({ ...ada, id })));
      expect((await stores[0].list()).map(({ id }) => id).sort()).toEqual([...ids].sort());
    });

    test('exclusive work in one store blocks the other for the same account only', async () => {
      const [here, there] = await create();
      const log: string[] = [];
      let other: Promise<unknown> = Promise.resolve();
      await here.exclusively(ada.id, async () => {
        other = there.exclusively(ada.id, async () => void log.push('there'));
        await there.exclusively(grace.id, async () => void log.push('another account'));
        await here.put(ada);
        log.push('here');
      });
      await other;
      expect(log).toEqual(['another account', 'here', 'there']);
    });
  });
}
