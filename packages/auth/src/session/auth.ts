import {
  type Extension,
  type Grant,
  grantsOf,
  type Host,
  redirectUriOf,
  redirectUrisOf,
} from '@ddext-oauth/providers';
import { type ClientOptions, DEFAULT_TIMEOUT_SECONDS } from '../core/client/client.ts';
import type { ProviderSettings, ReadVariable } from '../core/client/settings.ts';
import { DpopKeys } from '../core/dpop/dpop-keys.ts';
import { AuthError, type AuthErrorReport, asAuthError } from '../core/errors.ts';
import { endSessionUrl, revokeTokens } from '../core/grants/sign-out.ts';
import type { Pause } from '../core/http/pause.ts';
import type { KeySettings } from '../core/keys/key-settings.ts';
import {
  hasTokens,
  type Owner,
  type Quarantined,
  type StoredAccount,
  type TokenAccount,
  type TokenStore,
} from '../stores/store.ts';
import { Access } from './access.ts';
import {
  type Account,
  accountOf,
  type ServiceAccount,
  type Session,
  type SignedOut,
  type SignInMethod,
  type Verification,
} from './account.ts';
import { isUser } from './account-id.ts';
import { AccountTests } from './account-tests.ts';
import { Api, type ApiRequest } from './api-calls/api.ts';
import type { AttemptOutcome } from './attempts/attempts.ts';
import { checkedStore } from './checked-store.ts';
import { Keys, type PastedKey } from './keys/keys.ts';
import { type ProviderClient, ProviderRegistry } from './provider-registry.ts';
import { checkKeys, checkProviders } from './provider-rules.ts';
import type { SignInEvent } from './sign-in-event.ts';
import { type DeviceSignInAttempt, type SignInAttempt, SignIns } from './sign-ins.ts';
import type { SimulatedProvider } from './simulated-provider.ts';

/** Options of {@link Auth}. */
export interface AuthOptions extends ClientOptions {
  readonly extension: Extension;
  readonly providers: readonly ProviderSettings[];
  /** The providers whose users paste a key, and the keys of the extension itself. Default: none. */
  readonly keys?: readonly KeySettings[];
  readonly store: TokenStore;
  /** Reads a setting that is given by name; see `readEnvironment` of `./backend`. */
  readonly read: ReadVariable;
  /** Milliseconds since the epoch; injected by tests. */
  readonly now?: () => number;
  /** Waits between two polls of a device code; injected by tests. */
  readonly pause?: Pause;
  /** Replaces the providers without a client ID; see `simulated`. Never set in an image. */
  readonly simulatedProvider?: SimulatedProvider;
  /** Called when a sign-in starts and when it ends; see `logSignIns` of `./backend`. */
  readonly onSignIn?: (event: SignInEvent) => void;
}

/**
 * The engine of sign-ins. The socket API calls it for the UI, the callback server for the browser. It has no dependency
 * on either.
 *
 * @example
 *   const auth = new Auth({ extension, providers, store: memoryStore(), read: readEnvironment(process.env) });
 *   const api = express().use(socketApi(auth));
 *   await serve({ api, callback: callbackApp(auth), extension, environment: process.env });
 */
export class Auth {
  readonly extension: Extension;
  readonly #options: AuthOptions;
  readonly #registry: ProviderRegistry;
  readonly #access: Access;
  readonly #api: Api;
  readonly #keys: Keys;
  readonly #tests: AccountTests;
  readonly #signIns: SignIns;
  readonly #dpopKeys: DpopKeys;
  /** The quarantined file whose notice ended with the next sign-in. */
  #dismissedNotice: Quarantined | undefined;

  /** @throws SettingsError for providers that cannot be combined: see `checkProviders` */
  constructor(options: AuthOptions) {
    const { extension, providers, keys = [], read, now = Date.now, pause, onSignIn } = options;
    const store = checkedStore(options.store);
    checkProviders(extension, providers);
    checkKeys(keys, providers);
    this.#options = { ...options, store };
    this.extension = extension;
    const registered = (provider: ProviderSettings) => redirectUrisOf(extension, provider);
    this.#registry = new ProviderRegistry(providers, read, options, registered, now);
    this.#dpopKeys = new DpopKeys(store.keyPairs);
    this.#access = new Access({ store, registry: this.#registry, dpopKeys: this.#dpopKeys, now });
    const request = {
      insecureLoopback: options.insecureLoopbackIssuer === true,
      timeout: options.timeout ?? DEFAULT_TIMEOUT_SECONDS,
      simulator: options.simulatedProvider?.issuer,
    };
    const revoke = (replaced: TokenAccount) => this.#endTokens(replaced);
    this.#keys = new Keys({
      store,
      settings: keys,
      providers,
      read,
      access: this.#access,
      revoke,
      request,
      now,
    });
    this.#api = new Api(store, this.#registry, this.#access, this.#keys, request);
    this.#tests = new AccountTests(store, this.#registry, this.#access, this.#api, this.#keys);
    this.#signIns = new SignIns({
      store,
      registry: this.#registry,
      access: this.#access,
      dpopKeys: this.#dpopKeys,
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
   * The Host headers of valid callbacks: the hosts of the providers' redirect URIs. They are constant, and do not
   * depend on a request.
   */
  get callbackHosts(): ReadonlySet<string> {
    return new Set(
      this.#options.providers.map((provider) => new URL(redirectUriOf(this.extension, provider)).host),
    );
  }

  /**
   * Returns the accounts, and the providers with their sign-in methods.
   *
   * @throws AuthError `store-locked` | `store-failed`
   */
  async session(): Promise<Session> {
    const { store, providers } = this.#options;
    const accounts = (await store.list()).filter(({ kind }) => isUser(kind));
    const quarantined = store.seal?.lastQuarantined;
    const services = await this.#services();
    const inProviders = new Set(providers.map(({ id }) => id));
    const byKeyOnly = this.#keys.offered.filter(({ id }) => !inProviders.has(id));
    return {
      providers: await Promise.all([
        ...providers.filter(signsPeopleIn).map((provider) => this.#describe(provider)),
        ...byKeyOnly.map((key) => this.#describeKey(key)),
      ]),
      accounts: accounts.map((account) => this.#accountOf(account)),
      ...(services.length > 0 && { services }),
      ...(this.extension.strategy === 'extension-tab' && { returnsToTab: true }),
      ...(quarantined && quarantined !== this.#dismissedNotice && { notice: noticeOf(quarantined) }),
    };
  }

  /**
   * Starts a sign-in with the authorization code grant (RFC 6749 section 4.1).
   *
   * @example
   *   const { attempt, url } = await auth.signIn('github');
   *   // Open url in the user's browser.
   *   const outcome = await auth.waitForAttempt(attempt, 25_000);
   *
   * @param signInMethod `bridge` returns through Docker's https page, if the extension has that as its second redirect URI
   * @param host where the page runs, as the page says. The last page in the browser links to Docker Desktop only if it is
   *   `docker`. Nothing else depends on it
   * @returns the ID of the attempt, and the URL to open in the user's browser
   * @throws AuthError `store-locked` | `provider-unknown` | `provider-not-configured` | `provider-unreachable` |
   *   `provider-misconfigured` | `grant-unsupported` | `request-invalid`
   */
  signIn(
    providerId: string,
    signInMethod: Exclude<SignInMethod, 'device_code'> = 'authorization_code',
    host?: Host,
  ): Promise<SignInAttempt> {
    return this.#signIns.begin(providerId, signInMethod, host);
  }

  /**
   * Starts a sign-in with a device code (RFC 8628), and polls the token endpoint in the background.
   *
   * @throws AuthError as {@link signIn}
   */
  signInWithDevice(providerId: string): Promise<DeviceSignInAttempt> {
    return this.#signIns.beginWithDevice(providerId);
  }

  /**
   * Returns the outcome of an attempt. Waits up to `milliseconds` for it.
   *
   * @throws AuthError `attempt-expired` | `device-code-expired` after its expiry, `attempt-unknown`
   */
  waitForAttempt(id: string, milliseconds: number, signal?: AbortSignal): Promise<AttemptOutcome<Account>> {
    return this.#signIns.wait(id, milliseconds, signal);
  }

  /**
   * Cancels an attempt.
   *
   * @throws AuthError `attempt-unknown` | `store-locked`
   */
  cancelAttempt(id: string): Promise<void> {
    return this.#signIns.cancel(id);
  }

  /**
   * Returns a link to an open attempt, for the user's browser. With `backend-callback` it is a new link, because a link
   * belongs to the first browser that opens it.
   *
   * @throws AuthError `attempt-unknown` | `attempt-expired` | `request-invalid` for a device code, and the errors of
   *   {@link signIn}
   */
  linkOf(attempt: string): Promise<string> {
    return this.#signIns.linkOf(attempt);
  }

  /**
   * Handles a browser that opens a link.
   *
   * @returns the URL of the provider's page and the value for the browser's cookie, or the account if this browser has
   *   already signed in with this link
   * @throws AuthError `attempt-unknown` | `attempt-expired` | `browser-mismatch`, or the error of the sign-in if this
   *   browser has already used the link
   */
  openLink(
    link: string,
    browserKey: string | undefined,
  ): Promise<{ readonly url: string; readonly browserKey: string } | { readonly account: Account }> {
    return this.#signIns.open(link, browserKey);
  }

  /** Returns the link of a callback's state, to find its cookie. Does not claim the attempt. */
  linkOfState(state: string): string | undefined {
    return this.#signIns.attempts.linkOfState(state);
  }

  /** Returns the host of the page that started the sign-in of a link; undefined if it is unknown. */
  hostOfLink(link: string): Host | undefined {
    return this.#signIns.attempts.hostOfLink(link);
  }

  /**
   * Handles a callback: claims the attempt, checks the response, exchanges the code, loads the profile, and stores the
   * account. `waitForAttempt` returns the same outcome, and so does a repeated callback of the same browser.
   *
   * @param providerId the provider whose redirect URI was requested. A response to an attempt of another provider is
   *   rejected and ends that attempt (RFC 9700 section 4.4.2)
   * @param query the unchanged query of the callback
   * @param browserKey the value of the browser's cookie, if it sent one
   * @throws AuthError `attempt-unknown` | `attempt-expired` | `browser-mismatch` | `response-invalid` | `access-denied`
   *   | `provider-refused` | `exchange-failed` | `token-invalid` | `profile-unavailable` | `provider-unreachable` |
   *   `attempt-cancelled` | `store-locked` | `store-failed`
   */
  finishSignIn(providerId: string, query: URLSearchParams, browserKey: string | undefined): Promise<Account> {
    return this.#signIns.handleCallback(providerId, query, browserKey);
  }

  /**
   * Handles a provider's response in the extension's tab. A response that does not belong to the given attempt is
   * ignored: any web page can open the tab with its own response (RFC 8252 section 8.6).
   *
   * @param attempt the attempt that the page is waiting for
   * @param query the unchanged query of the tab
   * @throws AuthError `callback-unexpected` and the errors of {@link finishSignIn}
   */
  finishSignInInTab(attempt: string, query: URLSearchParams): Promise<Account> {
    return this.#signIns.handleTabCallback(attempt, query);
  }

  /**
   * Adds an account by a pasted key: checks the text, proves the key with the provider's verification request, and stores
   * the account of its owner. An earlier credential of the same user is replaced, also that of a sign-in with OAuth, whose
   * tokens are deleted with their key and revoked as by {@link signOut}.
   *
   * @example
   *   const account = await auth.addKey('github', { key: 'ghp_…' });
   *
   * @returns the account, without the key
   * @throws AuthError `provider-unknown` | `provider-not-configured` | `key-malformed` | `credential-rejected` |
   *   `credential-expired` | `scope-missing` | `access-blocked` | `key-of-another-user` | `verification-failed` |
   *   `provider-unreachable` | `account-unknown` if the replaced account was removed | `store-locked` | `store-failed`
   */
  async addKey(providerId: string, pasted: PastedKey): Promise<Account> {
    const account = await this.#keys.add(providerId, pasted);
    this.#dismissedNotice = this.#options.store.seal?.lastQuarantined;
    return this.#accountOf(account);
  }

  /**
   * Tests the credential of an account with a request to its provider: that of a key, or the user info of a sign-in, whose
   * tokens are renewed if necessary.
   *
   * @param accountOrProvider the ID of an account of a user, or of a provider with an account of the extension itself
   * @throws AuthError `account-unknown` | `store-locked` | `store-failed`. What the provider refuses is in the result
   */
  verify(accountOrProvider: string): Promise<Verification> {
    return this.#tests.run(accountOrProvider);
  }

  /**
   * Deletes an account with its tokens and their key, or with a pasted key, and revokes the tokens at the provider if possible
   * (RFC 7009).
   *
   * @returns whether the tokens were revoked, and the link that ends the session at the provider
   * @throws AuthError `account-unknown` | `store-locked` | `store-failed`
   */
  async signOut(accountId: string): Promise<SignedOut> {
    const { store } = this.#options;
    return store.exclusively(accountId, async () => {
      const account = await store.get(accountId);
      // The extension's own account cannot be signed out.
      if (!account || account.kind === 'service')
        throw new AuthError('account-unknown', 'This account is not signed in.');
      await store.delete(accountId);
      if (!hasTokens(account)) {
        const page = (await this.#keys.entryOf(account.providerId))?.console;
        return { revoked: false, ...(page && { keyPage: page }) };
      }
      const { client, revoked } = await this.#endTokens(account);
      if (!client) return { revoked };
      const { configuration, insecureLoopback, provider } = client;
      const hint = provider.idTokenHint ? account.idToken : undefined;
      const url = await endSessionUrl(configuration, insecureLoopback, hint);
      return { revoked, ...(url && { endSessionUrl: url }) };
    });
  }

  /**
   * Calls a provider's API with the access token (RFC 6750 section 2.1), which is renewed if necessary.
   *
   * @example
   *   const response = await auth.fetch('github:583231', 'https://api.github.com/user/repos');
   *
   * @param accountOrProvider the ID of an account, or of a provider with one account
   * @param url an absolute URL, or `userinfo_endpoint`
   * @throws AuthError see {@link Api.fetch}
   */
  fetch(accountOrProvider: string, url: string, request?: ApiRequest): Promise<Response> {
    return this.#api.fetch(accountOrProvider, url, request);
  }

  /**
   * Returns an access token for the UI, if the extension allows it (`exposeAccessToken`).
   *
   * @throws AuthError `request-invalid` if it does not, and the errors of a renewal
   */
  async accessToken(accountId: string): Promise<{ accessToken: string; expiresAt?: number }> {
    const { accessToken, expiresAt, providerId } = await this.#access.account(accountId);
    if (!(await this.#registry.resolve(providerId)).exposeAccessToken) {
      const message = `${this.#registry.nameOf(providerId)} keeps its access tokens in the backend.`;
      throw new AuthError('request-invalid', message);
    }
    return { accessToken, ...(expiresAt !== undefined && { expiresAt }) };
  }

  /** The page that the backend belongs to, if the store remembers it. */
  get owner(): Owner | undefined {
    return this.#options.store.owner;
  }

  /**
   * Unlocks a sealed store. A store without a seal is never locked, and one with a key of its own only after another
   * process rotated that key.
   *
   * @param keys 32 bytes each, base64url: two during an interrupted key rotation
   * @param newest the highest {@link generation} that the owner of the keys knows; an older file is quarantined
   * @returns the index of the key that the file is encrypted with
   * @throws AuthError `store-key-invalid` | `request-invalid` | `store-failed`
   */
  async unlock(keys: readonly string[], newest = 0): Promise<{ used: number }> {
    const { seal } = this.#options.store;
    if (!seal || (seal.fixed && !seal.locked)) return { used: 0 };
    const { used } = await seal.unlock(keys, newest);
    return { used };
  }

  /**
   * The number of the store's newest write, which the page stores with the key. Undefined for a store without a seal.
   */
  get generation(): number | undefined {
    return this.#options.store.seal?.generation;
  }

  /**
   * Encrypts the store with another key, unless it has a key of its own.
   *
   * @throws AuthError `store-locked` | `store-key-invalid`
   */
  async rotateKey(key: string): Promise<void> {
    const { seal } = this.#options.store;
    if (seal && !seal.fixed) await seal.rotate(key);
  }

  /** Removes the key of deleted tokens from memory, and revokes the tokens if possible (RFC 7009). */
  async #endTokens(
    account: TokenAccount,
  ): Promise<{ readonly client?: ProviderClient; readonly revoked: boolean }> {
    if (account.dpopKey) this.#dpopKeys.forget(account.dpopKey);
    const client = await this.#registry.get(account.providerId).catch(() => undefined);
    if (!client) return { revoked: false };
    return { client, revoked: await revokeTokens(client.configuration, account) };
  }

  /** Omits methods that the provider is known not to support. */
  #signInMethodsOf(grant: Grant, settings: ProviderSettings): readonly SignInMethod[] {
    if (grant === 'client_credentials') return [];
    if (grant === 'device_code') return this.#registry.mayHaveDeviceCodes(settings) ? [grant] : [];
    return redirectUrisOf(this.extension, settings).length > 1 ? [grant, 'bridge'] : [grant];
  }

  #accountOf(account: StoredAccount): Account {
    const { providerId } = account;
    const name = this.#registry.settings.has(providerId)
      ? this.#registry.nameOf(providerId)
      : (this.#keys.nameOf(providerId) ?? providerId);
    return accountOf(account, name, this.#keys.nounOf(providerId));
  }

  /** The accounts of the extension itself, whether or not they were used. */
  async #services(): Promise<readonly ServiceAccount[]> {
    const clients = this.#options.providers.filter(({ grants }) => grants?.includes('client_credentials'));
    const described = async (
      id: string,
      name: string,
      kind: ServiceAccount['kind'],
      resolved: Promise<unknown>,
    ) => {
      const problem = await resolved.then(
        () => undefined,
        (error) => asAuthError(error).report(),
      );
      return { provider: { id, name }, kind, ...(problem && { problem }) };
    };
    return Promise.all([
      ...clients.map(({ id }) =>
        described(id, this.#registry.nameOf(id), 'client_credentials', this.#registry.resolve(id)),
      ),
      ...this.#keys.fixed.map(({ id, name, method }) =>
        described(id, name ?? method.name, method.kind, this.#keys.resolve(id)),
      ),
    ]);
  }

  async #describeKey({ id, name, method }: KeySettings): Promise<Session['providers'][number]> {
    const key = await this.#keys.entryOf(id);
    return { id, name: name ?? method.name, signInMethods: [], ...(key && { key }) };
  }

  async #describe(settings: ProviderSettings): Promise<Session['providers'][number]> {
    const key = await this.#keys.entryOf(settings.id);
    const described = {
      id: settings.id,
      name: this.#registry.nameOf(settings.id),
      signInMethods: grantsOf(settings).flatMap((grant) => this.#signInMethodsOf(grant, settings)),
      ...(key && { key }),
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
