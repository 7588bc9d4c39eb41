import type { Grant, Preset, Profile } from '@ddext-oauth/providers';
import type { AuthErrorCode } from '../core/errors.ts';
import type { ContractRun } from './run.ts';

/** A response in a provider's format. `{idToken}` in it is replaced by a signed ID token with `idTokenClaims`. */
export interface FixtureResponse {
  /** Default 200. */
  readonly status?: number;
  /** Default `application/json`. */
  readonly contentType?: string;
  /** Sent as JSON unless it is a string. */
  readonly body: unknown;
  /** Replaces claims of the fixture for this response. */
  readonly idTokenClaims?: Readonly<Record<string, unknown>>;
}

/** A resource of the provider's API, and what a request for it must contain besides the access token. */
export interface FixtureResource extends FixtureResponse {
  /** Default `GET`. */
  readonly method?: 'GET' | 'POST';
  readonly requestHeaders?: Readonly<Record<string, string>>;
  readonly requestBody?: string;
}

/** Parameters that a request must have with these values; null for a parameter that it must not have. */
type ExpectedParameters = Readonly<Record<string, string | null>>;

/** The general tests, by the part of a fixture that enables them. */
export type Part = 'authorization' | 'token' | 'tokenError' | 'profile' | 'refresh' | 'device' | 'revocation';

/** A sentence of the preset's `quirks`, and the test that proves it. */
export type FixtureQuirk = {
  readonly sentence: string;
} & (
  | {
      /** The grant of the run. Default: the authorization code grant. */
      readonly grant?: Grant;
      readonly check: (run: ContractRun) => Promise<void>;
    }
  /** The general test of this part of the fixture proves it. */
  | { readonly shownBy: Part }
  /** It describes the provider's console or pages, and cannot be tested here. */
  | { readonly shownBy: 'registration' }
);

/** The documented or reported behavior of a provider, which its preset is tested with. */
export interface ProviderFixture {
  readonly preset: Preset;
  /** Values for the preset's parameters. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** The issuer, for a preset without one. */
  readonly issuer?: string;
  /**
   * Members of the discovery document, in addition to or instead of `{issuer}/authorize`, `/token`, `/userinfo` and so
   * on.
   */
  readonly metadata?: Readonly<Record<string, unknown>>;
  /** Whether the client has a secret. */
  readonly client: 'public' | 'confidential';
  /** Additional parameters of the authorization request. */
  readonly authorization: ExpectedParameters;
  /** Additional parameters of the callback. `iss` is set if the provider sends it. */
  readonly callback?: Readonly<Record<string, string>>;
  readonly token: FixtureResponse;
  /** Claims besides `iss`, `aud`, `exp`, `iat`, `nonce` and `sub`. null omits one of those. */
  readonly idTokenClaims?: Readonly<Record<string, unknown>>;
  /** Default: a form, with the preset's first client authentication, or none for a public client. */
  readonly tokenRequest?: {
    readonly contentType?: string;
    readonly authentication?: 'basic' | 'post' | 'none';
    readonly parameters?: ExpectedParameters;
  };
  /** The granted scopes in the account. */
  readonly scopes: readonly string[];
  /** The provider's response to an invalid code, and the error that the user sees. */
  readonly tokenError: {
    readonly response: FixtureResponse;
    readonly error: AuthErrorCode;
    /** Part of the message. */
    readonly says?: string;
  };
  /**
   * The response of each URL (without query): user info, and other resources that `profile` reads. Each must be
   * requested.
   */
  readonly resources: Readonly<Record<string, FixtureResource>>;
  readonly profile: Profile;
  /** Present if a refresh token is issued. */
  readonly refresh?: {
    readonly response: FixtureResponse;
    /** The response contains no new refresh token. */
    readonly keepsOldToken?: boolean;
    /** The response to a refresh token that is no longer valid. */
    readonly ended: FixtureResponse;
  };
  readonly device?: {
    /** Default: as for the authorization code grant. */
    readonly client?: 'public' | 'confidential';
    readonly authorization: FixtureResponse;
    readonly pending: FixtureResponse;
    readonly denied?: FixtureResponse;
    readonly token: FixtureResponse;
  };
  /** `rfc7009`: tokens are revoked at such an endpoint. Default: `none`. */
  readonly revocation?: 'rfc7009' | 'none';
  readonly quirks?: readonly FixtureQuirk[];
}
