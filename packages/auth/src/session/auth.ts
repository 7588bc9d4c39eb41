import type { Configuration } from 'openid-client';
import { createAuthorizationRequest } from '../core/authorize.ts';
import { type ClientOptions, createConfiguration } from '../core/client.ts';
import { AuthError, asAuthError } from '../core/errors.ts';
import { exchangeCode, type Tokens } from '../core/exchange.ts';
import { fetchProfile } from '../core/profile.ts';
import {
  type ProviderSettings,
  type ReadVariable,
  type ResolvedProvider,
  resolveProvider,
} from '../core/settings.ts';
import type { Profile } from '../providers/preset.ts';
import type { StoredAccount, TokenStore } from '../stores/store.ts';
import { type Account, accountOf, type Session } from './account.ts';
import { type AttemptOutcome, Attempts } from './attempts.ts';
import { type Extension, redirectUriOf } from './extension.ts';

export interface AuthOptions extends ClientOptions {
  readonly extension: Extension;
  readonly providers: readonly ProviderSettings[];
  readonly store: TokenStore;
  /** Reads a setting that is given by name; from the environment in a generated backend. */
  readonly read: ReadVariable;
  /** Milliseconds since the epoch; injected by tests. */
  readonly now?: () => number;
}

/** What `signIn` answers: the attempt to wait for, and the link to open in the person's browser. */
export interface StartedSignIn {
  readonly attempt: string;
  readonly url: string;
}

/**
 * The engine behind both doors of the backend. The socket API calls it for the UI, the loopback callback
 * for the browser; it knows neither of them.
 */
export class Auth {
  readonly extension: Extension;
  readonly redirectUri: string;
  readonly #options: AuthOptions;
  readonly #providers: ReadonlyMap<string, ProviderSettings>;
  readonly #clients = new Map<string, Promise<ProviderClient>>();
  readonly #attempts: Attempts<Account>;

  constructor(options: AuthOptions) {
    if (options.extension.strategy !== 'backend-callback') {
      throw new RangeError(`The strategy "${options.extension.strategy}" is not available yet.`);
    }
    this.#options = options;
    this.extension = options.extension;
    this.redirectUri = redirectUriOf(options.extension);
    this.#providers = new Map(options.providers.map((provider) => [provider.id, provider]));
    this.#attempts = new Attempts({ ...(options.now && { now: options.now }) });
  }

  /** Who is signed in, and where a person could sign in. */
  async session(): Promise<Session> {
    const accounts = await this.#options.store.list();
    return {
      providers: this.#options.providers.map((provider) => this.#describe(provider)),
      accounts: accounts.map((account) => accountOf(account, this.#nameOf(account.providerId))),
    };
  }

  /**
   * Begins a sign-in.
   *
   * @throws AuthError `provider-unknown` | `provider-not-configured` | `provider-unreachable` |
   *   `provider-misconfigured`
   */
  async signIn(providerId: string): Promise<StartedSignIn> {
    const { configuration, provider } = await this.#client(providerId);
    const request = await createAuthorizationRequest(configuration, provider, this.redirectUri);
    const attempt = this.#attempts.begin(providerId, request);
    return { attempt: attempt.id, url: new URL(`/login/${attempt.id}`, this.redirectUri).href };
  }

  /** How an attempt stands; waits up to `milliseconds` for it to end. @throws AuthError `attempt-unknown` */
  waitForAttempt(id: string, milliseconds: number, signal?: AbortSignal): Promise<AttemptOutcome<Account>> {
    return this.#attempts.wait(id, milliseconds, signal);
  }

  /** Ends an attempt that the person gave up. @throws AuthError `attempt-unknown` */
  cancelAttempt(id: string): void {
    const attempt = this.#attempts.get(id);
    const error = new AuthError('attempt-cancelled', 'The sign-in was cancelled.');
    this.#attempts.settle(attempt.id, { status: 'failed', error });
  }

  /**
   * The browser opens an attempt's link.
   *
   * @returns the provider's page, and what the browser's cookie must say from now on
   * @throws AuthError `attempt-unknown` | `browser-mismatch`
   */
  openAttempt(id: string, browserKey: string | undefined): { url: string; browserKey: string } {
    const key = this.#attempts.open(id, browserKey);
    return { url: this.#attempts.get(id).request.url, browserKey: key };
  }

  /** The attempt that a callback's state belongs to, for finding its cookie; the state is not used up. */
  attemptOfState(state: string): string | undefined {
    return this.#attempts.peek(state)?.id;
  }

  /**
   * The browser comes back. Uses the state up, checks the answer, exchanges the code, finds out who it is, and stores
   * the account. The outcome is also what `waitForAttempt` answers.
   *
   * @param query the callback's query, as it came
   * @throws AuthError any code of {@link exchangeCode}, `attempt-unknown`, `browser-mismatch`, `profile-unavailable`
   */
  async finishSignIn(query: URLSearchParams, browserKey: string | undefined): Promise<Account> {
    const states = query.getAll('state');
    if (states.length !== 1 || !states[0]) {
      throw new AuthError('response-invalid', 'This is not the answer to a sign-in.');
    }
    const attempt = this.#attempts.take(states[0], browserKey);
    try {
      const client = await this.#client(attempt.providerId);
      const tokens = await exchangeCode(client.configuration, client.provider, attempt.request, query);
      const profile = await fetchProfile(client.configuration, client.provider, tokens);
      if (attempt.outcome.status === 'failed') throw attempt.outcome.error;
      const account = await this.#keep(client.provider, tokens, profile);
      this.#attempts.settle(attempt.id, { status: 'signed-in', value: account });
      return account;
    } catch (caught) {
      const error = asAuthError(caught);
      this.#attempts.settle(attempt.id, { status: 'failed', error });
      throw error;
    }
  }

  /** Forgets an account and its tokens. @throws AuthError `account-unknown` */
  async signOut(accountId: string): Promise<void> {
    const { store } = this.#options;
    const found = await store.exclusively(accountId, () => store.delete(accountId));
    if (!found) throw new AuthError('account-unknown', 'This account is not signed in.');
  }

  async #keep(provider: ResolvedProvider, tokens: Tokens, profile: Profile): Promise<Account> {
    const { store, now = Date.now } = this.#options;
    const account: StoredAccount = {
      id: `${provider.id}:${profile.id}`,
      providerId: provider.id,
      kind: 'person',
      profile,
      scopes: tokens.scopes,
      accessToken: tokens.accessToken,
      issuedAt: now(),
      ...(tokens.expiresAt !== undefined && { expiresAt: tokens.expiresAt }),
      ...(tokens.refreshToken !== undefined && { refreshToken: tokens.refreshToken }),
      ...(tokens.idToken !== undefined && { idToken: tokens.idToken }),
      signedInAt: now(),
    };
    await store.exclusively(account.id, () => store.put(account));
    return accountOf(account, provider.name);
  }

  #describe(settings: ProviderSettings): Session['providers'][number] {
    const name = this.#nameOf(settings.id);
    try {
      resolveProvider(settings, this.#options.read);
      return { id: settings.id, name };
    } catch (error) {
      return { id: settings.id, name, problem: asAuthError(error).report() };
    }
  }

  #nameOf(providerId: string): string {
    const settings = this.#providers.get(providerId);
    return settings?.name ?? settings?.preset.name ?? providerId;
  }

  /** One discovered client a provider. A failed discovery is not remembered: the next sign-in tries again. */
  #client(providerId: string): Promise<ProviderClient> {
    const known = this.#clients.get(providerId);
    if (known) return known;
    const made = this.#makeClient(providerId);
    this.#clients.set(providerId, made);
    made.catch(() => this.#clients.delete(providerId));
    return made;
  }

  async #makeClient(providerId: string): Promise<ProviderClient> {
    const settings = this.#providers.get(providerId);
    if (!settings) throw new AuthError('provider-unknown', `This extension has no provider "${providerId}".`);
    const provider = resolveProvider(settings, this.#options.read);
    return { provider, configuration: await createConfiguration(provider, this.#options) };
  }
}

interface ProviderClient {
  readonly provider: ResolvedProvider;
  readonly configuration: Configuration;
}
