import { allowedTarget, USER_INFO } from '../../core/client/api-hosts.ts';
import { loadOpenIdClient } from '../../core/client/client.ts';
import { withProof } from '../../core/dpop/token-type.ts';
import { AuthError, authErrorBehind } from '../../core/errors.ts';
import type { KeyRequestOptions } from '../../core/keys/key-request.ts';
import type { KeyCredential } from '../../core/keys/key-settings.ts';
import { hasTokens, type TokenAccount, type TokenStore } from '../../stores/store.ts';
import type { Access } from '../access.ts';
import { callWithKey } from '../keys/key-calls.ts';
import { fixedOf, type Keys } from '../keys/keys.ts';
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
  readonly #keys: Keys;
  readonly #keyRequest: KeyRequestOptions;

  constructor(
    store: TokenStore,
    registry: ProviderRegistry,
    access: Access,
    keys: Keys,
    keyRequest: KeyRequestOptions,
  ) {
    this.#store = store;
    this.#registry = registry;
    this.#access = access;
    this.#keys = keys;
    this.#keyRequest = keyRequest;
  }

  /**
   * Sends a request with the access token in the Authorization header (RFC 6750 section 2.1), and a proof for a token
   * that is bound to a key (RFC 9449 section 7). After a 401, renews the token once and repeats the request. Does not
   * follow redirects.
   *
   * @param url an absolute URL, or `userinfo_endpoint` for that endpoint of the provider (OpenID Connect Discovery 1.0
   *   section 3), or the user resource of an OAuth 2.0 provider. Its preset then defines the request
   * A pasted key is sent in the header of its method. It is not renewed, so a 401 is returned.
   *
   * @param accountOrProvider the ID of an account, or of a provider with one account, the client credentials grant or a
   *   key of the extension itself
   * @throws AuthError `account-unknown` | `host-not-allowed` | `request-invalid` | `sign-in-again` |
   *   `dpop-key-lost` | `provider-unreachable` | …
   */
  async fetch(accountOrProvider: string, url: string, request: ApiRequest = {}): Promise<Response> {
    const id = await this.#idOf(accountOrProvider);
    const keyed = await this.#keyOf(id);
    if (keyed) {
      const { providerId, credential } = keyed;
      const resolved = await this.#keys.resolveFor({
        providerId,
        ...(credential && { key: credential.key }),
      });
      return callWithKey(resolved, credential ?? fixedOf(resolved), url, request, this.#keyRequest);
    }
    const sent = { ...request, headers: requestHeaders(request.headers) };
    const renew = (rejected?: string) =>
      this.#isService(id) ? this.#access.service(id, rejected) : this.#access.account(id, rejected);
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

  /** Returns the key of an account, or the provider of a key of the extension itself. Undefined for tokens. */
  async #keyOf(id: string): Promise<{ providerId: string; credential?: KeyCredential } | undefined> {
    if (this.#keys.isFixed(id)) return { providerId: id };
    const account = await this.#store.get(id);
    return account && !hasTokens(account)
      ? { providerId: account.providerId, credential: account }
      : undefined;
  }

  #isService(id: string): boolean {
    return this.#registry.settings.get(id)?.grants?.includes('client_credentials') === true;
  }

  /**
   * Returns the ID of the only account of a provider. An ID of an account, of a provider with the client credentials grant or
   * of a key of the extension itself is returned unchanged.
   */
  async #idOf(accountOrProvider: string): Promise<string> {
    const isProvider =
      this.#registry.settings.has(accountOrProvider) || this.#keys.nameOf(accountOrProvider) !== undefined;
    if (!isProvider || this.#isService(accountOrProvider) || this.#keys.isFixed(accountOrProvider))
      return accountOrProvider;
    const name = this.#keys.nameOf(accountOrProvider) ?? this.#registry.nameOf(accountOrProvider);
    const mine = (await this.#store.list()).filter(({ providerId }) => providerId === accountOrProvider);
    const [only, another] = mine;
    if (!only) throw new AuthError('account-unknown', `No account is signed in with ${name}.`);
    if (another) {
      const message = `Several accounts are signed in with ${name}: pass the ID of one.`;
      throw new AuthError('request-invalid', message);
    }
    return only.id;
  }

  async #send(
    account: TokenAccount,
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
