import { fromBase64 } from '../core/base64.ts';
import { requestClientCredentials } from '../core/client-credentials.ts';
import { AuthError } from '../core/errors.ts';
import { refreshTokens } from '../core/refresh.ts';
import type { Tokens } from '../core/tokens.ts';
import type { Profile } from '../providers/preset.ts';
import type { StoredAccount, TokenStore } from '../stores/store.ts';
import { personAccountId, serviceAccountId } from './account-id.ts';
import { BackOff } from './back-off.ts';
import type { Clients, ProviderClient } from './clients.ts';

/** An access token is renewed this long before it ends, or in the last tenth of a life shorter than ten minutes. */
const MARGIN_MS = 60_000;

/**
 * Access tokens that can be used right now: renewed before they end, by one request however many ask, in this process
 * or another on the same store.
 */
export class Access {
  readonly #store: TokenStore;
  readonly #clients: Clients;
  readonly #now: () => number;
  /** The renewal under way for an account, which everybody who asks meanwhile shares. */
  readonly #renewals = new Map<string, Promise<StoredAccount>>();
  /** Renewals that the store could not take: the refresh token they came by is used up, so nothing replaces them. */
  readonly #unstored = new Map<string, { readonly usedUp: string; readonly account: StoredAccount }>();
  readonly #backOff: BackOff;

  constructor(store: TokenStore, clients: Clients, now: () => number) {
    this.#store = store;
    this.#clients = clients;
    this.#now = now;
    this.#backOff = new BackOff(now);
  }

  /**
   * An account whose access token is good to use.
   *
   * @param rejected an access token that an API has just refused with 401, so that it is renewed though it has not ended
   * @throws AuthError `account-unknown` | `sign-in-again` | `refresh-failed` | `provider-unreachable` | …
   */
  async account(id: string, rejected?: string): Promise<StoredAccount> {
    const account = await this.#store.get(id);
    // The extension's own account is for calls by the provider's id, and its token is nothing that a UI can ask for.
    if (account?.kind !== 'person') throw unknownAccount();
    if (this.#isGood(account, rejected)) return account;
    return this.#once(id, () => this.#refresh(id, rejected));
  }

  /** The extension's own account at a provider (RFC 6749 section 4.4), signed in when it is first needed. */
  async service(providerId: string, rejected?: string): Promise<StoredAccount> {
    const id = serviceAccountId(providerId);
    const account = await this.#store.get(id);
    if (account && this.#isGood(account, rejected)) return account;
    return this.#once(id, async () => {
      const current = await this.#store.get(id);
      if (current && this.#isGood(current, rejected)) return current;
      const { provider, configuration } = await this.#clients.get(providerId);
      const tokens = await this.#backOff.ask(provider, () =>
        requestClientCredentials(configuration, provider, this.#now()),
      );
      return this.#put(id, provider.id, tokens, { id: provider.clientId }, 'service');
    });
  }

  /** Stores what a person's sign-in brought, in place of what was there for the same person. */
  keep({ provider }: ProviderClient, tokens: Tokens, profile: Profile): Promise<StoredAccount> {
    const id = personAccountId(provider.id, profile.id);
    // In turn with a renewal of the sign-in before this one, which would write over it.
    return this.#store.exclusively(id, () => {
      this.#unstored.delete(id);
      return this.#put(id, provider.id, tokens, profile, 'person');
    });
  }

  async #put(
    id: string,
    providerId: string,
    { claims: _claims, members: _members, ...tokens }: Tokens,
    profile: Profile,
    kind: StoredAccount['kind'],
  ): Promise<StoredAccount> {
    const account = { ...tokens, id, providerId, kind, profile, signedInAt: this.#now() };
    await this.#store.put(account);
    return account;
  }

  #isGood(account: StoredAccount, rejected: string | undefined): boolean {
    if (account.accessToken === rejected) return false;
    // Not knowing when it ends is no reason to renew it: the first 401 will tell.
    if (account.expiresAt === undefined) return true;
    const margin = Math.min(MARGIN_MS, (account.expiresAt - account.issuedAt) / 10);
    return this.#now() < account.expiresAt - margin;
  }

  #once(id: string, work: () => Promise<StoredAccount>): Promise<StoredAccount> {
    const underWay = this.#renewals.get(id);
    if (underWay) return underWay;
    const renewal = this.#store.exclusively(id, work).finally(() => this.#renewals.delete(id));
    this.#renewals.set(id, renewal);
    return renewal;
  }

  async #refresh(id: string, rejected: string | undefined): Promise<StoredAccount> {
    // Read again: another process may have renewed it while this one waited for its turn.
    const account = await this.#latest(id);
    if (this.#isGood(account, rejected)) return account;
    const { provider, configuration } = await this.#clients.get(account.providerId);
    const { refreshToken, scopes } = account;
    if (!refreshToken)
      return this.#end(account, `${provider.name} gave out nothing to renew the sign-in with.`);
    try {
      const {
        claims,
        members: _members,
        ...renewed
      } = await this.#backOff.ask(provider, () =>
        refreshTokens(configuration, provider, { refreshToken, scopes }, this.#now()),
      );
      refuseAnotherSubject(provider.name, account.idToken, claims);
      // RFC 6749 section 6: without a new refresh token the old one stays. An old expiry does not.
      const { expiresAt: _expiresAt, ...lasting } = account;
      const next = { ...lasting, ...renewed };
      this.#unstored.set(id, { usedUp: refreshToken, account: next });
      return await this.#latest(id);
    } catch (error) {
      if (error instanceof AuthError && error.code === 'sign-in-again')
        return this.#end(account, error.message);
      throw error;
    }
  }

  /** What is stored, once the store has been given what it could not take before. */
  async #latest(id: string): Promise<StoredAccount> {
    const stored = await this.#store.get(id);
    const unstored = this.#unstored.get(id);
    // Signed in again or out since, in another process: then what was renewed is of no more use.
    const newest = stored && unstored?.usedUp === stored.refreshToken ? unstored?.account : undefined;
    if (newest) await this.#store.put(newest);
    this.#unstored.delete(id);
    if (!stored) throw unknownAccount();
    return newest ?? stored;
  }

  /** The end of a sign-in that cannot be renewed: forgotten, so that nobody tries again and again. */
  async #end(account: StoredAccount, message: string): Promise<never> {
    await this.#store.delete(account.id);
    throw new AuthError('sign-in-again', message);
  }
}

/** A renewed ID token is about the same person as the first (OpenID Connect Core 1.0 section 12.2). */
function refuseAnotherSubject(name: string, idToken: string | undefined, claims: Tokens['claims']): void {
  const payload = idToken?.split('.')[1];
  if (!payload || !claims) return;
  const { sub } = JSON.parse(new TextDecoder().decode(fromBase64(payload)));
  if (sub !== claims.sub)
    throw new AuthError('token-invalid', `${name} renewed the sign-in of somebody else.`);
}

function unknownAccount(): AuthError {
  return new AuthError('account-unknown', 'This account is not signed in.');
}
