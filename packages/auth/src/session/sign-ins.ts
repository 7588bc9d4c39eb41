import type { Extension, Grant, Host, Profile } from '@ddext-oauth/providers';
import type { DpopKey } from '../core/dpop/dpop-key.ts';
import type { DpopKeys } from '../core/dpop/dpop-keys.ts';
import { AuthError, asAuthError } from '../core/errors.ts';
import { type AuthorizationRequest, createAuthorizationRequest } from '../core/grants/authorize.ts';
import {
  beginDeviceAuthorization,
  checkDeviceTokens,
  type DeviceAuthorization,
  pollDeviceAuthorization,
} from '../core/grants/device.ts';
import { askForCodeTokens, checkCodeTokens } from '../core/grants/exchange.ts';
import { revokeTokens } from '../core/grants/sign-out.ts';
import type { Tokens } from '../core/grants/tokens.ts';
import { type Pause, wallClockPause } from '../core/http/pause.ts';
import { fetchProfile } from '../core/profile/profile.ts';
import type { TokenStore } from '../stores/store.ts';
import type { Access } from './access.ts';
import { type Account, accountOf, type SignInMethod } from './account.ts';
import { type Attempt, type AttemptOutcome, Attempts } from './attempts/attempts.ts';
import { mixedUp, stateOf, unexpectedCallback } from './attempts/callback-response.ts';
import { unknownAttempt } from './attempts/expired-attempts.ts';
import type { ProviderClient, ProviderRegistry } from './provider-registry.ts';
import { type SignInEvent, shortened } from './sign-in-event.ts';

/** The result of `signIn`: the ID of the attempt, and the link for the user's browser. */
export interface SignInAttempt {
  readonly attempt: string;
  readonly url: string;
  /** Present if Docker Desktop opens the extension's tab with the provider's response. */
  readonly tab?: true;
}

/** The result of `signInWithDevice`: the ID of the attempt, and what to show the user (RFC 8628 section 3.3). */
export interface DeviceSignInAttempt {
  readonly attempt: string;
  readonly device: Omit<DeviceAuthorization, 'codeVerifier' | 'deviceCode' | 'interval'>;
}

/** Dependencies of {@link SignIns}. */
export interface SignInTools {
  readonly store: TokenStore;
  readonly registry: ProviderRegistry;
  readonly access: Access;
  readonly dpopKeys: DpopKeys;
  readonly extension: Extension;
  readonly now: () => number;
  readonly pause: Pause | undefined;
  readonly report: (event: SignInEvent) => void;
}

/** Longer than an exchange whose requests all take their maximum time. */
const EXCHANGE_MS = 60_000;

/** The tokens of a successful grant, and their provider. */
interface Granted {
  readonly client: ProviderClient;
  readonly tokens: Tokens;
  readonly dpopKey: DpopKey | undefined;
}

/** Runs sign-ins, from the attempt to the stored account. */
export class SignIns {
  readonly attempts: Attempts<Account>;
  readonly #tools: SignInTools;

  constructor(tools: SignInTools) {
    this.#tools = tools;
    this.attempts = new Attempts({ now: tools.now, settled: (attempt) => this.#reportEnd(attempt) });
  }

  /** Starts a sign-in in the user's browser. */
  async begin(
    providerId: string,
    signInMethod: Exclude<SignInMethod, 'device_code'>,
    host?: Host,
  ): Promise<SignInAttempt> {
    const client = await this.#clientFor(providerId, 'authorization_code');
    const redirectUri = client.redirectUris[signInMethod === 'bridge' ? 1 : 0];
    if (!redirectUri)
      throw new AuthError('request-invalid', 'This extension has no second redirect URI (bridge).');
    const request = await this.#requestFor(client, redirectUri);
    const attempt = this.attempts.begin(providerId, request, { host });
    const { id, expiresAt } = attempt;
    this.#tools.report({ ...about(attempt), type: 'started', grant: 'authorization_code' });
    if (this.#tools.extension.strategy === 'backend-callback') {
      return { attempt: id, url: loginPage(id, redirectUri) };
    }
    await this.#tools.store.pending.put({ id, providerId, request, expiresAt }, this.#tools.now());
    return { attempt: id, url: request.url, tab: true };
  }

  /** Starts a sign-in with a device code, and polls in the background. */
  async beginWithDevice(providerId: string): Promise<DeviceSignInAttempt> {
    const client = await this.#clientFor(providerId, 'device_code');
    const { now, report } = this.#tools;
    const { configuration, provider, insecureLoopback } = client;
    const device = await beginDeviceAuthorization(configuration, provider, now(), insecureLoopback);
    const attempt = this.attempts.begin(providerId, undefined, { expiresAt: device.expiresAt });
    report({ ...about(attempt), type: 'started', grant: 'device_code' });
    // The attempt records the outcome.
    this.#finish(attempt, this.#poll(client, device, attempt.ended.signal)).catch(() => undefined);
    const { codeVerifier: _verifier, deviceCode: _deviceCode, interval: _interval, ...shown } = device;
    return { attempt: attempt.id, device: shown };
  }

  /** Returns a link to an open attempt: the existing one until a browser opens it, then a new one. */
  async linkOf(id: string): Promise<string> {
    const attempt = await this.#restored(id);
    if (attempt.claimed || attempt.outcome.status !== 'pending') throw unknownAttempt();
    const latest = attempt.links.at(-1);
    if (!latest?.request) throw new AuthError('request-invalid', 'This sign-in has no link for a browser.');
    const { redirectUri, url } = latest.request;
    if (this.#tools.extension.strategy !== 'backend-callback') return url;
    if (latest.browserKey === undefined) return loginPage(latest.id, redirectUri);
    const request = await this.#requestFor(await this.#tools.registry.get(attempt.providerId), redirectUri);
    return loginPage(this.attempts.addLink(attempt, request).id, redirectUri);
  }

  /**
   * Handles a browser that opens a link: redirects it to the provider, or returns the outcome if it has returned from
   * there.
   */
  async open(
    link: string,
    browserKey: string | undefined,
  ): Promise<{ url: string; browserKey: string } | { account: Account }> {
    const opened = this.attempts.open(link, browserKey);
    if (opened.request) return { url: opened.request.url, browserKey: opened.browserKey };
    return { account: await this.#outcomeOf(opened.attempt) };
  }

  /** Handles the callback of a browser at a provider's redirect URI. The attempt records the same outcome. */
  async handleCallback(
    providerId: string,
    query: URLSearchParams,
    browserKey: string | undefined,
  ): Promise<Account> {
    const { attempt, request } = this.attempts.take(stateOf(query), browserKey);
    if (!request) return this.#outcomeOf(attempt);
    return this.#finish(attempt, this.#exchangeAt(providerId, attempt, request, query));
  }

  /**
   * Handles a response in the extension's tab. A response that does not belong to the attempt has no effect. Otherwise
   * any web page could end a sign-in.
   */
  async handleTabCallback(id: string, query: URLSearchParams): Promise<Account> {
    const { store, extension } = this.#tools;
    if (query.get('extensionId') !== extension.id) throw unexpectedCallback();
    const state = stateOf(query);
    const used = this.attempts.settledOfState(state);
    if (used) return this.#outcomeOf(used);
    this.attempts.throwIfExpired(state);
    const known = await store.pending.get(id);
    if (known ? known.request.state !== state : this.attempts.find(id)?.links[0]?.state !== state) {
      throw unexpectedCallback();
    }
    const pending = await store.pending.take(id);
    const attempt = pending ? this.attempts.restore(pending) : this.attempts.get(id);
    if (!pending) return this.#outcomeOf(attempt);
    this.attempts.get(id);
    return this.#finish(attempt, this.#exchange(pending.providerId, pending.request, query));
  }

  /**
   * Returns the outcome of an attempt after a repeated callback. The exchange may be in progress, and the account may
   * have been signed out.
   */
  async #outcomeOf({ id }: Attempt<Account>): Promise<Account> {
    const outcome = await this.attempts.wait(id, EXCHANGE_MS);
    if (outcome.status === 'failed') throw outcome.error;
    if (outcome.status === 'pending') throw unknownAttempt();
    const stored = await this.#tools.store.get(outcome.value.id).catch((cause) => {
      throw unknownAttempt(cause);
    });
    if (!stored) throw unknownAttempt();
    return outcome.value;
  }

  /**
   * Returns the outcome of an attempt, including one from before a restart.
   *
   * @throws AuthError `attempt-unknown` | `attempt-expired`
   */
  async wait(id: string, milliseconds: number, signal?: AbortSignal): Promise<AttemptOutcome<Account>> {
    await this.#restored(id);
    return this.attempts.wait(id, milliseconds, signal);
  }

  /**
   * Cancels an attempt.
   *
   * @throws AuthError `attempt-unknown` | `attempt-expired`
   */
  async cancel(id: string): Promise<void> {
    const attempt = await this.#restored(id);
    await this.#tools.store.pending.take(id);
    const error = new AuthError('attempt-cancelled', 'The sign-in was cancelled.');
    this.attempts.settle(attempt.id, { status: 'failed', error });
  }

  /**
   * Returns an attempt, including one that another process started.
   *
   * @throws AuthError `attempt-unknown` | `attempt-expired`
   */
  async #restored(id: string): Promise<Attempt<Account>> {
    if (!this.attempts.find(id)) {
      this.attempts.throwIfExpired(id);
      const pending = await this.#tools.store.pending.get(id);
      if (pending) this.attempts.restore(pending);
    }
    return this.attempts.get(id);
  }

  async #exchangeAt(
    providerId: string,
    attempt: Attempt<Account>,
    request: AuthorizationRequest,
    query: URLSearchParams,
  ): Promise<Granted> {
    if (attempt.providerId !== providerId) throw mixedUp();
    return this.#exchange(providerId, request, query);
  }

  async #exchange(
    providerId: string,
    request: AuthorizationRequest,
    query: URLSearchParams,
  ): Promise<Granted> {
    const { registry, dpopKeys, now } = this.#tools;
    const client = await registry.get(providerId);
    const { dpopKey } = request;
    const exchange = { request, query, dpop: await dpopKeys.handleOf(client, dpopKey) };
    const response = await registry.ask(client, ({ configuration, provider }) =>
      askForCodeTokens(configuration, provider, exchange, now()),
    );
    const tokens = await registry.check(client, ({ configuration, provider }) =>
      checkCodeTokens(configuration, provider, exchange, response),
    );
    return { client, tokens, dpopKey };
  }

  async #requestFor(client: ProviderClient, redirectUri: string): Promise<AuthorizationRequest> {
    const { provider, configuration, insecureLoopback } = client;
    const dpopKey = await this.#tools.dpopKeys.create(client);
    return createAuthorizationRequest(configuration, provider, redirectUri, insecureLoopback, dpopKey);
  }

  async #clientFor(providerId: string, grant: Grant): Promise<ProviderClient> {
    // Do not start a sign-in whose account could not be stored.
    await this.#tools.store.list();
    const client = await this.#tools.registry.get(providerId);
    if (client.provider.grants.includes(grant)) return client;
    throw new AuthError('grant-unsupported', `${client.provider.name} is not set up for ${grant}.`);
  }

  async #poll(client: ProviderClient, device: DeviceAuthorization, signal: AbortSignal): Promise<Granted> {
    const { registry, dpopKeys, now, pause = wallClockPause(now) } = this.#tools;
    const dpopKey = await dpopKeys.create(client);
    const dpop = await dpopKeys.handleOf(client, dpopKey);
    const polling = { signal, pause, now, dpop };
    const response = await pollDeviceAuthorization(client.configuration, client.provider, device, polling);
    const tokens = await registry.check(client, ({ configuration, provider }) =>
      checkDeviceTokens(configuration, provider, device, response, dpop),
    );
    return { client, tokens, dpopKey };
  }

  async #finish(attempt: Attempt<Account>, granting: Promise<Granted>): Promise<Account> {
    try {
      const granted = await granting;
      const account = await this.#keep(attempt, granted).catch(async (error) => {
        // The sign-in was cancelled, so these tokens are not used.
        await revokeTokens(granted.client.configuration, granted.tokens);
        throw error;
      });
      this.attempts.settle(attempt.id, { status: 'signed-in', value: account });
      return account;
    } catch (caught) {
      const error = asAuthError(caught);
      this.attempts.settle(attempt.id, { status: 'failed', error });
      throw error;
    }
  }

  /** Loads the profile and stores the account, unless the user cancels meanwhile. */
  async #keep(attempt: Attempt<Account>, granted: Granted): Promise<Account> {
    const { client, tokens, dpopKey } = granted;
    const throwIfCancelled = () => {
      if (attempt.outcome.status === 'failed') throw attempt.outcome.error;
    };
    const profile = await this.#profileOf(attempt, granted);
    throwIfCancelled();
    const stored = await this.#tools.access.keep(client, tokens, profile, dpopKey);
    try {
      throwIfCancelled();
    } catch (error) {
      await this.#tools.store.delete(stored.id);
      throw error;
    }
    return accountOf(stored, client.provider.name);
  }

  async #profileOf(attempt: Attempt<Account>, { client, tokens, dpopKey }: Granted): Promise<Profile> {
    const { registry, dpopKeys, report } = this.#tools;
    const missing = (error: AuthError) => report({ ...about(attempt), type: 'user-info-unavailable', error });
    const dpop = await dpopKeys.handleOf(client, dpopKey);
    return registry.check(client, ({ configuration, provider }) =>
      fetchProfile(configuration, provider, tokens, missing, dpop),
    );
  }

  #reportEnd(attempt: Attempt<Account>): void {
    const { outcome } = attempt;
    if (outcome.status === 'signed-in') this.#tools.report({ ...about(attempt), type: 'finished' });
    if (outcome.status === 'failed') {
      this.#tools.report({ ...about(attempt), type: 'failed', error: outcome.error });
    }
  }
}

function loginPage(link: string, redirectUri: string): string {
  return new URL(`/login/${link}`, redirectUri).href;
}

function about({ id, providerId }: Attempt<Account>): Pick<SignInEvent, 'provider' | 'attempt'> {
  return { provider: providerId, attempt: shortened(id) };
}
