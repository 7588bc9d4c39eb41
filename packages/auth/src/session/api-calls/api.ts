import { allowedTarget, USER_INFO } from '../../core/client/api-hosts.ts';
import { loadOpenIdClient } from '../../core/client/client.ts';
import { withProof } from '../../core/dpop/token-type.ts';
import { AuthError, authErrorBehind } from '../../core/errors.ts';
import type { StoredAccount, TokenStore } from '../../stores/store.ts';
import type { Access } from '../access.ts';
import type { ProviderRegistry } from '../provider-registry.ts';
import { requestHeaders } from './request-headers.ts';

/** A request to a provider's API. The body is not a stream, because it is sent again after a 401. */
export interface ApiRequest {
  readonly method?: string;
  /** Headers that this package sets, or that describe the connection, are omitted; see `request-headers.ts`. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

const UNAUTHORIZED = 401;

/** Calls providers' APIs with the stored access tokens. */
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
   * Sends a request with the access token in the Authorization header (RFC 6750 section 2.1), and a proof for a token
   * that is bound to a key (RFC 9449 section 7). After a 401, renews the token once and repeats the request. Does not
   * follow redirects.
   *
   * @param url an absolute URL, or `userinfo_endpoint` for that endpoint of the provider (OpenID Connect Discovery 1.0
   *   section 3), or the user resource of an OAuth 2.0 provider. Its preset then defines the request
   * @param accountOrProvider the ID of an account, or of a provider with one account or the client credentials grant
   * @throws AuthError `account-unknown` | `host-not-allowed` | `request-invalid` | `sign-in-again` |
   *   `dpop-key-lost` | `provider-unreachable` | …
   */
  async fetch(accountOrProvider: string, url: string, request: ApiRequest = {}): Promise<Response> {
    const sent = { ...request, headers: requestHeaders(request.headers) };
    const renew = await this.#accountOf(accountOrProvider);
    const account = await renew();
    const response = await this.#send(account, url, sent);
    if (response.status !== UNAUTHORIZED || isAboutProof(response)) return response;
    const renewed = await renew(account.accessToken).catch(async (error) => {
      await response.body?.cancel();
      throw error;
    });
    // The token was renewed a moment ago, and this API would also reject a new one.
    if (renewed.accessToken === account.accessToken) return response;
    await response.body?.cancel();
    const second = await this.#send(renewed, url, sent);
    if (second.status !== UNAUTHORIZED) this.#access.accepted(renewed);
    return second;
  }

  /** Returns a function that loads the account with a valid access token. */
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
      const message = `Several accounts are signed in with ${this.#registry.nameOf(accountOrProvider)}: pass the ID of one.`;
      throw new AuthError('request-invalid', message);
    }
    return (rejected) => this.#access.account(only.id, rejected);
  }

  async #send(
    account: StoredAccount,
    url: string,
    request: Omit<ApiRequest, 'headers'> & { readonly headers: Headers },
  ): Promise<Response> {
    const registered = await this.#registry.get(account.providerId);
    const { provider, configuration } = registered;
    const target = allowedTarget(configuration, provider, url);
    const ofPreset: ApiRequest = provider.preset.userInfoRequest ?? {};
    const { method = 'GET', headers, body } = url === USER_INFO ? ofPreset : request;
    const client = await loadOpenIdClient();
    const dpop = await this.#access.dpopOf(registered, account.id, account.dpopKey);
    try {
      return await client.fetchProtectedResource(
        configuration,
        account.accessToken,
        target,
        method,
        body,
        // A copy: openid-client adds its own.
        new Headers(headers),
        withProof(dpop),
      );
    } catch (caught) {
      const challenged = responseBehind(caught);
      if (challenged) return challenged;
      throw notSent(caught);
    }
  }
}

/** Returns whether an API rejected the proof and not the token (RFC 9449 section 7.1), so that a new token would not help. */
function isAboutProof({ headers }: Response): boolean {
  return /\bDPoP\b.*\berror="(?:invalid_dpop_proof|use_dpop_nonce)"/i.test(
    headers.get('www-authenticate') ?? '',
  );
}

function notSent(caught: unknown): AuthError {
  const message = 'This request cannot be sent: look at its method, headers and body.';
  return authErrorBehind(caught) ?? new AuthError('request-invalid', message, { cause: caught });
}

/** openid-client throws for a WWW-Authenticate header (RFC 6750 section 3). For the caller it is a response. */
function responseBehind(caught: unknown): Response | undefined {
  const { response, status } = caught as { response?: Response; status?: number };
  return response && typeof status === 'number' ? response : undefined;
}
