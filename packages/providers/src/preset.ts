import type { PresetParameter } from './parameter.ts';
import type { Verdict } from './verdict.ts';

/** The redirect strategy: how the browser returns to the extension. */
export type Strategy = 'backend-callback' | 'extension-tab';

/** Client authentication with a secret or a key at the token endpoint, in the names of RFC 7591 section 2. */
export type ClientAuthentication = 'client_secret_basic' | 'client_secret_post' | 'private_key_jwt';

/**
 * The signed-in user, for display. `id` is stable at its provider and has 1 to 255 characters. The other members are
 * optional.
 */
export interface Profile {
  readonly id: string;
  readonly name?: string;
  /** For display. Never authorize a user by an email address: it can be unverified, changed or reassigned. */
  readonly email?: string;
  /** Whether the provider claims that the user controls `email`. Absent if it makes no claim. */
  readonly emailVerified?: boolean;
  /** An https URL on a public host name. Other URLs are omitted. */
  readonly avatarUrl?: string;
}

/** Absolute URLs of an authorization server without a discovery document. They can contain parameters in braces. */
export interface Endpoints {
  readonly authorization: string;
  readonly token: string;
  readonly userInfo?: string;
  readonly deviceAuthorization?: string;
  readonly revocation?: string;
}

/** Method, headers and body of a request. Default: a GET without either. */
export interface ResourceRequest {
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Requests one of the provider's API resources with the access token. The URL must be on an allowed host. */
export type ResourceReader = (url: string, request?: ResourceRequest) => Promise<unknown>;

/**
 * What an extension needs to sign in at a provider: data, and functions for nonstandard responses. It is part of an
 * extension's bundle. Everything else that is known is in {@link import('./reference.ts').PresetReference}.
 *
 * A preset contains nothing of an extension's registration, which is the `ProviderSettings` of `@ddext-oauth/auth`.
 *
 * @example
 *   const acme: Preset = { ...oidc, id: 'acme', name: 'Acme', issuer: 'https://id.acme.example' };
 */
export interface Preset {
  /** In lower case. Used in file names, routes and options. */
  readonly id: string;
  /** As the provider writes it. Shown on the button. */
  readonly name: string;
  readonly protocol: 'oidc' | 'oauth2';
  /** The parameters that each registration sets in the URLs below. */
  readonly parameters?: readonly PresetParameter[];
  /**
   * The issuer identifier, which can contain parameters in braces. For `oidc` without an issuer, each registration sets
   * it. For `oauth2` it is the value of `iss` in the authorization response (RFC 9207), if the server sends it.
   */
  readonly issuer?: string;
  /** Present if and only if there is no discovery document (OpenID Connect Discovery 1.0, RFC 8414). */
  readonly endpoints?: Endpoints;
  /** Endpoints that the provider's discovery document omits. */
  readonly endpointOverrides?: Pick<Endpoints, 'deviceAuthorization' | 'revocation'>;
  /**
   * The resource that access tokens are requested for (RFC 8707), as the provider requires it. It can contain parameters. Its
   * host may receive the access token.
   */
  readonly resource?: string;
  /** Accepted methods, the preferred one first. */
  readonly clientAuthentication: readonly [ClientAuthentication, ...ClientAuthentication[]];
  /** Whether a client without a secret is accepted for a code, and for a device code if that differs. */
  readonly publicClient: { readonly authorizationCode: Verdict; readonly deviceCode?: Verdict };
  /** PKCE (RFC 7636) is used unless the provider is known to fail with it. */
  readonly pkce: { readonly method: 'S256' } | { readonly method: 'off'; readonly reason: string };
  /** A nonce is sent with `openid`, unless the provider is known to omit it from its ID tokens. */
  readonly nonce?: { readonly method: 'off'; readonly reason: string };
  readonly scopes: {
    readonly default: readonly string[];
    readonly separator: ' ' | ',';
    /** The name of the device flow's scope parameter, if it is not `scope`. It is also sent with each poll. */
    readonly deviceParameter?: string;
  };
  /** Further parameters of the authorization request. */
  readonly authorizationParameters?: Readonly<Record<string, string>>;
  /** What to request for a refresh token. Absent if nothing is necessary. */
  readonly refresh?: {
    /** Requested in addition to the default scopes. */
    readonly scopes?: readonly string[];
    /** Sent with the authorization request. */
    readonly authorizationParameters?: Readonly<Record<string, string>>;
  };
  /** Sign-in with a device code (RFC 8628). */
  readonly deviceCode: Verdict;
  /**
   * The host of a loopback redirect URI. `localhost` for a provider that is known or reported to accept the name, and not
   * known to accept the address, which RFC 8252 section 8.3 prefers. Default: `127.0.0.1`.
   */
  readonly loopbackHost?: 'localhost';
  /**
   * Whether each authorization response contains `iss` (RFC 9207), error responses included. Providers that share a
   * redirect URI need it: otherwise a malicious one can receive the codes of the others (RFC 9700 section 4.4).
   */
  readonly issuerInResponse: Verdict;
  /**
   * Tokens that are bound to a key of the client (DPoP, RFC 9449). `required`: the provider issues no others, so they are
   * used by default. `supported`: if the extension's settings ask for them. Absent if it is not known.
   */
  readonly dpop?: 'required' | 'supported';
  /**
   * Sends token and revocation requests as JSON, if the provider documents no form (RFC 6749 section 4.1.3, RFC 7009
   * section 2.1).
   */
  readonly tokenRequest?: { readonly body: 'json' };
  /**
   * Hosts that the access token may be sent to, in addition to the provider's endpoints. They can contain parameters.
   */
  readonly apiHosts: readonly string[];
  /** The request to `endpoints.userInfo`. Default: a GET. */
  readonly userInfoRequest?: ResourceRequest;
  /**
   * Maps ID token claims and user info to a profile. For `oauth2`, maps the provider's user resource, or the other
   * members of the token response if there is none.
   */
  readonly profile: (claims: Readonly<Record<string, unknown>>, read: ResourceReader) => Promise<Profile>;
}
