import type { AuthErrorReport } from '../core/errors.ts';
import type { Account, Session, SignedOut, SignInMethod, Verification } from '../session/account.ts';
import type { PastedKey } from '../session/keys/keys.ts';
import type { SignInAttempt } from '../session/sign-ins.ts';
import type { DdClient } from './dd-client.ts';
import { hostOf } from './host.ts';
import { methodsIn } from './host-methods.ts';
import { type PendingAttempt, pendingAttemptIn } from './pending-attempt.ts';
import type { KeyStorage } from './seal-key.ts';
import { hasNoResponse } from './sign-in-error.ts';
import { signInMethodsIn } from './sign-in-methods.ts';
import { forgetTabCallback } from './tab-callback.ts';

/** What to show a user who signs in with a device code (RFC 8628 section 3.3). */
export interface DeviceCode {
  readonly userCode: string;
  readonly verificationUri: string;
  /** The link that contains the code, for a QR code. Absent if the provider does not support it. */
  readonly verificationUriComplete?: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

/** The client of the UI. Every method rejects with {@link SignInError} if it fails. */
export interface AuthClient {
  /** Returns the accounts and providers. The method that last succeeded here is the first of a provider's methods. */
  session(): Promise<Session>;
  /**
   * Starts a sign-in and opens its page in the user's browser.
   *
   * @param signInMethod default: `authorization_code`
   * @returns the ID of the attempt, for {@link waitForAccount}
   */
  signIn(providerId: string, signInMethod?: Exclude<SignInMethod, 'device_code'>): Promise<string>;
  /** Starts a sign-in with a device code (RFC 8628). Pass the attempt to {@link waitForAccount}. */
  signInWithDevice(providerId: string): Promise<{ attempt: string; device: DeviceCode }>;
  /** Returns a new link to the page of a sign-in in progress, to open the browser again or to use another browser. */
  link(attempt: string): Promise<string>;
  /** Returns the sign-in that this page or the previous page started and whose outcome it does not know yet. */
  pending(): PendingAttempt | undefined;
  /**
   * Sends the provider's response in the tab's URL to the backend (see `takeTabCallback`). A response that this
   * extension did not request is rejected with `callback-unexpected` and ignored.
   */
  handleTabCallback(query: string): Promise<Account>;
  /** Resolves with the account when the user has signed in. Aborting stops waiting and ends the attempt. */
  waitForAccount(attempt: string, signal: AbortSignal): Promise<Account>;
  signOut(accountId: string): Promise<SignedOut>;
  /**
   * Adds an account by a pasted key, which the provider proves first. The key is sent to the backend once, and no call
   * returns it. Check the text with `checkKey` before.
   *
   * @example
   *   const account = await client.addKey('github', { key });
   *
   * @returns the account of the key's owner
   */
  addKey(providerId: string, pasted: PastedKey): Promise<Account>;
  /**
   * Tests the credential of an account with a request to its provider.
   *
   * @param accountOrProvider the ID of an account, or of a provider with an account of the extension itself
   */
  verify(accountOrProvider: string): Promise<Verification>;
  /**
   * Calls a provider's API through the backend, which adds the access token and renews it if necessary.
   *
   * @example
   *   const response = await client.fetch(account.id, 'https://api.example.com/me');
   *
   * @param accountOrProvider the ID of an account, or of a provider with one account
   * @param url an absolute URL, or `userinfo_endpoint` for that endpoint of the provider
   */
  fetch(accountOrProvider: string, url: string, init?: RequestInit): Promise<Response>;
  /**
   * Calls a route of the extension's own backend that is mounted after `socketApi`. The backend answers only calls with the
   * page's token, which this adds. The route is a POST route, gets `data` as its `request.body`, and responds
   * `{ok: true, value}` or `{ok: false, error}`, with `AuthError.report()` as error.
   *
   * @example
   *   const value = await client.callBackend('/stars', { account: account.id });
   *
   * @param data anything that JSON can contain. Default: `{}`
   * @returns the value
   * @throws SignInError `backend-unavailable` | `backend-owned` | `store-failed`, and the error of the route
   */
  callBackend(path: string, data?: unknown): Promise<unknown>;
  /** Returns an access token, if the extension allows it (`exposeAccessToken`). */
  accessToken(accountId: string): Promise<{ accessToken: string; expiresAt?: number }>;
  /** Encrypts the backend's accounts with a new key. */
  rotateKey(): Promise<void>;
  /** Opens a page in the user's browser. */
  openExternal(url: string): void;
  /**
   * Calls `changed` when another page has signed in or out. Absent if the pages do not share a store.
   *
   * @returns a function that stops watching
   */
  watch?(changed: () => void): () => void;
}

/** The state of an attempt. */
export type Outcome =
  | { readonly status: 'pending' }
  | { readonly status: 'signed-in'; readonly value: Account }
  | { readonly status: 'failed'; readonly error: AuthErrorReport };

/** What a client calls: the backend over the extension's socket, or the engine in the page. It rejects with `SignInError`. */
export interface Transport
  extends Pick<
    AuthClient,
    | 'session'
    | 'link'
    | 'signOut'
    | 'addKey'
    | 'verify'
    | 'fetch'
    | 'callBackend'
    | 'accessToken'
    | 'rotateKey'
    | 'watch'
  > {
  signIn(providerId: string, signInMethod: Exclude<SignInMethod, 'device_code'>): Promise<SignInAttempt>;
  signInWithDevice(providerId: string): Promise<{ attempt: string; device: DeviceCode }>;
  /** Exchanges the provider's response in the tab's URL. */
  handleCallback(attempt: string, query: string): Promise<Account>;
  /** The state of an attempt; undefined if it is unknown. */
  outcome(attempt: string): Promise<Outcome | undefined>;
  /** Resolves when the user has signed in. Aborting ends the attempt. */
  wait(attempt: string, signal: AbortSignal): Promise<Account>;
}

/** The client over a transport. It remembers the attempt of this page and the methods that succeeded, in the storage. */
export function clientOver(transport: Transport, ddClient: DdClient, storage: () => KeyStorage): AuthClient {
  const pending = pendingAttemptIn(storage);
  const signInMethods = signInMethodsIn(storage, pending);
  const openExternal = (url: string) => ddClient.host.openExternal(url);
  /** Only for this attempt: another page may have started the next one. */
  const forget = (attempt: string) => {
    if (pending.get()?.attempt === attempt) pending.clear();
  };

  return {
    ...transport,
    session: async () => signInMethods.inOrder(methodsIn(hostOf(ddClient), await transport.session())),
    pending: pending.get,
    openExternal,

    async signIn(provider, signInMethod = 'authorization_code') {
      const { attempt, url, tab } = await transport.signIn(provider, signInMethod);
      signInMethods.record(attempt, signInMethod);
      pending.set({ attempt, provider, signInMethod, ...(tab && { tab }) });
      openExternal(url);
      return attempt;
    },

    async signInWithDevice(provider) {
      const created = await transport.signInWithDevice(provider);
      signInMethods.record(created.attempt, 'device_code');
      return created;
    },

    async handleTabCallback(query) {
      const { attempt = 'none', signInMethod } = pending.get() ?? {};
      const account = await transport
        .handleCallback(attempt, query)
        .catch(async (error) => {
          const outcome = await transport.outcome(attempt);
          // Of two pages that opened with the same response, the other one was first.
          if (outcome?.status === 'signed-in') return outcome.value;
          // A response to another attempt leaves the attempt of this page open.
          if (outcome?.status !== 'pending') forget(attempt);
          throw error;
        })
        .finally(forgetTabCallback);
      forget(attempt);
      signInMethods.succeeded(account, signInMethod);
      return account;
    },

    async waitForAccount(attempt, signal) {
      const signInMethod = signInMethods.of(attempt);
      const kept = pending.get();
      try {
        const account = await transport.wait(attempt, signal);
        signInMethods.succeeded(account, signInMethod);
        return account;
      } catch (error) {
        if (signal.aborted || hasNoResponse(error)) signInMethods.dropped(attempt, kept);
        throw error;
      } finally {
        forget(attempt);
      }
    },
  };
}
