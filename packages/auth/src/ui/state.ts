import { checkKey } from '@ddext-oauth/providers';
import type { AuthErrorReport } from '../core/errors.ts';
import type { Account, ServiceAccount, Session, SignInMethod, Verification } from '../session/account.ts';
import type { PastedKey } from '../session/keys/keys.ts';
import type { AuthClient, DeviceCode } from './auth-client.ts';
import type { PendingAttempt } from './pending-attempt.ts';
import { SignInError, type SignInProblem } from './sign-in-error.ts';

/** The state that a UI shows. */
export interface AuthState {
  /**
   * - `waiting`: from pressing "Sign in" until the user has signed in or cancelled
   * - `locked`: the backend has accounts that this page has no key for, or belongs to another page, or the key is in a keychain
   *   that cannot be read
   * - `unavailable`: the request to the backend failed
   */
  readonly status: 'loading' | 'unavailable' | 'locked' | 'signed-out' | 'waiting' | 'signed-in';
  readonly providers: Session['providers'];
  readonly accounts: readonly Account[];
  /** The accounts of the extension itself. Absent if it has none. */
  readonly services?: readonly ServiceAccount[];
  /** The ID of the provider of the sign-in in progress. */
  readonly waitingFor?: string;
  /** The method of the sign-in in progress. */
  readonly signInMethod?: SignInMethod;
  /** Present while the browser can be opened again, see `openAgain` and `signInLink`. */
  readonly hasLink?: true;
  /**
   * Present if the page was reloaded during a sign-in without a response: the user may still be in the browser, or the
   * response was dropped.
   */
  readonly resumed?: true;
  /** What the user enters at the provider. Present for a device code. */
  readonly device?: DeviceCode;
  /** The error of the last action. Removed by the next action and by `dismiss`. */
  readonly problem?: SignInProblem;
  /** The link that ends the session at the provider. Present after a sign-out, until the next action or `dismiss`. */
  readonly endSessionUrl?: string;
  /** The provider's page with a removed key, which is still valid. Present as `endSessionUrl`. */
  readonly keyPage?: string;
  /** The last connection test. Until it has ended, there is no result. */
  readonly verification?: { readonly account: string; readonly result?: TestResult };
  /** Information for the user that is not the result of an action. */
  readonly notice?: AuthErrorReport;
}

/** The result of a connection test of an account, or why it could not run. */
export type TestResult = Verification | { readonly status: 'failed'; readonly problem: SignInProblem };

/** A store over an {@link AuthClient}, for any UI library. Its methods never reject: failures become `problem`. */
export interface AuthStore {
  getState(): AuthState;
  /** @returns a function that ends the subscription */
  subscribe(listener: () => void): () => void;
  /**
   * Loads the session and continues the sign-in of the previous page. A second call does nothing.
   *
   * @param tabCallback the result of `takeTabCallback`
   */
  start(tabCallback?: string): Promise<void>;
  /**
   * Loads the session again. What the user may not have read yet (`problem`, `endSessionUrl`) stays while the status is the
   * same: the window gets the focus when they return from the browser.
   */
  refresh(): Promise<void>;
  /**
   * Starts a sign-in and waits for its outcome. Does nothing during another sign-in.
   *
   * @param signInMethod default: the first method of the provider
   */
  signIn(providerId: string, signInMethod?: SignInMethod): Promise<void>;
  /** Opens the browser again for the sign-in in progress. */
  openAgain(): Promise<void>;
  /**
   * Returns a link to the sign-in in progress.
   *
   * @returns undefined if there is none; `problem` contains the reason, unless the sign-in has ended
   */
  signInLink(): Promise<string | undefined>;
  /** Cancels the sign-in in progress. */
  cancel(): void;
  /** Signs an account out. An account that is no longer signed in, for example after a second click, is not a problem. */
  signOut(accountId: string): Promise<void>;
  /**
   * Checks a pasted text and adds the account of the key. Text that cannot be a key of the provider is not sent.
   *
   * @returns what is wrong, to show beside the field; undefined if the account was added
   */
  addKey(providerId: string, pasted: PastedKey): Promise<SignInProblem | undefined>;
  /** Tests the credential of an account. The result is in `verification`. */
  verify(accountId: string): Promise<void>;
  /** Removes what the user has read. */
  dismiss(read: keyof Reported): void;
}

/** What the last action reported. */
type Reported = Pick<AuthState, 'problem' | 'endSessionUrl' | 'keyPage' | 'verification'>;

const endedBy = new Set<SignInProblem['code']>(['attempt-unknown', 'attempt-expired']);
const lockedBy = new Set<SignInProblem['code']>(['store-locked', 'store-key-invalid', 'backend-owned']);

/**
 * Creates an {@link AuthStore}. Call `start` once.
 *
 * @example
 *   const store = createAuthStore(client);
 *   store.subscribe(() => render(store.getState()));
 *   await store.start(takeTabCallback(window));
 */
export function createAuthStore(client: AuthClient): AuthStore {
  let state: AuthState = { status: 'loading', providers: [], accounts: [] };
  let waiting: AbortController | undefined;
  let isStarted = false;
  /** The ID of the attempt in progress, if a browser completes it. */
  let linked: string | undefined;
  /** Resolves when the sign-in in progress has ended. */
  let current: Promise<void> = Promise.resolve();
  const listeners = new Set<() => void>();
  /** Stops watching other pages. Set while there is a listener. */
  let unwatch: (() => void) | undefined;

  const set = (next: AuthState) => {
    state = next;
    for (const listener of listeners) listener();
  };

  /** Shows the session, with what the last action reported. */
  const rest = async (reported: Reported = {}) => {
    const next = await client.session().then(
      ({ providers, accounts, services, notice }): AuthState => ({
        status: accounts.length > 0 ? 'signed-in' : 'signed-out',
        providers,
        accounts,
        ...(services && { services }),
        ...reported,
        ...(notice && { notice }),
      }),
      (error): AuthState => {
        const { providers, accounts } = state;
        const met = problemOf(error);
        return {
          status: isLockedBy(met) ? 'locked' : 'unavailable',
          providers,
          accounts,
          problem: met,
        };
      },
    );
    // A sign-in that started meanwhile sets the state itself.
    if (!waiting) set(next);
  };

  /** Shows the session of now. Keeps what the last action reported, unless it no longer describes what is shown. */
  const reload = async () => {
    const { status, accounts } = state;
    const reported = reportedIn(state);
    await rest();
    if (waiting || state.status !== status || state.accounts.length !== accounts.length) return;
    if (status !== 'signed-in' && status !== 'signed-out') return;
    if (Object.keys(reported).length > 0) set({ ...state, ...reported });
  };

  const begin = (): AbortController => {
    waiting = new AbortController();
    return waiting;
  };

  /** Shows the waiting state, and then the outcome. */
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
    await rest(problem && { problem });
  };

  const signInLink = async (): Promise<string | undefined> => {
    const attempt = linked;
    if (!attempt) return undefined;
    return client.link(attempt).catch((error) => {
      // If the attempt has ended meanwhile, waitForAccount reports the reason.
      if (linked === attempt && !endedBy.has(problemOf(error).code))
        set({ ...state, problem: problemOf(error) });
      return undefined;
    });
  };

  /** Starts a sign-in, and returns the ID of its attempt. */
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
      if (listeners.size === 0) unwatch = client.watch?.(() => void reload());
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        unwatch?.();
        unwatch = undefined;
      };
    },
    refresh: reload,

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
      // Wait until a cancelled sign-in has ended.
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
        ({ endSessionUrl, keyPage }) =>
          rest({ ...(endSessionUrl && { endSessionUrl }), ...(keyPage && { keyPage }) }),
        (error) => {
          const problem = problemOf(error);
          return problem.code === 'account-unknown' ? reload() : rest({ problem });
        },
      );
    },

    async addKey(providerId, pasted) {
      const provider = state.providers.find(({ id }) => id === providerId);
      const checked = provider?.key && checkKey(provider.key, pasted.key);
      if (checked && 'fault' in checked)
        return { code: 'key-malformed', message: checked.message, advice: copyAgain };
      const problem = await client.addKey(providerId, pasted).then(() => undefined, problemOf);
      if (!problem) await rest();
      return problem;
    },

    async verify(account) {
      set({ ...state, verification: { account } });
      const result = await client
        .verify(account)
        .catch((error): TestResult => ({ status: 'failed', problem: problemOf(error) }));
      // The test of another account has started meanwhile.
      if (state.verification?.account !== account) return;
      // A sign-in that the provider has ended is no longer in the session.
      await rest({ ...reportedIn(state), verification: { account, result } });
    },

    dismiss(read) {
      const { [read]: _, ...others } = state;
      set(others);
    },
  };
}

const copyAgain = 'Copy the key again, from the page where you created it.';

function reportedIn({ problem, endSessionUrl, keyPage, verification }: AuthState): Reported {
  return {
    ...(problem && { problem }),
    ...(endSessionUrl && { endSessionUrl }),
    ...(keyPage && { keyPage }),
    ...(verification && { verification }),
  };
}

function isLockedBy({ code }: SignInProblem): boolean {
  return lockedBy.has(code) || code.startsWith('keychain-');
}

function problemOf(error: unknown): SignInProblem {
  if (error instanceof SignInError) return error.problem;
  const message = `This page failed: ${error instanceof Error ? error.message : error}`;
  return { code: 'unexpected', message, advice: 'Reload the extension.' };
}
