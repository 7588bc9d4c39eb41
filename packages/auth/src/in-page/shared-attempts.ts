import { AuthError, asAuthError } from '../core/errors.ts';
import type { Account } from '../session/account.ts';
import { ATTEMPT_LIFETIME_MS } from '../session/attempts.ts';
import type { Auth } from '../session/auth.ts';
import { accountOf, callbackExchange } from './callback-exchange.ts';
import type { PageStore } from './page-store.ts';

/** The sign-ins of an extension whose pages each have an `Auth` of their own: what one page learns, all of them learn. */
export interface SharedAttempts {
  /**
   * Exchanges the provider's answer, once however many pages were opened with it.
   *
   * @param attempt the one that the page is waiting for
   * @throws AuthError `attempt-unknown` where it was exchanged and the account has gone since, and what
   *   `Auth.finishSignInInTab` throws
   */
  handleCallback(attempt: string, query: string): Promise<Account>;
  /** Resolves when the person has signed in, in whichever page. Aborting stops waiting and ends the attempt. */
  wait(attempt: string, signal: AbortSignal): Promise<Account>;
  /** Whether an attempt has no outcome yet, also while a page exchanges its response. */
  isOpen(attempt: string): Promise<boolean>;
}

/** One page exchanges an answer at a time; the next one finds the outcome, or an answer that the page before left behind. */
const LOCK = 'callback';

export function sharedAttempts(auth: Auth, store: PageStore, now: () => number = Date.now): SharedAttempts {
  const { exchange, exchangedElsewhere, cancel } = callbackExchange(auth, store, now);

  /** The outcome that this page sees itself: of a device code, or where another page has not taken the attempt. */
  const here = async (attempt: string, signal: AbortSignal): Promise<Account> => {
    const outcome = await auth.waitForAttempt(attempt, ATTEMPT_LIFETIME_MS, signal).catch(async (error) => {
      // Another page may be exchanging its code at this moment.
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
        // An attempt that ended meanwhile cannot be cancelled any more; its outcome is what counts.
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
