/** How the browser gets back to the extension after the provider's page. */
export type Strategy = 'backend-callback' | 'extension-tab';

/** Client authentication at the token endpoint, in the names of RFC 7591 section 2. */
export type ClientAuthentication = 'none' | 'client_secret_basic' | 'client_secret_post' | 'private_key_jwt';

/** Whether a provider and a strategy go together. `unknown` is said, never guessed. */
export type Verdict =
  | { readonly possible: true; readonly note?: string }
  | { readonly possible: false; readonly reason: string }
  | { readonly possible: 'unknown'; readonly reason: string };

/** The signed-in person as the extension shows them. `id` is stable at its provider; the rest may be absent. */
export interface Profile {
  readonly id: string;
  readonly name?: string;
  readonly email?: string;
  readonly avatarUrl?: string;
}

/** Absolute URLs of an authorization server that has no discovery document. */
export interface Endpoints {
  readonly authorization: string;
  readonly token: string;
  readonly userInfo?: string;
  readonly deviceAuthorization?: string;
  readonly revocation?: string;
}

/** Reads one of the provider's own API resources with the access token. The URL must be on an allowed host. */
export type ResourceReader = (url: string) => Promise<unknown>;

/**
 * What the catalogue knows of a provider: data, with the few functions that a provider's own dialect needs.
 *
 * A preset says nothing of one extension's registration there; that is a
 * {@link import('../core/settings.ts').ProviderSettings provider}.
 */
export interface Preset {
  /** Lower case, used in file names, routes and flags. */
  readonly id: string;
  /** As the provider writes its own name; shown on the button. */
  readonly name: string;
  readonly protocol: 'oidc' | 'oauth2';
  /**
   * The issuer identifier, where it is the same for everybody. For `oidc` without one, each provider states its own.
   * For `oauth2` it is the value of `iss` in the authorization response (RFC 9207), where the server sends it.
   */
  readonly issuer?: string;
  /** Present exactly where there is no discovery document (OpenID Connect Discovery 1.0, RFC 8414). */
  readonly endpoints?: Endpoints;
  /** Accepted methods, the preferred one first. */
  readonly clientAuthentication: readonly [ClientAuthentication, ...ClientAuthentication[]];
  /** PKCE (RFC 7636) is on unless the provider is known to break on it. */
  readonly pkce: { readonly method: 'S256' } | { readonly method: 'off'; readonly reason: string };
  /** A nonce goes along whenever `openid` is asked for, unless the provider is known to leave it out of its ID tokens. */
  readonly nonce?: { readonly method: 'off'; readonly reason: string };
  readonly scopes: { readonly default: readonly string[]; readonly separator: ' ' | ',' };
  /** Further parameters of the authorization request. */
  readonly authorizationParameters?: Readonly<Record<string, string>>;
  /** Hosts the access token may be sent to beside the provider's own endpoints. */
  readonly apiHosts: readonly string[];
  /** Maps ID token claims and user info (or the provider's own user resource) to a profile. */
  readonly profile: (claims: Readonly<Record<string, unknown>>, read: ResourceReader) => Promise<Profile>;
  readonly strategies: Readonly<Record<Strategy, Verdict>>;
  /** What a developer does at the provider before the first sign-in. */
  readonly registration: {
    /** Where the provider's console is; absent where every tenant has its own. */
    readonly url?: string;
    /** Field name in the provider's console to what belongs there; `{redirectUri}` stands for the exact value. */
    readonly fields: Readonly<Record<string, string>>;
  };
  /** Where the facts above come from. */
  readonly evidence: readonly string[];
}
