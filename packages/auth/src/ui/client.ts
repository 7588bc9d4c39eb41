import type { AuthErrorReport } from '../core/errors.ts';
import type { Account } from '../session/account.ts';
import { type AuthClient, clientOver, type Outcome, type Transport } from './auth-client.ts';
import { bodyOf, type DdClient } from './dd-client.ts';
import { guardedStorage, namespaced } from './guarded-storage.ts';
import { hostOf } from './host.ts';
import { type RelayedResponse, relayOf, responseOf } from './relay.ts';
import { type KeyLocation, type KeyStorage, sealKeyIn } from './seal-key.ts';
import { SignInError, type SignInProblem } from './sign-in-error.ts';

/** Options of {@link createAuthClient}. */
export interface AuthClientOptions {
  /**
   * `ORG/NAME` of the extension. Pass it if the extension runs in a host where extensions share one localStorage, such as
   * Podman Desktop: the page's key is stored under this name.
   */
  readonly extensionId?: string;
  /** The path of the socket API, if it is not mounted at `/auth`: see `DDEXT_PREFIX` of `@ddext-oauth/gateway`. */
  readonly prefix?: string;
  /** Replaces the page's `localStorage`. */
  readonly storage?: KeyStorage;
  /** Where the key of the backend's accounts is. Default: the storage. `@ddext-oauth/auth/keychain` has others, which require `extensionId`. */
  readonly keyLocation?: KeyLocation;
}

const RESTART_ATTEMPTS = 20;
const RESTART_PAUSE_MS = 500;
/** Two pages that rotate the key at the same time need two. */
const SETTLE_ATTEMPTS = 5;

/** After these errors the token may be that of an earlier run: a backend that was unreachable may have restarted. */
const endsToken = new Set<SignInProblem['code']>(['caller-unknown', 'store-locked', 'backend-unavailable']);

type ApiResponse = { ok: true; value: unknown; generation?: unknown } | { ok: false; error: AuthErrorReport };

/**
 * Creates the client of the backend's socket API. It calls the API through Docker's
 * client. The first call unlocks the backend with the page's key, and gets the token that all others need.
 *
 * @example
 *   const client = createAuthClient(createDockerDesktopClient(), { extensionId: 'acme/my-extension' });
 *   const attempt = await client.signIn('github');
 *   const account = await client.waitForAccount(attempt, AbortSignal.timeout(600_000));
 *
 * @param ddClient the result of `createDockerDesktopClient()`
 */
export function createAuthClient(ddClient: DdClient, options: AuthClientOptions = {}): AuthClient {
  const { extensionId, keyLocation = ({ open }) => sealKeyIn(open), prefix = '/auth' } = options;
  const storage = guardedStorage(() => {
    const shared = options.storage ?? globalThis.localStorage ?? memoryStorage;
    return extensionId === undefined ? shared : namespaced(shared, extensionId);
  });
  const key = keyLocation({ ddClient, open: storage, extensionId });
  /** The token of the backend's current run. */
  let token: Promise<string> | undefined;

  const send = async <T>(path: string, sent: object): Promise<T> => {
    const service = ddClient.extension.vm?.service;
    if (!service) throw unavailable('This extension has no backend service to sign in through.');
    // Not a direct call: a host may throw instead of rejecting.
    const responding = Promise.resolve(service).then((http) => http.post(path, sent));
    const body = await responding.then(bodyOf, (cause) => {
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
    const unlocked = await send<{ used: number; callerToken: string }>(`${prefix}/unlock`, {
      keys,
      newest,
    }).catch((error) => {
      const isOwned = error instanceof SignInError && error.problem.code === 'backend-owned';
      throw isOwned ? (key.keychainProblem ?? error) : error;
    });
    const { used, callerToken } = unlocked;
    await settle(keys[used] as string, async (instead) => {
      await send(`${prefix}/rotate-key`, { callerToken, data: { key: instead } });
      return instead;
    });
    return callerToken;
  };

  /**
   * Ends a rotation, or moves the key to its location.
   *
   * @param rotate rotates the backend to another key, and returns that
   */
  const settle = async (used: string, rotate: (instead: string) => Promise<string>) => {
    let settling = used;
    for (let attempts = 1; attempts <= SETTLE_ATTEMPTS; attempts++) {
      const instead = await key.settle(settling);
      if (instead === undefined) return;
      settling = await rotate(instead);
    }
    throw unavailable('Other pages of this extension change its key at the same time.');
  };

  /** Calls at the same time share one token, and one unlocking. */
  const currentToken = () => {
    token ??= unlock().catch((error) => {
      token = undefined;
      throw error;
    });
    return token;
  };

  /**
   * Unlocks again if the backend has restarted, or if another window has rotated the key. The backend expects the token at
   * the start of the body.
   */
  const call = async <T>(path: string, data: unknown): Promise<T> => {
    for (let isRepeated = false; ; isRepeated = true) {
      const current = currentToken();
      const callerToken = await current;
      try {
        return await send<T>(path, { callerToken, data });
      } catch (error) {
        const code = error instanceof SignInError ? error.problem.code : undefined;
        if (code === undefined || !endsToken.has(code)) throw error;
        if (token === current) token = undefined;
        if (isRepeated || code === 'backend-unavailable') throw error;
      }
    }
  };

  const post = <T>(path: string, data: object) => call<T>(`${prefix}/${path}`, data);

  const pathOf = (attempt: string) => `attempts/${encodeURIComponent(attempt)}`;

  const transport: Transport = {
    session: () => post('session', {}),
    signIn: (provider, signInMethod) => post('sign-in', { provider, signInMethod, host: hostOf(ddClient) }),
    signInWithDevice: (provider) => post('sign-in', { provider, signInMethod: 'device_code' }),
    link: async (attempt) => (await post<{ url: string }>(`${pathOf(attempt)}/link`, {})).url,
    handleCallback: (attempt, query) =>
      retryWhileRestarting(() => post<Account>('tab-callback', { attempt, query })),
    outcome: (attempt) => post<Outcome>(pathOf(attempt), {}).catch(() => undefined),

    async wait(attempt, signal) {
      // Docker's client cannot abort a request, so an abort tells the backend to end the attempt, which ends the request.
      const cancel = () => void post(`${pathOf(attempt)}/cancel`, {}).catch(() => undefined);
      if (signal.aborted) cancel();
      signal.addEventListener('abort', cancel, { once: true });
      try {
        for (;;) {
          signal.throwIfAborted();
          const outcome = await retryWhileRestarting(() => post<Outcome>(pathOf(attempt), { wait: true }));
          if (outcome.status === 'signed-in') return outcome.value;
          if (outcome.status === 'failed') throw new SignInError(outcome.error);
        }
      } finally {
        signal.removeEventListener('abort', cancel);
      }
    },

    signOut: (account) => post('sign-out', { account }),
    addKey: (provider, { key, userName, replaces }) =>
      post('add-key', { provider, key, userName, account: replaces }),
    verify: (account) => post('verify', { account }),
    fetch: async (account, url, init) =>
      responseOf(await post<RelayedResponse>('fetch', { account, ...(await relayOf(url, init)) })),
    callBackend: (path, data = {}) => call(path, data),
    accessToken: (account) => post('access-token', { account }),

    async rotateKey() {
      const rotate = async () => {
        const next = await key.next();
        await post('rotate-key', { key: next });
        return next;
      };
      await settle(await rotate(), rotate);
    },
  };
  return clientOver(transport, ddClient, storage);
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
  const advice = 'Wait a moment and try again. If it keeps happening, restart this app.';
  return new SignInError({ code: 'backend-unavailable', message, advice }, { cause });
}
