import { AuthError, asAuthError } from '../core/errors.ts';
import type { ProviderSettings, ReadVariable } from '../core/settings.ts';
import type { Account } from '../session/account.ts';
import { ATTEMPT_LIFETIME_MS } from '../session/attempts.ts';
import { Auth } from '../session/auth.ts';
import type { Extension } from '../session/extension.ts';
import type { StandIn } from '../session/stand-in.ts';
import type { TokenStore } from '../stores/store.ts';
import { type AuthClient, SignInError } from '../ui/client.ts';
import type { DdClient } from '../ui/dd-client.ts';
import { pendingAttemptIn } from '../ui/pending-attempt.ts';
import type { KeyStorage } from '../ui/seal-key.ts';
import { waysIn } from '../ui/ways.ts';
import { pageStore } from './page-store.ts';

/** What an extension without a backend signs in with. */
export interface InPageOptions {
  readonly ddClient: DdClient;
  /** With the strategy `extension-tab`: a page has no port for a browser to come back to. */
  readonly extension: Extension;
  /** Public clients only: whatever is in a page is in everybody's hands (RFC 8252 section 8.5). */
  readonly providers: readonly ProviderSettings[];
  /** Reads a setting that is given by name, from what the UI's build let through. */
  readonly read: ReadVariable;
  readonly insecureLoopbackIssuer?: boolean;
  /** For development, see `simulated`. */
  readonly standIn?: StandIn;
  readonly store?: TokenStore;
  readonly storage?: KeyStorage;
}

/**
 * The same as `createAuthClient`, without a backend: the page itself exchanges the code, and keeps the tokens.
 *
 * @throws RangeError with another strategy, or a provider with a client secret or key
 */
export function createInPageAuthClient(options: InPageOptions): AuthClient {
  const { ddClient, extension, providers, read, insecureLoopbackIssuer = false, standIn } = options;
  if (extension.strategy !== 'extension-tab')
    throw new RangeError('A page needs the strategy extension-tab.');
  const confidential = providers.find(({ clientSecret, clientKey }) => clientSecret || clientKey);
  if (confidential) throw new RangeError(`${confidential.id} has a client secret, which a page cannot keep.`);
  const storage = () => options.storage ?? localStorage;
  const pending = pendingAttemptIn(storage);
  const ways = waysIn(storage, pending);
  const store = options.store ?? pageStore({ storage: storage() });
  const auth = new Auth({
    extension,
    providers,
    read,
    store,
    insecureLoopbackIssuer,
    ...(standIn && { standIn }),
  });

  return {
    session: async () => ways.inOrder(await told(auth.session())),

    async signIn(provider, way = 'authorization_code') {
      const { attempt, url } = await told(auth.signIn(provider, way));
      ways.begun(attempt, way);
      pending.set({ attempt, provider, way });
      ddClient.host.openExternal(url);
      return attempt;
    },

    async signInWithDevice(provider) {
      const started = await told(auth.signInWithDevice(provider));
      ways.begun(started.attempt, 'device_code');
      return started;
    },

    pending: () => pending.get(),

    async answer(query) {
      const { attempt = 'none', way } = pending.get() ?? {};
      // One page at a time: of two with the same answer the second finds the account that the first has put there.
      const finish = () => auth.finishSignInInTab(attempt, new URLSearchParams(query));
      const account = await told(store.exclusively(`answer ${attempt}`, finish));
      pending.clear();
      ways.worked(account, way);
      return account;
    },

    async waitForAccount(attempt, signal) {
      const way = ways.of(attempt);
      const cancel = () => void auth.cancelAttempt(attempt).catch(() => undefined);
      if (signal.aborted) cancel();
      signal.addEventListener('abort', cancel, { once: true });
      try {
        const account = await told(outcomeOf(auth, attempt, signal));
        ways.worked(account, way);
        return account;
      } finally {
        signal.removeEventListener('abort', cancel);
        if (pending.get()?.attempt === attempt) pending.clear();
      }
    },

    signOut: (account) => told(auth.signOut(account)),

    async fetch(who, url, init) {
      const request = new Request(url, init);
      const { method, headers } = request;
      const body = new Uint8Array(await request.arrayBuffer());
      const sent = { method, headers: Object.fromEntries(headers), ...(body.length > 0 && { body }) };
      return told(auth.fetch(who, url, sent));
    },

    accessToken: (account) => told(auth.accessToken(account)),
    rotateKey: () => told(auth.rotateKey('')),
    openExternal: (url) => ddClient.host.openExternal(url),
  };
}

async function outcomeOf(auth: Auth, attempt: string, signal: AbortSignal): Promise<Account> {
  const outcome = await auth.waitForAttempt(attempt, ATTEMPT_LIFETIME_MS, signal);
  if (outcome.status === 'signed-in') return outcome.value;
  if (outcome.status === 'failed') throw outcome.error;
  throw new AuthError('attempt-expired', 'This sign-in was open for too long.');
}

/** Rejects as every {@link AuthClient} does. */
async function told<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw new SignInError(asAuthError(error).report(), { cause: error });
  }
}
