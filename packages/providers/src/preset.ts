import type { PresetParameter } from './parameter.ts';
import type { Verdict } from './verdict.ts';

/** How the browser gets back to the extension after the provider's page. */
export type Strategy = 'backend-callback' | 'extension-tab';

/** Client authentication with a secret or a key at the token endpoint, in the names of RFC 7591 section 2. */
export type ClientAuthentication = 'client_secret_basic' | 'client_secret_post' | 'private_key_jwt';

/** The signed-in person as the extension shows them. `id` is stable at its provider, 1 to 255 characters; the rest may be absent. */
export interface Profile {
  readonly id: string;
  readonly name?: string;
  /** For showing. Never authorize by an address: it can be anybody's, unverified, and pass to another person. */
  readonly email?: string;
  /** Whether the provider says that the person controls `email`; absent where it does not say. */
  readonly emailVerified?: boolean;
  /** An https address on a public host name; one that is anything else is left out. */
  readonly avatarUrl?: string;
}

/** Absolute URLs of an authorization server that has no discovery document. Parameters may stand in them, in braces. */
export interface Endpoints {
  readonly authorization: string;
  readonly token: string;
  readonly userInfo?: string;
  readonly deviceAuthorization?: string;
  readonly revocation?: string;
}

/** Method, headers and body of a request; a GET without either where nothing is said. */
export interface ResourceRequest {
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Reads one of the provider's own API resources with the access token. The URL must be on an allowed host. */
export type ResourceReader = (url: string, request?: ResourceRequest) => Promise<unknown>;

/**
 * What an extension needs to sign in at a provider: data, with the few functions that a provider's own dialect needs. An
 * extension's bundle carries it, so what only people and tools read is a {@link import('./reference.ts').PresetReference}.
 *
 * A preset says nothing of one extension's registration there; that is the `ProviderSettings` of `@ddext-oauth/auth`.
 *
 * @example
 * const acme: Preset = { ...oidc, id: 'acme', name: 'Acme', issuer: 'https://id.acme.example' };
 */
export interface Preset {
  /** Lower case, used in file names, routes and flags. */
  readonly id: string;
  /** As the provider writes its own name; shown on the button. */
  readonly name: string;
  readonly protocol: 'oidc' | 'oauth2';
  /** What each registration fills in in the addresses below. */
  readonly parameters?: readonly PresetParameter[];
  /**
   * The issuer identifier. For `oidc` without one, each provider states its own. For `oauth2` it is the value of `iss` in
   * the authorization response (RFC 9207), where the server sends it. Parameters may stand in it, in braces.
   */
  readonly issuer?: string;
  /** Present exactly where there is no discovery document (OpenID Connect Discovery 1.0, RFC 8414). */
  readonly endpoints?: Endpoints;
  /** Endpoints that the provider has and leaves out of its discovery document. */
  readonly endpointOverrides?: Pick<Endpoints, 'deviceAuthorization' | 'revocation'>;
  /** Accepted methods, the preferred one first. */
  readonly clientAuthentication: readonly [ClientAuthentication, ...ClientAuthentication[]];
  /** Whether a client without a secret is served, for a code and, where that differs, for a device code. */
  readonly publicClient: { readonly authorizationCode: Verdict; readonly deviceCode?: Verdict };
  /** PKCE (RFC 7636) is on unless the provider is known to break on it. */
  readonly pkce: { readonly method: 'S256' } | { readonly method: 'off'; readonly reason: string };
  /** A nonce goes along whenever `openid` is asked for, unless the provider is known to leave it out of its ID tokens. */
  readonly nonce?: { readonly method: 'off'; readonly reason: string };
  readonly scopes: {
    readonly default: readonly string[];
    readonly separator: ' ' | ',';
    /** What the parameter of a device flow is called where it is not `scope`; sent with each poll too. */
    readonly deviceParameter?: string;
  };
  /** Further parameters of the authorization request. */
  readonly authorizationParameters?: Readonly<Record<string, string>>;
  /** What is asked for, so that a refresh token is issued; absent where nothing has to be. */
  readonly refresh?: {
    /** Asked for beside the default scopes. */
    readonly scopes?: readonly string[];
    /** Sent with the authorization request. */
    readonly authorizationParameters?: Readonly<Record<string, string>>;
  };
  /** Sign-in by device code as RFC 8628 has it. */
  readonly deviceCode: Verdict;
  /**
   * The host of a loopback redirect URI: `localhost` for a provider that is known to take the name and not known to take
   * the address, which RFC 8252 section 8.3 prefers. Default: `127.0.0.1`.
   */
  readonly loopbackHost?: 'localhost';
  /**
   * Whether each authorization response, a refusal too, carries `iss` (RFC 9207). Providers that share a redirect URI need
   * it, or a malicious one of them can be sent the codes of the others (RFC 9700 section 4.4).
   */
  readonly issuerInResponse: Verdict;
  /**
   * Token requests, and those of revocation, go as a JSON object, where the provider documents no form (RFC 6749 section
   * 4.1.3, RFC 7009 section 2.1).
   */
  readonly tokenRequest?: { readonly body: 'json' };
  /** Hosts the access token may be sent to beside the provider's own endpoints. Parameters may stand in them. */
  readonly apiHosts: readonly string[];
  /** How `endpoints.userInfo` is asked, where a plain GET is not the way. */
  readonly userInfoRequest?: ResourceRequest;
  /**
   * Maps ID token claims and user info to a profile; for `oauth2` the provider's own user resource or, where there is none,
   * what the token response says beside the tokens.
   */
  readonly profile: (claims: Readonly<Record<string, unknown>>, read: ResourceReader) => Promise<Profile>;
}
