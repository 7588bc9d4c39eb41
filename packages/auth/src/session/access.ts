import type { Profile } from '@ddext-oauth/providers';
import type { DPoPHandle } from 'openid-client';
import type { DpopKey } from '../core/dpop/dpop-key.ts';
import { type DpopKeys, isKeyLost } from '../core/dpop/dpop-keys.ts';
import { asAuthError } from '../core/errors.ts';
import { requestClientCredentials } from '../core/grants/client-credentials.ts';
import type { Tokens } from '../core/grants/tokens.ts';
import type { TokenAccount, TokenStore } from '../stores/store.ts';
import { personAccountId, serviceAccountId } from './account-id.ts';
import { BackOff, type Waits } from './back-off.ts';
import type { ProviderClient, ProviderRegistry } from './provider-registry.ts';
import { hasGoodToken } from './renewal/access-token.ts';
import { unknownAccount } from './renewal/kept-accounts.ts';
import { Renewals } from './renewal/renewals.ts';

/** The delays between token requests of the extension itself after failures. */
const SERVICE_WAITS: Waits = [0, 1000, 5000, 30_000, 60_000];

/** An API that rejects a token within this time after its renewal would also reject the next one. */
const REJECTED_AGAIN_MS = 60_000;

/** Dependencies of {@link Access}. */
export interface AccessTools {
  readonly store: TokenStore;
  readonly registry: ProviderRegistry;
  readonly dpopKeys: DpopKeys;
  readonly now: () => number;
}

/**
 * Provides valid access tokens. A token is renewed before it expires, with one request for all concurrent callers, in
 * this process or another with the same store.
 */
export class Access {
  readonly #store: TokenStore;
  readonly #registry: ProviderRegistry;
  readonly #dpopKeys: DpopKeys;
  readonly #now: () => number;
  readonly #renewals: Renewals;
  /** The renewal in progress of each account, which concurrent callers share. */
  readonly #underWay = new Map<string, Promise<TokenAccount>>();
  /** The replacement of each access token that an API rejected, and when. */
  readonly #replacements = new Map<string, { readonly accessToken: string; readonly at: number }>();
  readonly #serviceBackOff: BackOff;

  constructor(tools: AccessTools) {
    const { store, registry, dpopKeys, now } = tools;
    this.#store = store;
    this.#registry = registry;
    this.#dpopKeys = dpopKeys;
    this.#now = now;
    this.#renewals = new Renewals(tools);
    this.#serviceBackOff = new BackOff(now);
  }

  /**
   * Returns an account with a valid access token.
   *
   * @param rejected an access token that an API has rejected with 401, which is renewed before its expiry
   * @throws AuthError `account-unknown` | `sign-in-again` | `refresh-failed` | `token-invalid` | `provider-unreachable`
   *   | `provider-misconfigured` | …
   */
  async account(id: string, rejected?: string): Promise<TokenAccount> {
    const account = await this.#store.get(id);
    // The extension's own account is used with the provider's ID only. The UI cannot request its token.
    if (account?.kind !== 'person') throw unknownAccount();
    if (this.#canBeUsed(account, rejected)) return account;
    return this.#once(id, rejected, () => this.#renewals.renew(id, rejected));
  }

  /**
   * Returns the extension's own account at a provider (RFC 6749 section 4.4). Requests a token when it is first needed.
   */
  async service(providerId: string, rejected?: string): Promise<TokenAccount> {
    const id = serviceAccountId(providerId);
    const account = await this.#serviceAccount(id);
    if (account && this.#canBeUsed(account, rejected)) return account;
    return this.#once(id, rejected, async () => {
      const current = await this.#serviceAccount(id);
      if (current && this.#canBeUsed(current, rejected)) return current;
      const client = await this.#registry.get(providerId);
      const dpopKey = current?.dpopKey ?? (await this.#dpopKeys.create(client));
      const tokens = await this.#askForService(client, id, dpopKey);
      const profile = { id: client.provider.clientId };
      return this.#put({ id, providerId, tokens, profile, kind: 'service', dpopKey });
    });
  }

  /**
   * Returns what signs with the key of an account. Undefined for bearer tokens. A lost key ends the sign-in.
   *
   * @throws AuthError `dpop-key-lost`
   */
  async dpopOf(
    client: ProviderClient,
    id: string,
    dpopKey: DpopKey | undefined,
  ): Promise<DPoPHandle | undefined> {
    return this.#dpopKeys.handleOf(client, dpopKey).catch(async (error) => {
      // A new sign-in or a pasted key can have replaced the account meanwhile.
      const isStored = async () => (await this.#store.get(id))?.dpopKey?.thumbprint === dpopKey?.thumbprint;
      if (isKeyLost(error) && (await isStored())) await this.#store.delete(id);
      throw error;
    });
  }

  async #serviceAccount(id: string): Promise<TokenAccount | undefined> {
    const account = await this.#store.get(id);
    return account?.kind === 'service' ? account : undefined;
  }

  /** Records that an API accepted a renewed token, so that a later rejection renews it again. */
  accepted({ id, accessToken }: Pick<TokenAccount, 'id' | 'accessToken'>): void {
    if (this.#replacements.get(id)?.accessToken === accessToken) this.#replacements.delete(id);
  }

  /** A key replaces the account. The caller works on it exclusively. */
  forget(id: string): void {
    this.#renewals.forget(id);
  }

  /** Stores the tokens and the profile of a sign-in. Replaces an earlier account of the same user. */
  keep(
    { provider }: ProviderClient,
    tokens: Tokens,
    profile: Profile,
    dpopKey: DpopKey | undefined,
  ): Promise<TokenAccount> {
    const id = personAccountId(provider.id, profile.id);
    // Waits for a renewal of the earlier account, which would overwrite this one.
    return this.#store.exclusively(id, () => {
      this.#renewals.forget(id);
      return this.#put({ id, providerId: provider.id, tokens, profile, kind: 'person', dpopKey });
    });
  }

  async #askForService(client: ProviderClient, id: string, dpopKey: DpopKey | undefined): Promise<Tokens> {
    const { provider } = client;
    this.#serviceBackOff.requireTurn(provider);
    const dpop = await this.dpopOf(client, id, dpopKey);
    try {
      const tokens = await this.#registry.ask(client, ({ configuration }) =>
        requestClientCredentials(configuration, provider, this.#now(), dpop),
      );
      this.#serviceBackOff.succeeded(provider);
      return tokens;
    } catch (caught) {
      throw this.#serviceBackOff.failed(provider, asAuthError(caught), SERVICE_WAITS);
    }
  }

  async #put({ tokens, dpopKey, ...identity }: NewAccount): Promise<TokenAccount> {
    const { claims: _claims, members: _members, ...issued } = tokens;
    const account = { ...issued, ...identity, ...(dpopKey && { dpopKey }), signedInAt: this.#now() };
    await this.#store.put(account);
    return account;
  }

  #canBeUsed(account: TokenAccount, rejected: string | undefined): boolean {
    const now = this.#now();
    const replacement = this.#replacements.get(account.id);
    const refusedAgain =
      replacement !== undefined &&
      replacement.accessToken === rejected &&
      now - replacement.at < REJECTED_AGAIN_MS;
    return hasGoodToken(account, refusedAgain ? undefined : rejected, now);
  }

  #once(id: string, rejected: string | undefined, work: () => Promise<TokenAccount>): Promise<TokenAccount> {
    const underWay = this.#underWay.get(id);
    if (underWay) return underWay;
    const renewal = this.#store.exclusively(id, work).finally(() => this.#underWay.delete(id));
    this.#underWay.set(id, renewal);
    if (rejected === undefined) return renewal;
    return renewal.then((account) => {
      this.#replacements.set(id, { accessToken: account.accessToken, at: this.#now() });
      return account;
    });
  }
}

/** What is stored after a sign-in. */
interface NewAccount extends Pick<TokenAccount, 'id' | 'providerId' | 'profile' | 'kind'> {
  readonly tokens: Tokens;
  readonly dpopKey: DpopKey | undefined;
}
