import { describe, expect, test } from '@jest/globals';
import type { StoredAccount, TokenStore } from './store.ts';

const ada: StoredAccount = {
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
const grace: StoredAccount = { ...ada, id: 'oidc:grace', profile: { id: 'grace' } };

/** What every token store promises. A store's own test file calls this with a way to make an empty one. */
export function storeContract(name: string, create: () => Promise<TokenStore>): void {
  describe(`${name} keeps the contract of a token store`, () => {
    test('an empty store lists nothing and finds nothing', async () => {
      const store = await create();
      expect(await store.list()).toEqual([]);
      expect(await store.get('oidc:ada')).toBeUndefined();
    });

    test('what was put is what is read', async () => {
      const store = await create();
      await store.put(ada);
      expect(await store.get(ada.id)).toEqual(ada);
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

    test('deleting says whether there was an account', async () => {
      const store = await create();
      await store.put(ada);
      expect(await store.delete(ada.id)).toBe(true);
      expect(await store.delete(ada.id)).toBe(false);
      expect(await store.list()).toEqual([]);
    });

    test('exclusive work on one account runs one after another, in order', async () => {
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
      let release = () => {};
      const held = store.exclusively(ada.id, () => new Promise<void>((resolve) => (release = resolve)));
      expect(await store.exclusively(grace.id, async () => 'done')).toBe('done');
      release();
      await held;
    });

    test('work that fails hands its error to its own caller and lets the next one in', async () => {
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
