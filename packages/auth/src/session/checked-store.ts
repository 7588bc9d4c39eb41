import { safeProfile } from '../core/safe-profile.ts';
import type { StoredAccount, TokenStore } from '../stores/store.ts';
import { hasItsOwnId } from './account-id.ts';

/**
 * A store whose accounts are checked whenever they are read. One that is not what its id says is not there: a person never
 * passes for the extension itself, nor the other way round. A profile is held to what a provider's is held to.
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
  };
}

function checked(account: StoredAccount): readonly StoredAccount[] {
  return hasItsOwnId(account) ? [{ ...account, profile: safeProfile(account.profile) }] : [];
}
