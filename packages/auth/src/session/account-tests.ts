import { USER_INFO } from '../core/client/api-hosts.ts';
import { AuthError, asAuthError } from '../core/errors.ts';
import { limitBody } from '../core/http/response-limit.ts';
import { refusalOf } from '../core/keys/refusal.ts';
import { hasTokens, type TokenAccount, type TokenStore } from '../stores/store.ts';
import type { Access } from './access.ts';
import type { Verification } from './account.ts';
import type { Api } from './api-calls/api.ts';
import type { Keys } from './keys/keys.ts';
import type { ProviderRegistry } from './provider-registry.ts';
import { unknownAccount } from './renewal/kept-accounts.ts';

/** Tests the credentials of accounts with a request to their provider. */
export class AccountTests {
  readonly #store: TokenStore;
  readonly #registry: ProviderRegistry;
  readonly #access: Access;
  readonly #api: Api;
  readonly #keys: Keys;

  constructor(store: TokenStore, registry: ProviderRegistry, access: Access, api: Api, keys: Keys) {
    this.#store = store;
    this.#registry = registry;
    this.#access = access;
    this.#api = api;
    this.#keys = keys;
  }

  /** @throws AuthError `account-unknown` | `store-locked` | `store-failed` */
  async run(accountOrProvider: string): Promise<Verification> {
    const test = await this.#testOf(accountOrProvider);
    try {
      return await test();
    } catch (error) {
      const failure = asAuthError(error);
      // An account that was removed meanwhile has no result.
      if (failure.code === 'account-unknown') throw failure;
      return { status: 'failed', problem: failure.report() };
    }
  }

  async #testOf(id: string): Promise<() => Promise<Verification>> {
    if (this.#keys.isFixed(id)) return async () => this.#ofKey(id, await this.#keys.verifyFixed(id));
    if (this.#registry.isService(id)) return () => this.#service(id);
    const account = await this.#store.get(id);
    if (!account || account.kind === 'service') throw unknownAccount();
    if (hasTokens(account)) return () => this.#signIn(account);
    return async () => this.#ofKey(account.providerId, await this.#keys.verify(account));
  }

  #ofKey(providerId: string, isProven: boolean): Verification {
    const name = this.#keys.nameOf(providerId) ?? providerId;
    const noun = this.#keys.nounOf(providerId) ?? 'key';
    return isProven
      ? { status: 'works', message: `${name} accepts this ${noun}.` }
      : { status: 'untested', message: `${name} has no request that tests this ${noun}.` };
  }

  async #service(providerId: string): Promise<Verification> {
    await this.#access.service(providerId);
    const message = `${this.#registry.nameOf(providerId)} issues access tokens to this extension.`;
    return { status: 'works', message };
  }

  /** Requests the user info, after renewing the tokens if necessary. */
  async #signIn({ id, providerId }: TokenAccount): Promise<Verification> {
    const { configuration, provider } = await this.#registry.get(providerId);
    const { scopes } = await this.#access.account(id);
    const { name } = provider;
    if (!configuration.serverMetadata().userinfo_endpoint)
      return { status: 'untested', message: `${name} has no request that tests a sign-in.` };
    const response = await this.#api.fetch(id, USER_INFO);
    const { status } = response;
    const body = await (await limitBody(response, { problem: 'verification-failed' })).text();
    if (!response.ok)
      throw refusalOf(
        { name, noun: 'sign-in', scopes, replacement: 'Sign in again' },
        { status, headers: response.headers, body },
      );
    if (!isUserInfo(response, body)) {
      const message = `${name} returned HTTP ${status} with a body that is not JSON.`;
      throw new AuthError('verification-failed', message);
    }
    return { status: 'works', message: `${name} accepts this sign-in.` };
  }
}

/** A JSON object, or a JWT (OpenID Connect Core 1.0 section 5.3.2). */
function isUserInfo({ headers }: Response, body: string): boolean {
  if (headers.get('content-type')?.startsWith('application/jwt')) return true;
  try {
    return typeof JSON.parse(body) === 'object';
  } catch {
    return false;
  }
}
