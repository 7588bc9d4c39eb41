import { type Extension, type Grant, grantsOf, redirectUriOf, redirectUrisOf } from '@ddext-oauth/providers';
import type { ClientOptions } from '../core/client.ts';
import { AuthError, type AuthErrorReport, asAuthError } from '../core/errors.ts';
import type { Pause } from '../core/pause.ts';
import type { ProviderSettings, ReadVariable } from '../core/settings.ts';
import { endSessionUrl, revokeTokens } from '../core/sign-out.ts';
import type { Quarantined, TokenStore } from '../stores/store.ts';
import { Access } from './access.ts';
import { type Account, accountOf, type Session, type SignedOut, type SignInMethod } from './account.ts';
import { Api, type ApiRequest } from './api.ts';
import type { AttemptOutcome } from './attempts.ts';
import { checkedStore } from './checked-store.ts';
import { ProviderRegistry } from './provider-registry.ts';
import { checkProviders } from './provider-rules.ts';
import type { SignInEvent } from './sign-in-event.ts';
import { type DeviceSignInAttempt, type SignInAttempt, SignIns } from './sign-ins.ts';
import type { SimulatedProvider } from './simulated-provider.ts';

/** What an {@link Auth} is made of. */
export interface AuthOptions extends ClientOptions {
  readonly extension: Extension;
  readonly providers: readonly ProviderSettings[];
  readonly store: TokenStore;
  /** Reads a setting that is given by name; from the environment in a generated backend. */
  readonly read: ReadVariable;
  /** Milliseconds since the epoch; injected by tests. */
  readonly now?: () => number;
  /** How to wait between two polls of a device code; injected by tests. */
  readonly pause?: Pause;
  /** Plays the providers that no client id is set for; see `simulated`. Never in an image. */
  readonly simulatedProvider?: SimulatedProvider;
  /** Told when a sign-in begins and how it ends, once each; see `logSignIns` of `./backend`. */
  readonly onSignIn?: (event: SignInEvent) => void;
}

/**
 * The engine behind both doors of the backend. The socket API calls it for the UI, the loopback callback
 * for the browser; it knows neither of them.
 */
export class Auth {
  readonly extension: Extension;
  readonly #options: AuthOptions;
  readonly #registry: ProviderRegistry;
  readonly #access: Access;
  readonly #api: Api;
  readonly #signIns: SignIns;
  /** The file that was set aside before somebody signed in again, which is when it stops being news. */
  #dismissedNotice: Quarantined | undefined;

  /** @throws RangeError for providers that cannot be together in this extension: see `checkProviders` */
  constructor(options: AuthOptions) {
    const { extension, providers, read, now = Date.now, pause, onSignIn } = options;
    const store = checkedStore(options.store);
    checkProviders(extension, providers);
    this.#options = { ...options, store };
    this.extension = extension;
    const registered = (provider: ProviderSettings) => redirectUrisOf(extension, provider);
    this.#registry = new ProviderRegistry(providers, read, options, registered, now);
    this.#access = new Access(store, this.#registry, now);
    this.#api = new Api(store, this.#registry, this.#access);
    this.#signIns = new SignIns({
      store,
      registry: this.#registry,
      access: this.#access,
      extension,
      now,
      pause,
      report: (event) => {
        if (event.type === 'finished') this.#dismissedNotice = store.seal?.lastQuarantined;
        onSignIn?.(event);
      },
    });
  }

  /**
   * The Host headers that browsers come back with: where the redirect URIs of the providers lead. A set of constants, so that
   * nothing is ever derived from what a request says of itself.
   */
  get callbackHosts(): ReadonlySet<string> {
    return new Set(
      this.#options.providers.map((provider) => new URL(redirectUriOf(this.extension, provider)).host),
    );
  }

  /** Who is signed in, and where a person could sign in. @throws AuthError `store-locked` | `store-failed` */
  async session(): Promise<Session> {
    const { store, providers } = this.#options;
    const accounts = (await store.list()).filter(({ kind }) => kind === 'person');
    const quarantined = store.seal?.lastQuarantined;
    return {
      providers: await Promise.all(
        providers.filter(signsPeopleIn).map((provider) => this.#describe(provider)),
      ),
      accounts: accounts.map((account) => accountOf(account, this.#registry.nameOf(account.providerId))),
      ...(quarantined && quarantined !== this.#dismissedNotice && { notice: noticeOf(quarantined) }),
    };
  }

  /**
   * Begins a sign-in in the person's browser.
   *
   * @param signInMethod `bridge` comes back over Docker's https page, where the extension has that as a second way
   * @throws AuthError `store-locked` | `provider-unknown` | `provider-not-configured` | `provider-unreachable` |
   *   `provider-misconfigured` | `grant-unsupported` | `request-invalid`
   */
  signIn(
    providerId: string,
    signInMethod: Exclude<SignInMethod, 'device_code'> = 'authorization_code',
  ): Promise<SignInAttempt> {
    return this.#signIns.begin(providerId, signInMethod);
  }

  /** Begins a sign-in by device code, and polls for its end. @throws AuthError as {@link signIn} */
  signInWithDevice(providerId: string): Promise<DeviceSignInAttempt> {
    return this.#signIns.beginWithDevice(providerId);
  }

  /**
   * How an attempt stands; waits up to `milliseconds` for it to end.
   *
   * @throws AuthError `attempt-expired` | `device-code-expired` where it ran out, `attempt-unknown`
   */
  waitForAttempt(id: string, milliseconds: number, signal?: AbortSignal): Promise<AttemptOutcome<Account>> {
    return this.#signIns.wait(id, milliseconds, signal);
  }

  /** Ends an attempt that the person gave up. @throws AuthError `attempt-unknown` | `store-locked` */
  cancelAttempt(id: string): Promise<void> {
    return this.#signIns.cancel(id);
  }

  /**
   * A link for the person's browser to an attempt that is open. With `backend-callback` it is another one than those that
   * were opened, because each belongs to the first browser that opens it.
   *
   * @throws AuthError `attempt-unknown` | `attempt-expired` | `request-invalid` for a device code, and what
   *   {@link signIn} throws
   */
  linkOf(attempt: string): Promise<string> {
    return this.#signIns.linkOf(attempt);
  }

  /**
   * The browser opens a link.
   *
   * @returns the provider's page and what the browser's cookie must hold; the account where this browser has signed in
   *   with this link already
   * @throws AuthError `attempt-unknown` | `attempt-expired` | `browser-mismatch`, and how the sign-in failed where this
   *   browser has used the link already
   */
  openLink(
    link: string,
    browserKey: string | undefined,
  ): Promise<{ readonly url: string; readonly browserKey: string } | { readonly account: Account }> {
    return this.#signIns.open(link, browserKey);
  }

  /** The link that a callback's state belongs to, for finding its cookie; nothing is used up. */
  linkOfState(state: string): string | undefined {
    return this.#signIns.attempts.linkOfState(state);
  }

  /**
   * The browser comes back. Claims the attempt, checks the response, exchanges the code, finds out who it is, and stores
   * the account. The outcome is also what `waitForAttempt` answers, and what the same browser gets that comes again.
   *
   * @param providerId whose redirect URI the browser came to; an answer to another provider's attempt is refused, and
   *   ends that attempt (RFC 9700 section 4.4.2)
   * @param query the callback's query, as it came
   * @param browserKey the value of the browser's cookie, where it sent one
   * @throws AuthError `attempt-unknown` | `attempt-expired` | `browser-mismatch` | `response-invalid` | `access-denied` |
   *   `provider-refused` | `exchange-failed` | `token-invalid` | `profile-unavailable` | `provider-unreachable` |
   *   `attempt-cancelled` | `store-locked` | `store-failed`
   */
  finishSignIn(providerId: string, query: URLSearchParams, browserKey: string | undefined): Promise<Account> {
    return this.#signIns.handleCallback(providerId, query, browserKey);
  }

  /**
   * The provider's answer came to the extension's tab. Nothing is done with it unless it belongs to an attempt that this
   * page began: any web page can open the tab with an answer of its own (RFC 8252 section 8.6).
   *
   * @param attempt the one that the page is waiting for
   * @param query the tab's query, as it came
   * @throws AuthError `answer-unexpected` and what {@link finishSignIn} throws
   */
  finishSignInInTab(attempt: string, query: URLSearchParams): Promise<Account> {
    return this.#signIns.handleTabCallback(attempt, query);
  }

  /**
   * Forgets an account and its tokens, whatever the provider says to having them revoked.
   *
   * @returns whether the provider took the tokens back, and where the browser ends the session there
   * @throws AuthError `account-unknown` | `store-locked` | `store-failed`
   */
  async signOut(accountId: string): Promise<SignedOut> {
    const { store } = this.#options;
    return store.exclusively(accountId, async () => {
      const account = await store.get(accountId);
      // The extension's own account cannot be signed out.
      if (account?.kind !== 'person')
        throw new AuthError('account-unknown', 'This account is not signed in.');
      await store.delete(accountId);
      const client = await this.#registry.get(account.providerId).catch(() => undefined);
      if (!client) return { revoked: false };
      const revoked = await revokeTokens(client.configuration, account);
      const { configuration, insecureLoopback, provider } = client;
      const hint = provider.idTokenHint ? account.idToken : undefined;
      const url = await endSessionUrl(configuration, insecureLoopback, hint);
      return { revoked, ...(url && { endSessionUrl: url }) };
    });
  }

  /**
   * Calls a provider's API with the access token.
   *
   * @param accountOrProvider an account, or a provider with one
   * @throws AuthError see {@link Api.fetch}
   */
  fetch(accountOrProvider: string, url: string, request?: ApiRequest): Promise<Response> {
    return this.#api.fetch(accountOrProvider, url, request);
  }

  /**
   * An access token for the UI, where the extension opted in (`exposeAccessToken`).
   *
   * @throws AuthError `request-invalid` where it did not, and what renewing throws
   */
  async accessToken(accountId: string): Promise<{ accessToken: string; expiresAt?: number }> {
    const { accessToken, expiresAt, providerId } = await this.#access.account(accountId);
    if (!(await this.#registry.resolve(providerId)).exposeAccessToken) {
      const message = `${this.#registry.nameOf(providerId)} keeps its access tokens in the backend.`;
      throw new AuthError('request-invalid', message);
    }
    return { accessToken, ...(expiresAt !== undefined && { expiresAt }) };
  }

  /**
   * Opens a sealed store; a store without a seal is open.
   *
   * @param keys 32 bytes each, base64url: more than one where a change of key was interrupted
   * @param newest the highest {@link generation} that was ever told to the caller that has the keys; an older file is quarantined
   * @returns which of the keys it was
   * @throws AuthError `store-key-invalid` | `request-invalid` | `store-failed`
   */
  async unlock(keys: readonly string[], newest = 0): Promise<{ used: number }> {
    const { used } = (await this.#options.store.seal?.unlock(keys, newest)) ?? { used: 0 };
    return { used };
  }

  /** The number of the newest write of the store, for the page to keep beside the key; absent where nothing is sealed. */
  get generation(): number | undefined {
    return this.#options.store.seal?.generation;
  }

  /** Seals the store with another key from now on. @throws AuthError `store-locked` | `store-key-invalid` */
  async rotateKey(key: string): Promise<void> {
    await this.#options.store.seal?.rotate(key);
  }

  /** What the provider is known to lack is not offered. */
  #signInMethodsOf(grant: Grant, settings: ProviderSettings): readonly SignInMethod[] {
    if (grant === 'client_credentials') return [];
    if (grant === 'device_code') return this.#registry.mayHaveDeviceCodes(settings) ? [grant] : [];
    return redirectUrisOf(this.extension, settings).length > 1 ? [grant, 'bridge'] : [grant];
  }

  async #describe(settings: ProviderSettings): Promise<Session['providers'][number]> {
    const described = {
      id: settings.id,
      name: this.#registry.nameOf(settings.id),
      signInMethods: grantsOf(settings).flatMap((grant) => this.#signInMethodsOf(grant, settings)),
    };
    try {
      await this.#registry.resolve(settings.id);
      return (await this.#registry.isSimulated(settings.id)) ? { ...described, simulated: true } : described;
    } catch (error) {
      return { ...described, problem: asAuthError(error).report() };
    }
  }
}

function signsPeopleIn(settings: ProviderSettings): boolean {
  return grantsOf(settings).some((grant) => grant !== 'client_credentials');
}

const whatHappened: Readonly<Record<Quarantined['reason'], string>> = {
  truncated: 'is incomplete',
  tampered: 'was changed by something else',
  'another-key': 'is sealed with another key',
  'newer-version': 'was written by a newer version',
  'rolled-back': 'is an older copy of what this page last saw',
  'not-a-file': 'is not a file: something else stands in its place',
  'too-large': 'is larger than any that was written here',
};

function noticeOf({ reason, name }: Quarantined): AuthErrorReport {
  const message = `The file with the accounts ${whatHappened[reason]}; it was kept as ${name}.`;
  return new AuthError('store-quarantined', message).report();
}
