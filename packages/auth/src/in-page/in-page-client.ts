import type { Extension } from '@ddext-oauth/providers';
import type { ProviderSettings, ReadVariable } from '../core/client/settings.ts';
import { AuthError, type AuthErrorReport, asAuthError } from '../core/errors.ts';
import type { KeySettings } from '../core/keys/key-settings.ts';
import { SettingsError } from '../core/settings-error.ts';
import { Auth } from '../session/auth.ts';
import type { SimulatedProvider } from '../session/simulated-provider.ts';
import type { Quarantined } from '../stores/store.ts';
import { requestOf } from '../ui/api-request.ts';
import { type AuthClient, clientOver, type Transport } from '../ui/auth-client.ts';
import type { DdClient } from '../ui/dd-client.ts';
import { guardedStorage } from '../ui/guarded-storage.ts';
import type { KeyStorage } from '../ui/seal-key.ts';
import { SignInError } from '../ui/sign-in-error.ts';
import { type PageStore, pageStore } from './page-store.ts';
import { sharedAttempts } from './shared-attempts.ts';

/** Options of {@link createInPageAuthClient}. */
export interface InPageOptions {
  readonly ddClient: DdClient;
  /** Must use the strategy `extension-tab`: a page cannot listen on a port. */
  readonly extension: Extension;
  /** Public clients only: a page cannot keep a secret (RFC 8252 section 8.5). */
  readonly providers: readonly ProviderSettings[];
  /**
   * The providers whose users paste a key, which the page stores like tokens. Their APIs must let the page read responses
   * (CORS). None of the extension itself: a page cannot keep a secret.
   */
  readonly keys?: readonly KeySettings[];
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
 * @throws SettingsError for another strategy, or a provider with a client secret or key
 */
export function createInPageAuthClient(options: InPageOptions): AuthClient {
  const { ddClient, extension, providers, keys = [], read, simulatedProvider } = options;
  const { insecureLoopbackIssuer = false } = options;
  if (extension.strategy !== 'extension-tab')
    throw new SettingsError('A page needs the strategy extension-tab.');
  const confidential = providers.find(({ clientSecret, clientKey }) => clientSecret || clientKey);
  if (confidential)
    throw new SettingsError(`${confidential.id} has a client secret, which a page cannot keep.`);
  const fixed = keys.find((key) => key.fixed);
  if (fixed) throw new SettingsError(`${fixed.id} has a key of the extension, which a page cannot keep.`);
  const storage = guardedStorage(() => options.storage ?? localStorage);
  const store = options.store ?? pageStore();
  const auth = new Auth({
    extension,
    providers,
    keys,
    read,
    store,
    insecureLoopbackIssuer,
    ...(simulatedProvider && { simulatedProvider }),
  });
  const attempts = sharedAttempts(auth, store);

  const transport: Transport = {
    async session() {
      const { notice, ...session } = await withSignInErrors(auth.session());
      const unreadable = store.seal?.lastQuarantined;
      return { ...session, ...(notice && unreadable && { notice: noticeOf(unreadable) }) };
    },
    signIn: (provider, signInMethod) => withSignInErrors(auth.signIn(provider, signInMethod)),
    signInWithDevice: (provider) => withSignInErrors(auth.signInWithDevice(provider)),
    link: (attempt) => withSignInErrors(auth.linkOf(attempt)),
    handleCallback: (attempt, query) => withSignInErrors(attempts.handleCallback(attempt, query)),
    outcome: async (attempt) =>
      (await withSignInErrors(attempts.isOpen(attempt))) ? { status: 'pending' } : undefined,
    wait: (attempt, signal) => withSignInErrors(attempts.wait(attempt, signal)),
    signOut: (account) => withSignInErrors(auth.signOut(account)),
    addKey: (provider, pasted) => withSignInErrors(auth.addKey(provider, pasted)),
    verify: (account) => withSignInErrors(auth.verify(account)),
    async fetch(accountOrProvider, url, init) {
      const request = await requestOf(url, init);
      return withSignInErrors(auth.fetch(accountOrProvider, url, request));
    },
    callBackend: () =>
      withSignInErrors(
        Promise.reject(new AuthError('request-invalid', 'This extension has no backend to call.')),
      ),
    accessToken: (account) => withSignInErrors(auth.accessToken(account)),
    rotateKey: () => withSignInErrors(auth.rotateKey('')),
    watch: (changed) => store.watch(changed),
  };
  return clientOver(transport, ddClient, storage);
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
