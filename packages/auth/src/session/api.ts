import { allowedTarget } from '../core/api-hosts.ts';
import { loadOpenIdClient } from '../core/client.ts';
import { AuthError, authErrorBehind } from '../core/errors.ts';
import type { StoredAccount, TokenStore } from '../stores/store.ts';
import type { Access } from './access.ts';
import type { ProviderRegistry } from './provider-registry.ts';
import { requestHeaders } from './request-headers.ts';

/** A request to a provider's API. The body is replayed after a 401, so it is no stream. */
export interface ApiRequest {
  readonly method?: string;
  /** Those that this package sets, or that belong to the connection, are left out; see `request-headers.ts`. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

const UNAUTHORIZED = 401;

/** Calls the providers' APIs with the access tokens that the store holds. */
export class Api {
  readonly #store: TokenStore;
  readonly #registry: ProviderRegistry;
  readonly #access: Access;

  constructor(store: TokenStore, registry: ProviderRegistry, access: Access) {
    this.#store = store;
    this.#registry = registry;
    this.#access = access;
  }

  /**
   * Sends a request with the access token in the Authorization header. After a 401 the token is renewed once, and the
   * request is sent once more with the new one; what comes back then is the answer. Redirects are the caller's: the token
   * goes nowhere else.
   *
   * @param accountOrProvider the id of an account, or of a provider: then its only account, or the extension's own
   * @throws AuthError `account-unknown` | `host-not-allowed` | `request-invalid` | `sign-in-again` |
   *   `provider-unreachable` | …
   */
  async fetch(accountOrProvider: string, url: string, request: ApiRequest = {}): Promise<Response> {
    const sent = { ...request, headers: requestHeaders(request.headers) };
    const renew = await this.#accountOf(accountOrProvider);
    const account = await renew();
    const response = await this.#send(account, url, sent);
    if (response.status !== UNAUTHORIZED) return response;
    const renewed = await renew(account.accessToken).catch(async (error) => {
      await response.body?.cancel();
      throw error;
    });
    // It was renewed for an API a moment ago, and this one would refuse it again.
    if (renewed.accessToken === account.accessToken) return response;
    await response.body?.cancel();
    const second = await this.#send(renewed, url, sent);
    if (second.status !== UNAUTHORIZED) this.#access.accepted(renewed);
    return second;
  }

  /** How to get the account that is meant, with a good access token. */
  async #accountOf(accountOrProvider: string): Promise<(rejected?: string) => Promise<StoredAccount>> {
    const settings = this.#registry.settings.get(accountOrProvider);
    if (!settings) return (rejected) => this.#access.account(accountOrProvider, rejected);
    if (settings.grants?.includes('client_credentials'))
      return (rejected) => this.#access.service(accountOrProvider, rejected);
    const mine = (await this.#store.list()).filter(({ providerId }) => providerId === accountOrProvider);
    const [only, another] = mine;
    if (!only)
      throw new AuthError(
        'account-unknown',
        `No account is signed in with ${this.#registry.nameOf(accountOrProvider)}.`,
      );
    if (another) {
      const message = `Several people are signed in with ${this.#registry.nameOf(accountOrProvider)}: say which account.`;
      throw new AuthError('request-invalid', message);
    }
    return (rejected) => this.#access.account(only.id, rejected);
  }

  async #send(
    account: StoredAccount,
    url: string,
    { method = 'GET', headers, body }: Omit<ApiRequest, 'headers'> & { readonly headers: Headers },
  ): Promise<Response> {
    const { provider, configuration } = await this.#registry.get(account.providerId);
    const target = allowedTarget(configuration, provider, url);
    const client = await loadOpenIdClient();
    try {
      return await client.fetchProtectedResource(
        configuration,
        account.accessToken,
        target,
        method,
        body,
        // A copy: openid-client adds its own.
        new Headers(headers),
      );
    } catch (caught) {
      const challenged = responseBehind(caught);
      if (challenged) return challenged;
      throw notSent(caught);
    }
  }
}

function notSent(caught: unknown): AuthError {
  const message = 'This request cannot be sent: look at its method, headers and body.';
  return authErrorBehind(caught) ?? new AuthError('request-invalid', message, { cause: caught });
}

/** openid-client throws where a WWW-Authenticate header came along (RFC 6750 section 3); to a caller it is an answer. */
function responseBehind(caught: unknown): Response | undefined {
  const { response, status } = caught as { response?: Response; status?: number };
  return response && typeof status === 'number' ? response : undefined;
}
