import type { AuthErrorReport } from '../core/errors.ts';
import type { Account, Session, SignInMethod } from '../session/account.ts';
import type { AuthClient, DeviceCode } from './client.ts';
import type { PendingAttempt } from './pending-attempt.ts';
import { SignInError, type SignInProblem } from './sign-in-error.ts';

/** Everything a UI shows about signing in. */
export interface AuthState {
  /**
   * `waiting` lasts from pressing "Sign in" until the person is done or gives up; `locked` means that the backend holds
   * accounts that this page has no key for; `unavailable`, that the backend could not be asked.
   */
  readonly status: 'loading' | 'unavailable' | 'locked' | 'signed-out' | 'waiting' | 'signed-in';
  readonly providers: Session['providers'];
  readonly accounts: readonly Account[];
  /** The provider that is being waited for. */
  readonly waitingFor?: string;
  /** The way that is being waited on. */
  readonly signInMethod?: SignInMethod;
  /** Present while the browser can be sent to the provider again, see `openAgain` and `signInLink`. */
  readonly hasLink?: true;
  /**
   * Present where the page was reloaded while a sign-in was open, and no response came with it: the person may still be in
   * the browser, or the response was dropped.
   */
  readonly resumed?: true;
  /** What the person types at the provider, where the sign-in goes by device code. */
  readonly device?: DeviceCode;
  /** Why the last thing did not work; gone with the next one that does. */
  readonly problem?: SignInProblem;
  /** Where the person may end the session at the provider as well, right after they signed out here. */
  readonly endSessionUrl?: string;
  /** Something the person should know, though nothing they did went wrong. */
  readonly notice?: AuthErrorReport;
}

/** A small store over an {@link AuthClient}, for any UI library. Its methods never reject: failures become `problem`. */
export interface AuthStore {
  getState(): AuthState;
  /** @returns a function that ends the subscription */
  subscribe(listener: () => void): () => void;
  /**
   * Learns who is signed in; goes on with what the page before this one began. Once: a second call does nothing.
   *
   * @param tabCallback what `takeTabCallback` found
   */
  start(tabCallback?: string): Promise<void>;
  /** Asks the backend again who is signed in. */
  refresh(): Promise<void>;
  /** Begins a sign-in and waits for its end: by the first of the provider's ways unless told otherwise. One at a time. */
  signIn(providerId: string, signInMethod?: SignInMethod): Promise<void>;
  /** Opens the browser again for the sign-in that is being waited for. */
  openAgain(): Promise<void>;
  /**
   * A link for the person's browser to the sign-in that is being waited for.
   *
   * @returns undefined where there is none: `problem` says why, unless the sign-in has ended meanwhile
   */
  signInLink(): Promise<string | undefined>;
  /** Gives up the sign-in that is being waited for. */
  cancel(): void;
  signOut(accountId: string): Promise<void>;
}

const endedBy = new Set<SignInProblem['code']>(['attempt-unknown', 'attempt-expired']);
const lockedBy = new Set<SignInProblem['code']>(['store-locked', 'store-key-invalid']);

/** Makes an {@link AuthStore}; call `refresh` once to learn who is signed in. */
export function createAuthStore(client: AuthClient): AuthStore {
  let state: AuthState = { status: 'loading', providers: [], accounts: [] };
  let waiting: AbortController | undefined;
  let isStarted = false;
  /** The attempt that is being waited for, where a browser finishes it. */
  let linked: string | undefined;
  /** The sign-in that is being waited for, to its end. */
  let current: Promise<void> = Promise.resolve();
  const listeners = new Set<() => void>();
  /** Ends the watch on what other pages do, which lasts as long as there is a listener. */
  let unwatch: (() => void) | undefined;

  const set = (next: AuthState) => {
    state = next;
    for (const listener of listeners) listener();
  };

  /** Back to rest: what the session says, with or without a problem to show. */
  const rest = async (problem?: SignInProblem, endSessionUrl?: string) => {
    const next = await client.session().then(
      ({ providers, accounts, notice }): AuthState => ({
        status: accounts.length > 0 ? 'signed-in' : 'signed-out',
        providers,
        accounts,
        ...(problem && { problem }),
        ...(endSessionUrl && { endSessionUrl }),
        ...(notice && { notice }),
      }),
      (error): AuthState => {
        const { providers, accounts } = state;
        const met = problemOf(error);
        return {
          status: lockedBy.has(met.code) ? 'locked' : 'unavailable',
          providers,
          accounts,
          problem: met,
        };
      },
    );
    // A sign-in that began meanwhile has its own say about the state.
    if (!waiting) set(next);
  };

  const begin = (): AbortController => {
    waiting = new AbortController();
    return waiting;
  };

  /** Shows that somebody is waited for, and then what came of it. */
  const finish = async (
    shown: Pick<AuthState, 'resumed' | 'hasLink'> & {
      readonly waitingFor: string | undefined;
      readonly signInMethod?: SignInMethod;
    },
    work: () => Promise<unknown>,
  ) => {
    const controller = waiting ?? begin();
    const { providers, accounts } = state;
    const { waitingFor, ...more } = shown;
    set({ status: 'waiting', providers, accounts, ...more, ...(waitingFor && { waitingFor }) });
    const problem = await work().then(
      () => undefined,
      (error) => (controller.signal.aborted ? undefined : problemOf(error)),
    );
    waiting = undefined;
    linked = undefined;
    await rest(problem);
  };

  const signInLink = async (): Promise<string | undefined> => {
    const attempt = linked;
    if (!attempt) return undefined;
    return client.link(attempt).catch((error) => {
      // Of an attempt that has ended meanwhile, the wait says more.
      if (linked === attempt && !endedBy.has(problemOf(error).code))
        set({ ...state, problem: problemOf(error) });
      return undefined;
    });
  };

  /** Begins a sign-in, and answers the attempt to wait for. */
  const beginAt = async (providerId: string, signInMethod: SignInMethod): Promise<string> => {
    if (signInMethod !== 'device_code') {
      linked = await client.signIn(providerId, signInMethod);
      set({ ...state, hasLink: true });
      return linked;
    }
    const { attempt, device } = await client.signInWithDevice(providerId);
    set({ ...state, device });
    return attempt;
  };

  return {
    getState: () => state,
    subscribe(listener) {
      if (listeners.size === 0) unwatch = client.watch?.(() => void rest());
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        unwatch?.();
        unwatch = undefined;
      };
    },
    refresh: () => rest(),

    async start(tabCallback) {
      if (isStarted) return;
      isStarted = true;
      let attempt: PendingAttempt | undefined;
      try {
        attempt = client.pending();
      } catch (error) {
        return set({ ...state, status: 'unavailable', problem: problemOf(error) });
      }
      await rest();
      if (tabCallback)
        await finish({ waitingFor: attempt?.provider }, () => client.handleTabCallback(tabCallback));
      else if (attempt) {
        const { signal } = begin();
        const { attempt: id, provider, signInMethod } = attempt;
        linked = id;
        current = finish({ waitingFor: provider, signInMethod, resumed: true, hasLink: true }, () =>
          client.waitForAccount(id, signal),
        );
        await current;
      }
    },

    async signIn(providerId, given) {
      // One that was given up comes to its end first.
      if (waiting?.signal.aborted) await current;
      if (waiting) return;
      const { signal } = begin();
      const provider = state.providers.find(({ id }) => id === providerId);
      const signInMethod = given ?? provider?.signInMethods[0] ?? 'authorization_code';
      current = finish({ waitingFor: providerId, signInMethod }, async () =>
        client.waitForAccount(await beginAt(providerId, signInMethod), signal),
      );
      await current;
    },

    async openAgain() {
      const url = await signInLink();
      if (url) client.openExternal(url);
    },
    signInLink,
    cancel: () => waiting?.abort(),

    async signOut(accountId) {
      await client.signOut(accountId).then(
        ({ endSessionUrl }) => rest(undefined, endSessionUrl),
        (error) => rest(problemOf(error)),
      );
    },
  };
}

function problemOf(error: unknown): SignInProblem {
  if (error instanceof SignInError) return error.problem;
  const message = `Something went wrong in this page: ${error instanceof Error ? error.message : error}`;
  return { code: 'unexpected', message, advice: 'Reload the extension.' };
}
