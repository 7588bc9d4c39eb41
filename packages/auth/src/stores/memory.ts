import type { StoredAccount, TokenStore } from './store.ts';

/** Keeps accounts until the process ends; nothing is written anywhere. */
export function memoryStore(): TokenStore {
  const accounts = new Map<string, StoredAccount>();
  const queues = new Map<string, Promise<unknown>>();
  return {
    list: async () => [...accounts.values()],
    get: async (id) => accounts.get(id),
    put: async (account) => void accounts.set(account.id, account),
    delete: async (id) => accounts.delete(id),
    async exclusively(id, work) {
      const before = queues.get(id) ?? Promise.resolve();
      const mine = before.then(work);
      // The next in line waits for the end of this one, whichever end it is; its own caller gets the failure.
      const settled = mine.then(
        () => undefined,
        () => undefined,
      );
      queues.set(id, settled);
      try {
        return await mine;
      } finally {
        if (queues.get(id) === settled) queues.delete(id);
      }
    },
  };
}
