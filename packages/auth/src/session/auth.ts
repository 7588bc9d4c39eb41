import { setTimeout as delay } from 'node:timers/promises';
import { createAuthorizationRequest } from '../core/authorize.ts';
import type { ClientOptions } from '../core/client.ts';
import {
  beginDeviceAuthorization,
  type DeviceAuthorization,
  type Pause,
  pollDeviceAuthorization,
} from '../core/device.ts';
import { AuthError, type AuthErrorReport, asAuthError } from '../core/errors.ts';
import { exchangeCode } from '../core/exchange.ts';
import { fetchProfile } from '../core/profile.ts';
import { type Grant, grantsOf, type ProviderSettings, type ReadVariable } from '../core/settings.ts';
import { endSessionUrl, revokeTokens } from '../core/sign-out.ts';
import type { Tokens } from '../core/tokens.ts';
import type { SetAside, TokenStore } from '../stores/store.ts';
import { Access } from './access.ts';
import { type Account, accountOf, type Session, type SignedOut } from './account.ts';
import { Api, type ApiRequest } from './api.ts';
import { type Attempt, type AttemptOutcome, Attempts } from './attempts.ts';
import { Clients, type ProviderClient } from './clients.ts';
import { type Extension, redirectUriOf } from './extension.ts';
import { type SignInEvent, shortened } from './sign-in-event.ts';

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
  /** Told when a sign-in begins and how it ends, once each; see `logSignIns` of `./backend`. */
  readonly onSignIn?: (event: SignInEvent) => void;
}

/** What `signIn` answers: the attempt to wait for, and the link to open in the person's browser. */
export interface StartedSignIn {
  readonly attempt: string;
  readonly url: string;
}

/** What `signInWithDevice` answers: the attempt to wait for, and what to show the person (RFC 8628 section 3.3). */
export interface StartedDeviceSignIn {
  readonly attempt: string;
  readonly device: Omit<DeviceAuthorization, 'deviceCode' | 'interval'>;
}

/**
 * The engine behind both doors of the backend. The socket API calls it for the UI, the loopback callback
 * for the browser; it knows neither of them.
 */
export class Auth {
  readonly extension: Extension;
  readonly redirectUri: string;
  readonly #options: AuthOptions;
  readonly #now: () => number;
  readonly #clients: Clients;
  readonly #access: Access;
  readonly #api: Api;
  readonly #attempts: Attempts<Account>;
  /** The file that was set aside before somebody signed in again, which is when it stops being news. */
  #oldNews: SetAside | undefined;

  constructor(options: AuthOptions) {
    if (options.extension.strategy !== 'backend-callback') {
      throw new RangeError(`The strategy "${options.extension.strategy}" is not available yet.`);
    }
    this.#options = options;
    this.#now = options.now ?? Date.now;
    this.extension = options.extension;
    this.redirectUri = redirectUriOf(options.extension);
    this.#clients = new Clients(options.providers, options.read, options);
    this.#access = new Access(options.store, this.#clients, this.#now);
    this.#api = new Api(options.store, this.#clients, this.#access);
    this.#attempts = new Attempts({ now: this.#now, settled: (attempt) => this.#reportEnd(attempt) });
  }

  /** Who is signed in, and where a person could sign in. @throws AuthError `store-locked` | `store-failed` */
  async session(): Promise<Session> {
    const { store } = this.#options;
    const accounts = (await store.list()).filter(({ kind }) => kind === 'person');
    const setAside = store.seal?.lastSetAside;
    return {
      providers: this.#options.providers.filter(signsPeopleIn).map((provider) => this.#describe(provider)),
      accounts: accounts.map((account) => accountOf(account, this.#clients.nameOf(account.providerId))),
      ...(setAside && setAside !== this.#oldNews && { notice: noticeOf(setAside) }),
    };
  }

  /**
   * Begins a sign-in in the person's browser.
   *
   * @throws AuthError `store-locked` | `provider-unknown` | `provider-not-configured` | `provider-unreachable` |
   *   `provider-misconfigured` | `grant-unsupported`
   */
  async signIn(providerId: string): Promise<StartedSignIn> {
    const { provider, configuration } = await this.#begin(providerId, 'authorization_code');
    const request = await createAuthorizationRequest(configuration, provider, this.redirectUri);
    const attempt = this.#attempts.begin(providerId, request);
    this.#report({ ...about(attempt), type: 'begun', grant: 'authorization_code' });
    return { attempt: attempt.id, url: new URL(`/login/${attempt.id}`, this.redirectUri).href };
  }

  /** Begins a sign-in by device code, and polls for its end. @throws AuthError as {@link signIn} */
  async signInWithDevice(providerId: string): Promise<StartedDeviceSignIn> {
    const client = await this.#begin(providerId, 'device_code');
    const device = await beginDeviceAuthorization(client.configuration, client.provider, this.#now());
    const attempt = this.#attempts.begin(providerId, undefined, device.expiresAt);
    this.#report({ ...about(attempt), type: 'begun', grant: 'device_code' });
    const { signal } = attempt.ended;
    const tokens = pollDeviceAuthorization(client.configuration, client.provider, device, {
      signal,
      pause: this.#options.pause ?? pause,
      now: this.#now,
    });
    // The outcome is recorded in the attempt, which is where it is asked for.
    this.#finish(attempt, client, tokens).catch(() => undefined);
    const { deviceCode: _deviceCode, interval: _interval, ...shown } = device;
    return { attempt: attempt.id, device: shown };
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
    return this.#attempts.open(id, browserKey);
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
    const client = await this.#clients.get(attempt.providerId);
    const tokens = exchangeCode(client.configuration, client.provider, attempt.request, query, this.#now());
    return this.#finish(attempt, client, tokens);
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
      if (!account) throw new AuthError('account-unknown', 'This account is not signed in.');
      await store.delete(accountId);
      const client = await this.#clients.get(account.providerId).catch(() => undefined);
      if (!client) return { revoked: false };
      const revoked = await revokeTokens(client.configuration, account);
      const url = await endSessionUrl(client.configuration);
      return { revoked, ...(url && { endSessionUrl: url }) };
    });
  }

  /**
   * Calls a provider's API with the access token.
   *
   * @param who an account, or a provider with one
   * @throws AuthError see {@link Api.fetch}
   */
  fetch(who: string, url: string, request?: ApiRequest): Promise<Response> {
    return this.#api.fetch(who, url, request);
  }

  /**
   * An access token for the UI, where the extension opted in (`exposeAccessToken`).
   *
   * @throws AuthError `request-invalid` where it did not, and what renewing throws
   */
  async accessToken(accountId: string): Promise<{ accessToken: string; expiresAt?: number }> {
    const { store } = this.#options;
    const providerId = (await store.get(accountId))?.providerId;
    if (providerId && !this.#clients.resolve(providerId).exposeAccessToken) {
      const message = `${this.#clients.nameOf(providerId)} keeps its access tokens in the backend.`;
      throw new AuthError('request-invalid', message);
    }
    const { accessToken, expiresAt } = await this.#access.account(accountId);
    return { accessToken, ...(expiresAt !== undefined && { expiresAt }) };
  }

  /**
   * Opens a sealed store; a store without a seal is open.
   *
   * @param keys 32 bytes each, base64url: more than one where a change of key was interrupted
   * @returns which of them it was
   * @throws AuthError `store-key-invalid` | `store-failed`
   */
  async unlock(keys: readonly string[]): Promise<{ used: number }> {
    const { used } = (await this.#options.store.seal?.unlock(keys)) ?? { used: 0 };
    return { used };
  }

  /** Seals the store with another key from now on. @throws AuthError `store-locked` | `store-key-invalid` */
  async rotateKey(key: string): Promise<void> {
    await this.#options.store.seal?.rotate(key);
  }

  async #begin(providerId: string, grant: Grant): Promise<ProviderClient> {
    // A sign-in that could not be kept in the end is not begun.
    await this.#options.store.list();
    const client = await this.#clients.get(providerId);
    if (client.provider.grants.includes(grant)) return client;
    throw new AuthError('grant-unsupported', `${client.provider.name} is not set up for ${grant}.`);
  }

  async #finish(
    attempt: Attempt<Account>,
    client: ProviderClient,
    pending: Promise<Tokens>,
  ): Promise<Account> {
    try {
      const tokens = await pending;
      const account = await this.#keep(attempt, client, tokens).catch(async (error) => {
        // Nobody is left to use these tokens.
        await revokeTokens(client.configuration, tokens);
        throw error;
      });
      this.#oldNews = this.#options.store.seal?.lastSetAside;
      this.#attempts.settle(attempt.id, { status: 'signed-in', value: account });
      return account;
    } catch (caught) {
      const error = asAuthError(caught);
      this.#attempts.settle(attempt.id, { status: 'failed', error });
      throw error;
    }
  }

  /** Finds out who it is and stores the account, unless the person gives up meanwhile. */
  async #keep(attempt: Attempt<Account>, client: ProviderClient, tokens: Tokens): Promise<Account> {
    const goOn = () => {
      if (attempt.outcome.status === 'failed') throw attempt.outcome.error;
    };
    const profile = await fetchProfile(client.configuration, client.provider, tokens);
    goOn();
    const stored = await this.#access.keep(client, tokens, profile);
    try {
      goOn();
    } catch (error) {
      await this.#options.store.delete(stored.id);
      throw error;
    }
    return accountOf(stored, client.provider.name);
  }

  #reportEnd(attempt: Attempt<Account>): void {
    const { outcome } = attempt;
    if (outcome.status === 'signed-in') this.#report({ ...about(attempt), type: 'finished' });
    if (outcome.status === 'failed') {
      this.#report({ ...about(attempt), type: 'failed', error: outcome.error });
    }
  }

  #report(event: SignInEvent): void {
    this.#options.onSignIn?.(event);
  }

  #describe(settings: ProviderSettings): Session['providers'][number] {
    const described = {
      id: settings.id,
      name: this.#clients.nameOf(settings.id),
      grants: grantsOf(settings).filter((grant) => grant !== 'client_credentials'),
    };
    try {
      this.#clients.resolve(settings.id);
      return described;
    } catch (error) {
      return { ...described, problem: asAuthError(error).report() };
    }
  }
}

function about({ id, providerId }: Attempt<Account>): Pick<SignInEvent, 'provider' | 'attempt'> {
  return { provider: providerId, attempt: shortened(id) };
}

function signsPeopleIn(settings: ProviderSettings): boolean {
  return grantsOf(settings).some((grant) => grant !== 'client_credentials');
}

const whatHappened: Readonly<Record<SetAside['reason'], string>> = {
  truncated: 'is incomplete',
  tampered: 'was changed by something else',
  'another-key': 'is sealed with another key',
  'newer-version': 'was written by a newer version',
};

function noticeOf({ reason, name }: SetAside): AuthErrorReport {
  const message = `The file with the accounts ${whatHappened[reason]}; it was kept as ${name}.`;
  return new AuthError('store-set-aside', message).report();
}

const pause: Pause = (milliseconds, signal) => delay(milliseconds, undefined, { signal });
