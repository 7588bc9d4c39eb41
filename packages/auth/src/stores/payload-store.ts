import { withPending } from './pending.ts';
import type { Payload } from './sealed-envelope.ts';
import type { PendingSignIn, StoredAccount, TokenStore } from './store.ts';

/** How a store reads and writes its document, which contains all accounts. */
export interface PayloadAccess {
  read(): Promise<Payload>;
  /** @param edit returns the next document, or undefined to write nothing. It may be called again with a newer one */
  change(edit: (payload: Payload) => Payload | undefined): Promise<void>;
}

/** Implements a store on such a document. */
export function payloadStore({ read, change }: PayloadAccess): Omit<TokenStore, 'seal' | 'exclusively'> {
  return {
    list: async () => (await read()).accounts,
    get: async (id) => (await read()).accounts.find((account) => account.id === id),
    put: (account) => change((payload) => withAccount(payload, account)),
    async delete(id) {
      let found = false;
      await change((payload) => {
        found = payload.accounts.some((account) => account.id === id);
        return found
          ? { ...payload, accounts: payload.accounts.filter((account) => account.id !== id) }
          : undefined;
      });
      return found;
    },
    pending: {
      put: (signIn, now) =>
        change((payload) => ({ ...payload, pending: withPending(pendingOf(payload), signIn, now) })),
      get: async (id) => pendingOf(await read()).find((signIn) => signIn.id === id),
      async take(id) {
        let taken: PendingSignIn | undefined;
        await change((payload) => {
          taken = pendingOf(payload).find((signIn) => signIn.id === id);
          return taken && { ...payload, pending: pendingOf(payload).filter((signIn) => signIn !== taken) };
        });
        return taken;
      },
    },
  };
}

/** Absent in a file without sign-ins in the tab. */
function pendingOf({ pending = [] }: Payload): readonly PendingSignIn[] {
  return pending;
}

function withAccount(payload: Payload, account: StoredAccount): Payload {
  const known = payload.accounts.some(({ id }) => id === account.id);
  const accounts = known
    ? payload.accounts.map((existing) => (existing.id === account.id ? account : existing))
    : [...payload.accounts, account];
  return { ...payload, accounts };
}
