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

/** What a provider accepts as a redirect URI (RFC 8252 section 7). */
export interface Redirects {
  /** `http://127.0.0.1:PORT/…`, the loopback interface by its address (section 7.3). */
  readonly loopbackAddress: Verdict;
  /** `http://localhost:PORT/…`, which section 8.3 advises against and some providers take alone. */
  readonly localhost: Verdict;
  /** Whether the port may be another than the registered one (section 7.3). */
  readonly anyPort: Verdict;
  /** `docker-desktop://…`, a scheme that has no period and belongs to another program (sections 7.1 and 8.4). */
  readonly customScheme: Verdict;
  /** A query in the redirect URI itself, such as `?extensionId=`. */
  readonly query: Verdict;
}

/** How refresh tokens come and go. */
export interface Refresh {
  /** Whether one is issued, once the scopes and parameters below were sent. */
  readonly issued: Verdict;
  /** Asked for beside the default scopes, so that one is issued. */
  readonly scopes?: readonly string[];
  /** Sent with the authorization request, so that one is issued. */
  readonly authorizationParameters?: Readonly<Record<string, string>>;
  /** Whether each use answers a new refresh token and ends the old one (RFC 9700 section 4.14.2). */
  readonly rotation: Verdict;
}

/** Where facts come from, and which. */
export interface Evidence {
  /** An address, or `owner/repository@commit path`. */
  readonly source: string;
  /** A vendor's text or source; another project's preset, which says what a library sends; a single report. */
  readonly grade: 'vendor' | 'preset' | 'report';
  /** The members of the preset that rest on it: `endpoints`, `redirects.customScheme`. */
  readonly facts: readonly string[];
}

/** What a developer does at the provider before the first sign-in. */
export interface Registration {
  /** Where the provider's console is; absent where every tenant has its own. */
  readonly url?: string;
  /** Field name in the provider's console to what belongs there; `{redirectUri}` stands for the exact value. */
  readonly fields: Readonly<Record<string, string>>;
  /** The fields that differ by the way back, shown after the others. */
  readonly strategyFields?: Partial<Readonly<Record<Strategy, Readonly<Record<string, string>>>>>;
}

/**
 * What the catalogue knows of a provider: data, with the few functions that a provider's own dialect needs.
 *
 * A preset says nothing of one extension's registration there; that is a
 * {@link import('../core/settings.ts').ProviderSettings provider}. What follows from these facts for a strategy is said by
 * `judge` of `@ddext-oauth/auth/compatibility`.
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
  readonly undiscovered?: Pick<Endpoints, 'deviceAuthorization' | 'revocation'>;
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
  readonly refresh: Refresh;
  /** Sign-in by device code as RFC 8628 has it. */
  readonly deviceCode: Verdict;
  /** A token for the extension itself (RFC 6749 section 4.4). */
  readonly clientCredentials: Verdict;
  readonly redirects: Redirects;
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
  readonly registration: Registration;
  /** What surprises, each a sentence for the documentation, and a test of the contract suite. */
  readonly quirks: readonly string[];
  readonly evidence: readonly [Evidence, ...Evidence[]];
}
