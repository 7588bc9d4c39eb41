import { AuthError, asAuthError } from '../core/errors.ts';
import type { Account } from '../session/account.ts';
import { ATTEMPT_LIFETIME_MS } from '../session/attempts/attempts.ts';
import type { Auth } from '../session/auth.ts';
import { accountOf, callbackExchange } from './callback-exchange.ts';
import type { PageStore } from './page-store.ts';

/** Shares sign-ins between the pages of an extension, each of which has its own `Auth`. */
export interface SharedAttempts {
  /**
   * Exchanges the provider's response once, even if several pages were opened with it.
   *
   * @param attempt the attempt that the page is waiting for
   * @throws AuthError `attempt-unknown` if it was exchanged and the account was signed out since, and the errors of
   *   `Auth.finishSignInInTab`
   */
  handleCallback(attempt: string, query: string): Promise<Account>;
  /** Resolves when the user has signed in, in any page. Aborting stops waiting and ends the attempt. */
  wait(attempt: string, signal: AbortSignal): Promise<Account>;
  /** Returns whether an attempt has no outcome yet, including while a page exchanges its response. */
  isOpen(attempt: string): Promise<boolean>;
}

/**
 * One page exchanges a response at a time. The next page finds the outcome, or a response that the previous page left
 * behind.
 */
const LOCK = 'callback';

export function sharedAttempts(auth: Auth, store: PageStore, now: () => number = Date.now): SharedAttempts {
  const { exchange, exchangedElsewhere, cancel } = callbackExchange(auth, store, now);

  /** Waits for an outcome in this page: of a device code, or while no other page has claimed the attempt. */
  const here = async (attempt: string, signal: AbortSignal): Promise<Account> => {
    const outcome = await auth.waitForAttempt(attempt, ATTEMPT_LIFETIME_MS, signal).catch(async (error) => {
      // Another page may be exchanging the code.
      const value = await store.exclusively(LOCK, () => exchangedElsewhere(attempt));
      if (!value) throw error;
      return { status: 'signed-in' as const, value };
    });
    if (outcome.status === 'signed-in') return outcome.value;
    if (outcome.status === 'failed') throw outcome.error;
    throw new AuthError('attempt-expired', 'This sign-in was open for too long.');
  };

  return {
    handleCallback: (attempt, query) =>
      store.exclusively(LOCK, () => exchange(attempt, new URLSearchParams(query))),
    isOpen: async (attempt) =>
      Boolean((await store.pending.get(attempt)) ?? (await store.callbacks.find(attempt, now()))),

    async wait(attempt, signal) {
      const over = new AbortController();
      let unwatch = () => {};
      const elsewhere = new Promise<Account>((resolve, reject) => {
        const look = async () => {
          const known = await store.outcomes.find({ attempt }, now());
          if (known) return resolve(await accountOf(auth, known));
          if (!(await store.callbacks.find(attempt, now()))) return;
          const account = await store.exclusively(LOCK, () => exchangedElsewhere(attempt));
          if (account) resolve(account);
        };
        unwatch = store.watch(() => void look().catch(reject));
        look().catch(reject);
      });
      const given = new Promise<never>((_, reject) => {
        // An attempt that has ended cannot be cancelled. Its outcome is used.
        const stop = () =>
          void store
            .exclusively(LOCK, () => cancel(attempt))
            .catch((error) => {
              if (asAuthError(error).code !== 'attempt-unknown') reject(error);
            });
        signal.addEventListener('abort', stop, { signal: over.signal });
        if (signal.aborted) stop();
      });
      try {
        return await Promise.race([elsewhere, here(attempt, over.signal), given]);
      } finally {
        unwatch();
        over.abort();
      }
    },
  };
}
