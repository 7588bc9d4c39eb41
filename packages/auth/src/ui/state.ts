import type { Account, Session } from '../session/account.ts';
import { type AuthClient, SignInError, type SignInProblem } from './client.ts';

/** Everything a UI shows about signing in. */
export interface AuthState {
  /** `waiting` lasts from pressing "Sign in" until the browser is done or the person cancels. */
  readonly status: 'loading' | 'unavailable' | 'signed-out' | 'waiting' | 'signed-in';
  readonly providers: Session['providers'];
  readonly accounts: readonly Account[];
  /** The provider that is being waited for. */
  readonly waitingFor?: string;
  /** Why the last thing did not work; gone with the next one that does. */
  readonly problem?: SignInProblem;
}

/** A small store over an {@link AuthClient}, for any UI library. Its methods never reject: failures become `problem`. */
export interface AuthStore {
  getState(): AuthState;
  /** @returns a function that ends the subscription */
  subscribe(listener: () => void): () => void;
  /** Asks the backend again who is signed in. */
  refresh(): Promise<void>;
  signIn(providerId: string): Promise<void>;
  /** Gives up the sign-in that is being waited for. */
  cancel(): void;
  signOut(accountId: string): Promise<void>;
}

export function createAuthStore(client: AuthClient): AuthStore {
  let state: AuthState = { status: 'loading', providers: [], accounts: [] };
  let waiting: AbortController | undefined;
  const listeners = new Set<() => void>();

  const set = (next: AuthState) => {
    state = next;
    for (const listener of listeners) listener();
  };

  /** The state at rest: what the session says, with or without a problem to show. */
  const rest = ({ providers, accounts }: Session, problem?: SignInProblem): AuthState => ({
    status: accounts.length > 0 ? 'signed-in' : 'signed-out',
    providers,
    accounts,
    ...(problem && { problem }),
  });

  const refresh = async (problem?: SignInProblem) => {
    try {
      const session = await client.session();
      // A sign-in that began meanwhile has its own say about the state.
      if (!waiting) set(rest(session, problem));
    } catch (error) {
      if (!waiting) set({ ...state, status: 'unavailable', problem: problemOf(error) });
    }
  };

  return {
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    refresh: () => refresh(),

    async signIn(providerId) {
      if (waiting) return;
      const controller = new AbortController();
      waiting = controller;
      const { problem: _past, ...before } = state;
      set({ ...before, status: 'waiting', waitingFor: providerId });
      let problem: SignInProblem | undefined;
      try {
        const attempt = await client.signIn(providerId);
        await client.waitForAccount(attempt, controller.signal);
      } catch (error) {
        problem = controller.signal.aborted ? undefined : problemOf(error);
      }
      waiting = undefined;
      await refresh(problem);
    },

    cancel: () => waiting?.abort(),

    async signOut(accountId) {
      let problem: SignInProblem | undefined;
      try {
        await client.signOut(accountId);
      } catch (error) {
        problem = problemOf(error);
      }
      await refresh(problem);
    },
  };
}

function problemOf(error: unknown): SignInProblem {
  if (error instanceof SignInError) return error.problem;
  throw error;
}
