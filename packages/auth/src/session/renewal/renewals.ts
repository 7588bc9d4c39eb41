import type { DPoPHandle } from 'openid-client';
import { type DpopKeys, isKeyLost } from '../../core/dpop/dpop-keys.ts';
import { AuthError, asAuthError } from '../../core/errors.ts';
import { isTimeFailure } from '../../core/grants/check-error.ts';
import { clockProblem } from '../../core/grants/clock.ts';
import { askForRenewal, checkRenewal, refreshTokenIn } from '../../core/grants/refresh.ts';
import type { TokenResponse } from '../../core/grants/token-response.ts';
import type { Tokens } from '../../core/grants/tokens.ts';
import type { TokenAccount, UnfinishedRenewal } from '../../stores/store.ts';
import type { AccessTools } from '../access.ts';
import { BackOff } from '../back-off.ts';
import type { ProviderClient, ProviderRegistry } from '../provider-registry.ts';
import { hasGoodToken } from './access-token.ts';
import { classifyCheck, classifyRefusal, type Effect, effects, type Failure } from './failure.ts';
import { KeptAccounts } from './kept-accounts.ts';
import { requireSameSignIn } from './same-person.ts';

/** An account with the stored token response to its renewal. */
type PendingRenewal = TokenAccount & { readonly renewal: UnfinishedRenewal };

/** An ID token may expire while its response waits to be checked. After this long, new tokens are requested. */
const PATIENCE_MS = 60_000;

/**
 * Renews sign-ins: ask, keep the new refresh token, check, use, in this order. The table `effects` says what a failure to
 * ask or to check does; `KeptAccounts` keeps what cannot be stored. The caller makes one renewal of an account at a time.
 */
export class Renewals {
  readonly #registry: ProviderRegistry;
  readonly #dpopKeys: DpopKeys;
  readonly #now: () => number;
  readonly #accounts: KeptAccounts;
  readonly #asking: BackOff;
  readonly #checking: BackOff;

  constructor({ store, registry, dpopKeys, now }: AccessTools) {
    this.#registry = registry;
    this.#dpopKeys = dpopKeys;
    this.#now = now;
    this.#accounts = new KeptAccounts(store);
    this.#asking = new BackOff(now);
    this.#checking = new BackOff(now);
  }

  /**
   * An account with a usable access token: the stored one, if another caller has renewed it already.
   *
   * @throws AuthError `account-unknown` | `sign-in-again` | `dpop-key-lost` | `refresh-failed` | `token-invalid` | `provider-unreachable` |
   *   `provider-misconfigured` | `store-failed` | …
   */
  async renew(id: string, rejected: string | undefined): Promise<TokenAccount> {
    const account = await this.#accounts.settle(id);
    if (hasGoodToken(account, rejected, this.#now())) return account;
    const client = await this.#registry.get(account.providerId);
    const dpop = await this.#dpopOf(client, account);
    const pendingRenewal = hasPendingRenewal(account)
      ? account
      : await this.#keep(account, await this.#ask(client, account, dpop));
    const tokens = await this.#check(client, pendingRenewal, dpop);
    return tokens === 'outdated' ? this.renew(id, rejected) : this.#use(pendingRenewal, tokens);
  }

  /** A new sign-in replaces the account. */
  forget(id: string): void {
    this.#accounts.forget(id);
  }

  /** Returns what signs with the account's key. A sign-in without the key that the settings require cannot be renewed. */
  async #dpopOf(client: ProviderClient, account: TokenAccount): Promise<DPoPHandle | undefined> {
    const { name, dpop } = client.provider;
    if (dpop && !account.dpopKey) {
      const message = `This sign-in is from before the tokens of ${name} were bound to a key (DPoP).`;
      return this.#accounts.end(account, new AuthError('sign-in-again', message));
    }
    return this.#dpopKeys.handleOf(client, account.dpopKey).catch((error) => {
      if (isKeyLost(error)) return this.#accounts.end(account, error);
      throw error;
    });
  }

  /** Makes the token request; the refresh token may not be valid after it. */
  async #ask(
    client: ProviderClient,
    account: TokenAccount,
    dpop: DPoPHandle | undefined,
  ): Promise<TokenResponse> {
    const { provider } = client;
    const { refreshToken } = account;
    if (!refreshToken) {
      const message = `${provider.name} issued no refresh token.`;
      return this.#accounts.end(account, new AuthError('sign-in-again', message));
    }
    this.#asking.requireTurn(provider);
    try {
      return await this.#registry.ask(client, ({ configuration }) =>
        askForRenewal(configuration, provider, { refreshToken, dpop }, this.#now()),
      );
    } catch (caught) {
      return this.#fail(client, account, classifyRefusal(client, caught), this.#asking);
    }
  }

  /** Stores the response, with its refresh token, before anything else in it is read. */
  async #keep(account: TokenAccount, response: TokenResponse): Promise<PendingRenewal> {
    // RFC 6749 section 6: without a new refresh token the old one stays.
    const refreshToken = refreshTokenIn(response) ?? account.refreshToken;
    const pendingRenewal = { ...account, ...(refreshToken && { refreshToken }), renewal: { response } };
    await this.#accounts.replace(account, pendingRenewal);
    return pendingRenewal;
  }

  /** @returns the tokens; `outdated` where they waited too long to be checked and have to be requested again */
  async #check(
    client: ProviderClient,
    account: PendingRenewal,
    dpop: DPoPHandle | undefined,
  ): Promise<Tokens | 'outdated'> {
    const { provider } = client;
    const { response, problem } = account.renewal;
    if (problem) throw new AuthError(problem.code, problem.message);
    this.#checking.requireTurn(provider);
    try {
      const { refreshToken = account.id, scopes } = account;
      const renewed = { refreshToken, scopes, dpop };
      const tokens = await this.#registry.check(client, ({ configuration }) =>
        checkRenewal(configuration, provider, renewed, response),
      );
      requireSameSignIn(provider.name, account.idToken, tokens.claims);
      this.#asking.succeeded(provider);
      this.#checking.succeeded(provider);
      return tokens;
    } catch (caught) {
      const late = this.#now() - response.receivedAt > PATIENCE_MS;
      if (late && isTimeFailure(caught)) return this.#drop(account);
      const hasWrongClock = isTimeFailure(caught) && clockProblem('', response.clockOffset) !== undefined;
      const failure = classifyCheck(asAuthError(caught), hasWrongClock);
      return this.#fail(
        client,
        account,
        failure,
        failure.kind === 'uncheckable' ? this.#checking : this.#asking,
      );
    }
  }

  async #use(account: PendingRenewal, tokens: Tokens): Promise<TokenAccount> {
    const { claims: _claims, members: _members, ...renewed } = tokens;
    // The old expiry and the old refusal do not apply to the new tokens.
    const { expiresAt: _expiresAt, renewal: _renewal, refusedOnce: _refused, ...lasting } = account;
    const idToken = account.idToken ?? renewed.idToken;
    return this.#accounts.replace(account, { ...lasting, ...renewed, ...(idToken && { idToken }) });
  }

  async #drop({ renewal: _renewal, ...account }: PendingRenewal): Promise<'outdated'> {
    await this.#accounts.replace(account, account);
    return 'outdated';
  }

  /** Does what the table says about a failure. @throws AuthError */
  async #fail(
    { provider }: ProviderClient,
    account: TokenAccount,
    { kind, error }: Failure,
    backOff: BackOff,
  ): Promise<never> {
    const { account: effect, waits }: Effect = effects[kind];
    const { renewal, ...withoutRenewal } = account;
    const { code, message } = error;
    if (effect === 'ends') return this.#accounts.end(account, error);
    if (effect === 'ends-if-repeated') {
      if (account.refusedOnce)
        return this.#accounts.end(account, new AuthError('sign-in-again', message, { cause: error }));
      await this.#accounts.replace(account, { ...withoutRenewal, refusedOnce: true });
    }
    if (effect === 'blocked' && renewal) {
      await this.#accounts.replace(account, {
        ...account,
        renewal: { ...renewal, problem: { code, message } },
      });
    }
    if (kind === 'clock') await this.#accounts.replace(account, withoutRenewal);
    throw waits ? backOff.failed(provider, error, waits) : error;
  }
}

function hasPendingRenewal(account: TokenAccount): account is PendingRenewal {
  return account.renewal !== undefined;
}
