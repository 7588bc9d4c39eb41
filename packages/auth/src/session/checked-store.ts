import { safeProfile } from '../core/profile/safe-profile.ts';
import type { StoredAccount, TokenStore } from '../stores/store.ts';
import { hasItsOwnId } from './account-id.ts';

/**
 * Wraps a store with validation of each account that is read. An account that does not match its ID is treated as
 * absent, so that a user cannot be mistaken for the extension itself, or the reverse. A profile is checked like that of
 * a provider.
 */
export function checkedStore(store: TokenStore): TokenStore {
  return {
    list: async () => (await store.list()).flatMap(checked),
    async get(id) {
      const account = await store.get(id);
      return account?.id === id ? checked(account)[0] : undefined;
    },
    put: (account) => store.put(account),
    delete: (id) => store.delete(id),
    exclusively: (id, work) => store.exclusively(id, work),
    pending: store.pending,
    ...(store.seal && { seal: store.seal }),
    ...(store.owner && { owner: store.owner }),
    ...(store.keyPairs && { keyPairs: store.keyPairs }),
  };
}

function checked(account: StoredAccount): readonly StoredAccount[] {
  return hasItsOwnId(account) ? [{ ...account, profile: safeProfile(account.profile) }] : [];
}
