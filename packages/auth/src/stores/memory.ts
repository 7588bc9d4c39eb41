import { queues } from './queue.ts';
import type { StoredAccount, TokenStore } from './store.ts';

/** Keeps accounts until the process ends; nothing is written anywhere. */
export function memoryStore(): TokenStore {
  const accounts = new Map<string, StoredAccount>();
  return {
    list: async () => [...accounts.values()],
    get: async (id) => accounts.get(id),
    put: async (account) => void accounts.set(account.id, account),
    delete: async (id) => accounts.delete(id),
    exclusively: queues(),
  };
}
