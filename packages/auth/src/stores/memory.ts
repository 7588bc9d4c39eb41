import { memoryOwner } from './owner.ts';
import { withPending } from './pending.ts';
import { queues } from './queue.ts';
import type { PendingSignIn, StoredAccount, TokenStore } from './store.ts';

/**
 * Creates a store in memory. Accounts are lost when the process ends.
 *
 * @example
 *   const auth = new Auth({ extension, providers, store: memoryStore(), read });
 */
export function memoryStore(): TokenStore {
  const accounts = new Map<string, StoredAccount>();
  let pending: readonly PendingSignIn[] = [];
  const find = (id: string) => pending.find((signIn) => signIn.id === id);
  return {
    list: async () => [...accounts.values()],
    get: async (id) => accounts.get(id),
    put: async (account) => void accounts.set(account.id, account),
    delete: async (id) => accounts.delete(id),
    exclusively: queues(),
    owner: memoryOwner(),
    pending: {
      async put(signIn, now) {
        pending = withPending(pending, signIn, now);
      },
      get: async (id) => find(id),
      async take(id) {
        const found = find(id);
        pending = pending.filter((signIn) => signIn !== found);
        return found;
      },
    },
  };
}
