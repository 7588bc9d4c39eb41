import { AuthError, asAuthError } from '../core/errors.ts';
import type { Account } from '../session/account.ts';
import { ATTEMPT_LIFETIME_MS } from '../session/attempts/attempts.ts';
import type { Auth } from '../session/auth.ts';
import type { PendingSignIn } from '../stores/store.ts';
import type { PageCallback } from './page-callbacks.ts';
import type { PageOutcome } from './page-outcomes.ts';
import type { PageStore } from './page-store.ts';

/** Exchanges the responses of pages. The caller holds a lock, so one page at a time calls this. */
export interface CallbackExchange {
  /** Exchanges a response, or returns the outcome of an earlier exchange by another page. */
  exchange(attempt: string, query: URLSearchParams): Promise<Account>;
  /** Returns the outcome of a response in another page, which may be gone. Undefined if there was none. */
  exchangedElsewhere(attempt: string): Promise<Account | undefined>;
  /** Ends an attempt without an account. */
  cancel(attempt: string): Promise<void>;
}

/** @throws AuthError with the message of the page where the sign-in failed */
export async function accountOf(auth: Auth, { ended }: PageOutcome): Promise<Account> {
  if ('problem' in ended) throw new AuthError(ended.problem.code, ended.problem.message);
  const account = (await auth.session()).accounts.find(({ id }) => id === ended.account);
  if (account) return account;
  throw new AuthError('attempt-unknown', 'This sign-in was already completed.');
}

export function callbackExchange(auth: Auth, store: PageStore, now: () => number): CallbackExchange {
  const record = ({ id, request }: PendingSignIn, ended: PageOutcome['ended']) =>
    store.outcomes.put(
      { attempt: id, state: request.state, ended, expiresAt: now() + ATTEMPT_LIFETIME_MS },
      now(),
    );

  const finish = async (signIn: PendingSignIn, query: URLSearchParams): Promise<Account> => {
    const account = await auth.finishSignInInTab(signIn.id, query).catch(async (error) => {
      // A response that does not belong to the attempt leaves it open.
      if (await store.pending.get(signIn.id)) await store.callbacks.delete(signIn.id);
      else await record(signIn, { problem: asAuthError(error).report() });
      throw error;
    });
    await record(signIn, { account: account.id });
    return account;
  };

  /**
   * Continues the exchange of a page that was reloaded or left. The account may be stored already. If not, the code is
   * still valid unless the provider has received it.
   */
  const resume = async ({ signIn, query, since }: PageCallback): Promise<Account> => {
    // A key that was pasted meanwhile is not the result of this sign-in.
    const stored = (await auth.session()).accounts.find(
      ({ provider, signedInAt, key }) => provider.id === signIn.providerId && signedInAt >= since && !key,
    );
    if (!stored) {
      await store.pending.put(signIn, now());
      return finish(signIn, new URLSearchParams(query));
    }
    await record(signIn, { account: stored.id });
    return stored;
  };

  return {
    async exchange(attempt, query) {
      const state = query.get('state') ?? '';
      const known = await store.outcomes.find({ state }, now());
      if (known) return accountOf(auth, known);
      const left = await store.callbacks.find(attempt, now());
      // The first response claims the attempt, even if this one differs.
      if (left?.signIn.request.state === state) return resume(left);
      const pending = await store.pending.get(attempt);
      // The error names what the response belongs to instead.
      if (pending?.request.state !== state) return auth.finishSignInInTab(attempt, query);
      await store.callbacks.put({ signIn: pending, query: query.toString(), since: now() });
      return finish(pending, query);
    },

    async exchangedElsewhere(attempt) {
      const known = await store.outcomes.find({ attempt }, now());
      if (known) return accountOf(auth, known);
      const left = await store.callbacks.find(attempt, now());
      return left && resume(left);
    },

    async cancel(attempt) {
      const left = await store.callbacks.find(attempt, now());
      if (left) await store.pending.put(left.signIn, now());
      const pending = await store.pending.get(attempt);
      await auth.cancelAttempt(attempt);
      const problem = new AuthError('attempt-cancelled', 'The sign-in was cancelled.').report();
      if (pending) await record(pending, { problem });
    },
  };
}
