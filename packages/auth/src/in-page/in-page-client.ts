import type { Extension } from '@ddext-oauth/providers';
import { AuthError, type AuthErrorReport, asAuthError } from '../core/errors.ts';
import type { ProviderSettings, ReadVariable } from '../core/settings.ts';
import type { ApiRequest } from '../session/api.ts';
import { Auth } from '../session/auth.ts';
import type { StandIn } from '../session/simulated-provider.ts';
import type { SetAside } from '../stores/store.ts';
import type { AuthClient } from '../ui/client.ts';
import type { DdClient } from '../ui/dd-client.ts';
import { guardedStorage } from '../ui/guarded-storage.ts';
import { pendingAttemptIn } from '../ui/pending-attempt.ts';
import type { KeyStorage } from '../ui/seal-key.ts';
import { isUnanswered, SignInError } from '../ui/sign-in-error.ts';
import { waysIn } from '../ui/sign-in-methods.ts';
import { forgetTabAnswer } from '../ui/tab-callback.ts';
import { type PageStore, pageStore } from './page-store.ts';
import { sharedAttempts } from './shared-attempts.ts';

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
  /** Where accounts and attempts are kept; `pageStore()` unless given. */
  readonly store?: PageStore;
  /** Where the page keeps the id of its attempt; its `localStorage` unless given. */
  readonly storage?: KeyStorage;
}

/**
 * The same as `createAuthClient`, without a backend: the page itself exchanges the code, and keeps the tokens, as a
 * browser-based OAuth client (RFC 10017).
 *
 * @throws RangeError with another strategy, or a provider with a client secret or key
 */
export function createInPageAuthClient(options: InPageOptions): AuthClient {
  const { ddClient, extension, providers, read, insecureLoopbackIssuer = false, standIn } = options;
  if (extension.strategy !== 'extension-tab')
    throw new RangeError('A page needs the strategy extension-tab.');
  const confidential = providers.find(({ clientSecret, clientKey }) => clientSecret || clientKey);
  if (confidential) throw new RangeError(`${confidential.id} has a client secret, which a page cannot keep.`);
  const storage = guardedStorage(() => options.storage ?? localStorage);
  const pending = pendingAttemptIn(storage);
  const ways = waysIn(storage, pending);
  const store = options.store ?? pageStore();
  const auth = new Auth({
    extension,
    providers,
    read,
    store,
    insecureLoopbackIssuer,
    ...(standIn && { standIn }),
  });
  const attempts = sharedAttempts(auth, store);
  /** Of this attempt only: another page may have begun the next one. */
  const forget = (attempt: string) => {
    if (pending.get()?.attempt === attempt) pending.clear();
  };

  return {
    async session() {
      const { notice, ...session } = ways.inOrder(await told(auth.session()));
      const unreadable = store.seal?.lastSetAside;
      return { ...session, ...(notice && unreadable && { notice: noticeOf(unreadable) }) };
    },

    async signIn(provider, way = 'authorization_code') {
      const { attempt, url } = await told(auth.signIn(provider, way));
      ways.begun(attempt, way);
      pending.set({ attempt, provider, way, tab: true });
      ddClient.host.openExternal(url);
      return attempt;
    },

    async signInWithDevice(provider) {
      const started = await told(auth.signInWithDevice(provider));
      ways.begun(started.attempt, 'device_code');
      return started;
    },

    link: (attempt) => told(auth.linkOf(attempt)),

    pending: () => pending.get(),

    async answer(query) {
      const { attempt = 'none', way } = pending.get() ?? {};
      try {
        const account = await told(attempts.answer(attempt, query));
        forget(attempt);
        ways.worked(account, way);
        return account;
      } catch (error) {
        // Another answer than the one that is waited for leaves the attempt open.
        if (!(await told(attempts.isOpen(attempt)))) forget(attempt);
        throw error;
      } finally {
        forgetTabAnswer();
      }
    },

    async waitForAccount(attempt, signal) {
      const way = ways.of(attempt);
      const kept = pending.get();
      try {
        const account = await told(attempts.wait(attempt, signal));
        ways.worked(account, way);
        return account;
      } catch (error) {
        if (signal.aborted || isUnanswered(error)) ways.unanswered(attempt, kept);
        throw error;
      } finally {
        forget(attempt);
      }
    },

    signOut: (account) => told(auth.signOut(account)),

    fetch: (who, url, init) => told(requestOf(url, init).then((request) => auth.fetch(who, url, request))),
    accessToken: (account) => told(auth.accessToken(account)),
    rotateKey: () => told(auth.rotateKey('')),
    openExternal: (url) => ddClient.host.openExternal(url),
    watch: (changed) => store.watch(changed),
  };
}

/** Takes what `fetch` takes. @throws AuthError `request-invalid` */
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

const whatHappened: Readonly<Partial<Record<SetAside['reason'], string>>> = {
  tampered: 'were changed by something else',
  'another-key': 'are sealed with another key',
  'newer-version': 'were written by a newer version',
};

function noticeOf({ reason }: SetAside): AuthErrorReport {
  const message = `The accounts that this page had stored ${whatHappened[reason] ?? 'cannot be read'}.`;
  return { ...new AuthError('store-set-aside', message).report(), advice: 'Sign in again.' };
}

/** Rejects as every {@link AuthClient} does. */
async function told<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw new SignInError(asAuthError(error).report(), { cause: error });
  }
}
