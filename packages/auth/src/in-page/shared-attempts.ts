import { AuthError, asAuthError } from '../core/errors.ts';
import type { Account } from '../session/account.ts';
import { ATTEMPT_LIFETIME_MS } from '../session/attempts.ts';
import type { Auth } from '../session/auth.ts';
import type { PageOutcome } from './page-outcomes.ts';
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
  answer(attempt: string, query: string): Promise<Account>;
  /** Resolves when the person has signed in, in whichever page. Aborting stops waiting and ends the attempt. */
  wait(attempt: string, signal: AbortSignal): Promise<Account>;
}

/** One page exchanges an answer at a time; the next one finds the outcome. */
const LOCK = 'answer';

export function sharedAttempts(auth: Auth, store: PageStore, now: () => number = Date.now): SharedAttempts {
  const record = (attempt: string, state: string, ended: PageOutcome['ended']) =>
    store.outcomes.put({ attempt, state, ended, expiresAt: now() + ATTEMPT_LIFETIME_MS }, now());

  const accountOf = async ({ ended }: PageOutcome): Promise<Account> => {
    if ('problem' in ended) throw new AuthError(ended.problem.code, ended.problem.message);
    const account = (await auth.session()).accounts.find(({ id }) => id === ended.account);
    if (account) return account;
    throw new AuthError('attempt-unknown', 'This sign-in was already completed.');
  };

  const exchange = async (attempt: string, query: URLSearchParams): Promise<Account> => {
    const state = query.get('state') ?? '';
    const known = await store.outcomes.find({ state }, now());
    if (known) return accountOf(known);
    const begun = await store.pending.get(attempt);
    const account = await auth.finishSignInInTab(attempt, query).catch(async (error) => {
      // An answer that does not belong to the attempt leaves it open.
      if (begun && !(await store.pending.get(attempt))) {
        await record(attempt, begun.request.state, { problem: asAuthError(error).report() });
      }
      throw error;
    });
    await record(attempt, state, { account: account.id });
    return account;
  };

  const cancel = async (attempt: string): Promise<void> => {
    const begun = await store.pending.get(attempt);
    await auth.cancelAttempt(attempt);
    const problem = new AuthError('attempt-cancelled', 'The sign-in was cancelled.').report();
    if (begun) await record(attempt, begun.request.state, { problem });
  };

  /** The outcome that this page sees itself: of a device code, or where another page has not taken the attempt. */
  const here = async (attempt: string, signal: AbortSignal): Promise<Account> => {
    const outcome = await auth.waitForAttempt(attempt, ATTEMPT_LIFETIME_MS, signal).catch(async (error) => {
      // Another page may be exchanging its code at this moment.
      const known = await store.exclusively(LOCK, () => store.outcomes.find({ attempt }, now()));
      if (!known) throw error;
      return { status: 'signed-in' as const, value: await accountOf(known) };
    });
    if (outcome.status === 'signed-in') return outcome.value;
    if (outcome.status === 'failed') throw outcome.error;
    throw new AuthError('attempt-expired', 'This sign-in was open for too long.');
  };

  return {
    answer: (attempt, query) => store.exclusively(LOCK, () => exchange(attempt, new URLSearchParams(query))),

    async wait(attempt, signal) {
      const over = new AbortController();
      let unwatch = () => {};
      const elsewhere = new Promise<PageOutcome>((resolve, reject) => {
        const look = () =>
          store.outcomes
            .find({ attempt }, now())
            .then((known) => (known ? resolve(known) : undefined), reject);
        unwatch = store.watch(look);
        look();
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
        return await Promise.race([elsewhere.then(accountOf), here(attempt, over.signal), given]);
      } finally {
        unwatch();
        over.abort();
      }
    },
  };
}
