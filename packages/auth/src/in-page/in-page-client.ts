import type { Extension } from '@ddext-oauth/providers';
import type { ProviderSettings, ReadVariable } from '../core/client/settings.ts';
import { AuthError, type AuthErrorReport, asAuthError } from '../core/errors.ts';
import type { ApiRequest } from '../session/api-calls/api.ts';
import { Auth } from '../session/auth.ts';
import type { SimulatedProvider } from '../session/simulated-provider.ts';
import type { Quarantined } from '../stores/store.ts';
import type { AuthClient } from '../ui/client.ts';
import type { DdClient } from '../ui/dd-client.ts';
import { guardedStorage } from '../ui/guarded-storage.ts';
import { pendingAttemptIn } from '../ui/pending-attempt.ts';
import type { KeyStorage } from '../ui/seal-key.ts';
import { hasNoResponse, SignInError } from '../ui/sign-in-error.ts';
import { signInMethodsIn } from '../ui/sign-in-methods.ts';
import { forgetTabCallback } from '../ui/tab-callback.ts';
import { type PageStore, pageStore } from './page-store.ts';
import { sharedAttempts } from './shared-attempts.ts';

/** Options of {@link createInPageAuthClient}. */
export interface InPageOptions {
  readonly ddClient: DdClient;
  /** Must use the strategy `extension-tab`: a page cannot listen on a port. */
  readonly extension: Extension;
  /** Public clients only: a page cannot keep a secret (RFC 8252 section 8.5). */
  readonly providers: readonly ProviderSettings[];
  /** Reads a setting that is given by name, from the variables in the UI's build. */
  readonly read: ReadVariable;
  readonly insecureLoopbackIssuer?: boolean;
  /** For development, see `simulated`. */
  readonly simulatedProvider?: SimulatedProvider;
  /** Stores accounts and attempts. Default: `pageStore()`. */
  readonly store?: PageStore;
  /** Stores the ID of the page's attempt. Default: `localStorage`. */
  readonly storage?: KeyStorage;
}

/**
 * Creates the client of an extension without a backend. The page exchanges the code and stores the tokens, as a
 * browser-based OAuth client (RFC 10017).
 *
 * @example
 *   const client = createInPageAuthClient({ ddClient, extension, providers, read: (name) => import.meta.env[name] });
 *   root.render(<AuthProvider client={client}>…</AuthProvider>);
 *
 * @throws RangeError for another strategy, or a provider with a client secret or key
 */
export function createInPageAuthClient(options: InPageOptions): AuthClient {
  const { ddClient, extension, providers, read, insecureLoopbackIssuer = false, simulatedProvider } = options;
  if (extension.strategy !== 'extension-tab')
    throw new RangeError('A page needs the strategy extension-tab.');
  const confidential = providers.find(({ clientSecret, clientKey }) => clientSecret || clientKey);
  if (confidential) throw new RangeError(`${confidential.id} has a client secret, which a page cannot keep.`);
  const storage = guardedStorage(() => options.storage ?? localStorage);
  const pending = pendingAttemptIn(storage);
  const signInMethods = signInMethodsIn(storage, pending);
  const store = options.store ?? pageStore();
  const auth = new Auth({
    extension,
    providers,
    read,
    store,
    insecureLoopbackIssuer,
    ...(simulatedProvider && { simulatedProvider }),
  });
  const attempts = sharedAttempts(auth, store);
  /** Only for this attempt: another page may have started the next one. */
  const forget = (attempt: string) => {
    if (pending.get()?.attempt === attempt) pending.clear();
  };

  return {
    async session() {
      const { notice, ...session } = signInMethods.inOrder(await withSignInErrors(auth.session()));
      const unreadable = store.seal?.lastQuarantined;
      return { ...session, ...(notice && unreadable && { notice: noticeOf(unreadable) }) };
    },

    async signIn(provider, signInMethod = 'authorization_code') {
      const { attempt, url } = await withSignInErrors(auth.signIn(provider, signInMethod));
      signInMethods.record(attempt, signInMethod);
      pending.set({ attempt, provider, signInMethod, tab: true });
      ddClient.host.openExternal(url);
      return attempt;
    },

    async signInWithDevice(provider) {
      const created = await withSignInErrors(auth.signInWithDevice(provider));
      signInMethods.record(created.attempt, 'device_code');
      return created;
    },

    link: (attempt) => withSignInErrors(auth.linkOf(attempt)),

    pending: () => pending.get(),

    async handleTabCallback(query) {
      const { attempt = 'none', signInMethod } = pending.get() ?? {};
      try {
        const account = await withSignInErrors(attempts.handleCallback(attempt, query));
        forget(attempt);
        signInMethods.succeeded(account, signInMethod);
        return account;
      } catch (error) {
        // A response to another attempt leaves this attempt open.
        if (!(await withSignInErrors(attempts.isOpen(attempt)))) forget(attempt);
        throw error;
      } finally {
        forgetTabCallback();
      }
    },

    async waitForAccount(attempt, signal) {
      const signInMethod = signInMethods.of(attempt);
      const kept = pending.get();
      try {
        const account = await withSignInErrors(attempts.wait(attempt, signal));
        signInMethods.succeeded(account, signInMethod);
        return account;
      } catch (error) {
        if (signal.aborted || hasNoResponse(error)) signInMethods.dropped(attempt, kept);
        throw error;
      } finally {
        forget(attempt);
      }
    },

    signOut: (account) => withSignInErrors(auth.signOut(account)),

    fetch: (accountOrProvider, url, init) =>
      withSignInErrors(requestOf(url, init).then((request) => auth.fetch(accountOrProvider, url, request))),
    accessToken: (account) => withSignInErrors(auth.accessToken(account)),
    rotateKey: () => withSignInErrors(auth.rotateKey('')),
    openExternal: (url) => ddClient.host.openExternal(url),
    watch: (changed) => store.watch(changed),
  };
}

/**
 * Takes the arguments of `fetch`.
 *
 * @throws AuthError `request-invalid`
 */
async function requestOf(url: string, init?: RequestInit): Promise<ApiRequest> {
  try {
    const request = new Request(url, init);
    const { method, headers } = request;
    const body = new Uint8Array(await request.arrayBuffer());
    return { method, headers: Object.fromEntries(headers), ...(body.length > 0 && { body }) };
  } catch (cause) {
    const message = 'This request cannot be sent: look at its address, method, headers and body.';
    throw new AuthError('request-invalid', message, { cause });
  }
}

const whatHappened: Readonly<Partial<Record<Quarantined['reason'], string>>> = {
  tampered: 'were changed by something else',
  'another-key': 'are sealed with another key',
  'newer-version': 'were written by a newer version',
};

function noticeOf({ reason }: Quarantined): AuthErrorReport {
  const message = `The accounts that this page had stored ${whatHappened[reason] ?? 'cannot be read'}.`;
  return { ...new AuthError('store-quarantined', message).report(), advice: 'Sign in again.' };
}

/** Converts rejections to {@link SignInError}, as in every {@link AuthClient}. */
async function withSignInErrors<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw new SignInError(asAuthError(error).report(), { cause: error });
  }
}
