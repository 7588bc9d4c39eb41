import type { AuthErrorReport } from '../core/errors.ts';
import type { Account } from '../session/account.ts';
import { type AuthClient, clientOver, type Outcome, type Transport } from './auth-client.ts';
import { bodyOf, type DdClient, type HttpService } from './dd-client.ts';
import { guardedStorage } from './guarded-storage.ts';
import { hostOf } from './host.ts';
import { type RelayedResponse, relayOf, responseOf } from './relay.ts';
import { type KeyStorage, sealKeyIn } from './seal-key.ts';
import { SignInError } from './sign-in-error.ts';

/** Options for pages outside Docker Desktop. */
export interface AuthClientOptions {
  /** Where the key of the backend's accounts is stored. Default: the page's `localStorage`. */
  readonly storage?: KeyStorage;
}

const RESTART_ATTEMPTS = 20;
const RESTART_PAUSE_MS = 500;

type ApiResponse = { ok: true; value: unknown; generation?: unknown } | { ok: false; error: AuthErrorReport };
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

  const send = async <T>(request: (service: HttpService) => Promise<unknown>): Promise<T> => {
    const service = ddClient.extension.vm?.service;
    if (!service) throw unavailable('This extension has no backend service to sign in through.');
    // Not a direct call: a host may throw instead of rejecting.
    const responding = Promise.resolve(service).then(request);
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

  const pathOf = (attempt: string) => `attempts/${encodeURIComponent(attempt)}`;

  const transport: Transport = {
    session: () => get('session'),
    signIn: (provider, signInMethod) => post('sign-in', { provider, signInMethod, host: hostOf(ddClient) }),
    signInWithDevice: (provider) => post('sign-in', { provider, signInMethod: 'device_code' }),
    link: async (attempt) => (await post<{ url: string }>(`${pathOf(attempt)}/link`, {})).url,
    handleCallback: (attempt, query) =>
      retryWhileRestarting(() => post<Account>('tab-callback', { attempt, query })),
    outcome: (attempt) => get<Outcome>(pathOf(attempt)).catch(() => undefined),

    async wait(attempt, signal) {
      // Docker's client cannot abort a request, so an abort tells the backend to end the attempt, which ends the request.
      const cancel = () => void post(`${pathOf(attempt)}/cancel`, {}).catch(() => undefined);
      if (signal.aborted) cancel();
      signal.addEventListener('abort', cancel, { once: true });
      try {
        for (;;) {
          signal.throwIfAborted();
          const outcome = await retryWhileRestarting(() => get<Outcome>(`${pathOf(attempt)}?wait=true`));
          if (outcome.status === 'signed-in') return outcome.value;
          if (outcome.status === 'failed') throw new SignInError(outcome.error);
        }
      } finally {
        signal.removeEventListener('abort', cancel);
      }
    },

    signOut: (account) => post('sign-out', { account }),
    fetch: async (account, url, init) =>
      responseOf(await post<RelayedResponse>('fetch', { account, ...(await relayOf(url, init)) })),
    callBackend: (path, data) =>
      call((service) => (data === undefined ? service.get(path) : service.post(path, data))),
    accessToken: (account) => post('access-token', { account }),

    async rotateKey() {
      const next = await key.next();
      await post('rotate-key', { key: next });
      await key.settle(next);
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
