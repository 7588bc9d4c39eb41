import type { AuthErrorReport } from '../core/errors.ts';
import type { Account, Session, SignedOut, SignInMethod } from '../session/account.ts';
import type { SignInAttempt } from '../session/sign-ins.ts';
import { bodyOf, type DdClient, type HttpService } from './dd-client.ts';
import { guardedStorage } from './guarded-storage.ts';
import { type PendingAttempt, pendingAttemptIn } from './pending-attempt.ts';
import { type RelayedResponse, relayOf, responseOf } from './relay.ts';
import { type KeyStorage, sealKeyIn } from './seal-key.ts';
import { hasNoResponse, SignInError } from './sign-in-error.ts';
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

/** The client of the backend's socket API. Every method rejects with {@link SignInError} if it fails. */
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
   * Calls a provider's API through the backend, which adds the access token and renews it if necessary.
   *
   * @example
   *   const response = await client.fetch(account.id, 'https://api.example.com/me');
   *
   * @param accountOrProvider the ID of an account, or of a provider with one account
   */
  fetch(accountOrProvider: string, url: string, init?: RequestInit): Promise<Response>;
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

/** Options for pages outside Docker Desktop. */
export interface AuthClientOptions {
  /** Where the key of the backend's accounts is stored. Default: the page's `localStorage`. */
  readonly storage?: KeyStorage;
}

const RESTART_ATTEMPTS = 20;
const RESTART_PAUSE_MS = 500;

type ApiResponse = { ok: true; value: unknown; generation?: unknown } | { ok: false; error: AuthErrorReport };
type Outcome =
  | { status: 'pending' }
  | { status: 'signed-in'; value: Account }
  | { status: 'failed'; error: AuthErrorReport };

/**
 * Creates the client of the backend's socket API, which is mounted at `/auth`. It calls the API through Docker's
 * client, and unlocks the backend's accounts when they are locked.
 *
 * @example
 *   const client = createAuthClient(createDockerDesktopClient());
 *   const attempt = await client.signIn('github');
 *   const account = await client.waitForAccount(attempt, AbortSignal.timeout(600_000));
 *
 * @param ddClient the result of `createDockerDesktopClient()`
 */
export function createAuthClient(ddClient: DdClient, options: AuthClientOptions = {}): AuthClient {
  const storage = guardedStorage(() => options.storage ?? globalThis.localStorage ?? memoryStorage);
  const key = sealKeyIn(storage);
  const pending = pendingAttemptIn(storage);
  const signInMethods = signInMethodsIn(storage, pending);

  const send = async <T>(request: (service: HttpService) => Promise<unknown>): Promise<T> => {
    const service = ddClient.extension.vm?.service;
    if (!service) throw unavailable('This extension has no backend service to sign in through.');
    const body = await request(service).then(bodyOf, (cause) => {
      throw unavailable('Could not reach the backend of this extension.', cause);
    });
    if (!isApiResponse(body)) throw unavailable('The backend of this extension sent no valid response.');
    if (!body.ok) throw new SignInError(body.error);
    // The response is valid even if its number could not be stored. Then only an older copy of the file would go
    // unnoticed.
    await key.learn(body.generation).catch(() => undefined);
    return body.value as T;
  };

  const unlock = async () => {
    const keys = await key.candidates();
    const newest = await key.newest();
    const { used } = await send<{ used: number }>((service) =>
      service.post('/auth/unlock', { keys, newest }),
    );
    await key.settle(keys[used] as string);
  };

  const call = <T>(request: (service: HttpService) => Promise<unknown>): Promise<T> =>
    send<T>(request).catch(async (error) => {
      if (!(error instanceof SignInError) || error.problem.code !== 'store-locked') throw error;
      await unlock();
      return send<T>(request);
    });

  const get = <T>(path: string) => call<T>((service) => service.get(`/auth/${path}`));
  const post = <T>(path: string, data: object) => call<T>((service) => service.post(`/auth/${path}`, data));

  return {
    session: async () => signInMethods.inOrder(await get('session')),

    async signIn(provider, signInMethod = 'authorization_code') {
      const { attempt, url, tab } = await post<SignInAttempt>('sign-in', { provider, signInMethod });
      signInMethods.record(attempt, signInMethod);
      pending.set({ attempt, provider, signInMethod, ...(tab && { tab }) });
      ddClient.host.openExternal(url);
      return attempt;
    },

    async signInWithDevice(provider) {
      const signInMethod = 'device_code';
      const created = await post<{ attempt: string; device: DeviceCode }>('sign-in', {
        provider,
        signInMethod,
      });
      signInMethods.record(created.attempt, signInMethod);
      return created;
    },

    link: async (attempt) =>
      (await post<{ url: string }>(`attempts/${encodeURIComponent(attempt)}/link`, {})).url,

    pending: () => pending.get(),

    async handleTabCallback(query) {
      const { attempt = 'none', signInMethod } = pending.get() ?? {};
      const account = await retryWhileRestarting(() => post<Account>('tab-callback', { attempt, query }))
        .catch(async (error) => {
          const outcome = await get<Outcome>(`attempts/${attempt}`).catch(() => undefined);
          // Of two pages that opened with the same response, the other one was first.
          if (outcome?.status === 'signed-in') return outcome.value;
          // A response to another attempt leaves the attempt of this page open.
          if (outcome?.status !== 'pending') pending.clear();
          throw error;
        })
        .finally(() => forgetTabCallback());
      pending.clear();
      signInMethods.succeeded(account, signInMethod);
      return account;
    },

    async waitForAccount(attempt, signal) {
      const signInMethod = signInMethods.of(attempt);
      const kept = pending.get();
      const path = `attempts/${encodeURIComponent(attempt)}`;
      // Docker's client cannot abort a request, so an abort tells the backend to end the attempt, which ends the request.
      const cancel = () => void post(`${path}/cancel`, {}).catch(() => undefined);
      if (signal.aborted) cancel();
      signal.addEventListener('abort', cancel, { once: true });
      try {
        for (;;) {
          signal.throwIfAborted();
          const outcome = await retryWhileRestarting(() => get<Outcome>(`${path}?wait=true`));
          if (outcome.status === 'signed-in') {
            signInMethods.succeeded(outcome.value, signInMethod);
            return outcome.value;
          }
          if (outcome.status === 'failed') throw new SignInError(outcome.error);
        }
      } catch (error) {
        if (signal.aborted || hasNoResponse(error)) signInMethods.dropped(attempt, kept);
        throw error;
      } finally {
        signal.removeEventListener('abort', cancel);
        if (pending.get()?.attempt === attempt) pending.clear();
      }
    },

    signOut: (account) => post('sign-out', { account }),
    fetch: async (account, url, init) =>
      responseOf(await post<RelayedResponse>('fetch', { account, ...(await relayOf(url, init)) })),
    accessToken: (account) => post('access-token', { account }),

    async rotateKey() {
      const next = await key.next();
      await post('rotate-key', { key: next });
      await key.settle(next);
    },

    openExternal: (url) => ddClient.host.openExternal(url),
  };
}

/** For a program without localStorage: keeps values in memory. */
const forgotten = new Map<string, string>();
const memoryStorage: KeyStorage = {
  getItem: (name) => forgotten.get(name) ?? null,
  setItem: (name, value) => void forgotten.set(name, value),
  removeItem: (name) => void forgotten.delete(name),
};

/** Retries while the backend restarts. It knows the attempt afterwards. */
async function retryWhileRestarting<T>(request: () => Promise<T>): Promise<T> {
  for (let attempts = 1; ; attempts++) {
    try {
      return await request();
    } catch (error) {
      const away = error instanceof SignInError && error.problem.code === 'backend-unavailable';
      if (!away || attempts === RESTART_ATTEMPTS) throw error;
      await new Promise((resolve) => setTimeout(resolve, RESTART_PAUSE_MS));
    }
  }
}

function isApiResponse(body: unknown): body is ApiResponse {
  return typeof body === 'object' && body !== null && 'ok' in body && ('value' in body || 'error' in body);
}

function unavailable(message: string, cause?: unknown): SignInError {
  const advice = 'Wait a moment and try again. If it keeps happening, restart Docker Desktop.';
  return new SignInError({ code: 'backend-unavailable', message, advice }, { cause });
}
