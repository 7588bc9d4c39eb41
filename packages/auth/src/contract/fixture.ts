import type { Grant, Preset, Profile } from '@ddext-oauth/providers';
import type { AuthErrorCode } from '../core/errors.ts';
import type { ContractRun } from './run.ts';

/** An answer in a provider's own shape. `{idToken}` in it becomes a signed ID token with `idTokenClaims`. */
export interface FixtureAnswer {
  /** Default 200. */
  readonly status?: number;
  /** Default `application/json`. */
  readonly contentType?: string;
  /** Sent as JSON unless it is a string. */
  readonly body: unknown;
  /** Instead of some of the fixture's, for this one answer. */
  readonly idTokenClaims?: Readonly<Record<string, unknown>>;
}

/** A resource of the provider's API, and what a request for it must carry beside the access token. */
export interface FixtureResource extends FixtureAnswer {
  /** Default `GET`. */
  readonly method?: 'GET' | 'POST';
  readonly requestHeaders?: Readonly<Record<string, string>>;
  readonly requestBody?: string;
}

/** Parameters a request must have with these values; null for one that it must not have. */
type ExpectedParameters = Readonly<Record<string, string | null>>;

/** The general tests, by the part of a fixture that makes them. */
export type Part = 'authorization' | 'token' | 'tokenError' | 'profile' | 'refresh' | 'device' | 'revocation';

/** A sentence of the preset's `quirks`, and what shows that it holds. */
export type FixtureQuirk = {
  readonly sentence: string;
} & (
  | {
      /** Of the run that is checked; by code where nothing is said. */
      readonly grant?: Grant;
      readonly check: (run: ContractRun) => Promise<void>;
    }
  /** The general test over this part of the fixture could not pass otherwise. */
  | { readonly shownBy: Part }
  /** It is about what a developer does at the provider's console, or what a person sees on its pages. */
  | { readonly shownBy: 'registration' }
);

/** How a provider behaves, as it documents it or as it was reported: what every preset is held against. */
export interface ProviderFixture {
  readonly preset: Preset;
  /** Values for the preset's parameters. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** For a preset without an issuer of its own. */
  readonly issuer?: string;
  /** What the discovery document says beside or instead of `{issuer}/authorize`, `/token`, `/userinfo` and the like. */
  readonly metadata?: Readonly<Record<string, unknown>>;
  /** Whether the client has a secret in this run. */
  readonly client: 'public' | 'confidential';
  /** The authorization request, beside what every one has. */
  readonly authorization: ExpectedParameters;
  /** What the callback carries beside code and state; `iss` is there where the provider sends it. */
  readonly callback?: Readonly<Record<string, string>>;
  readonly token: FixtureAnswer;
  /** Beside `iss`, `aud`, `exp`, `iat`, `nonce` and `sub`; null leaves one of those out. */
  readonly idTokenClaims?: Readonly<Record<string, unknown>>;
  /** By default a form, authenticated by the preset's first method, or by none in a public client. */
  readonly tokenRequest?: {
    readonly contentType?: string;
    readonly authentication?: 'basic' | 'post' | 'none';
    readonly parameters?: ExpectedParameters;
  };
  /** What is granted, as the account shows it. */
  readonly scopes: readonly string[];
  /** The provider's answer to a code that is no good, and what the person is told. */
  readonly tokenError: {
    readonly answer: FixtureAnswer;
    readonly error: AuthErrorCode;
    /** In the message. */
    readonly says?: string;
  };
  /** URL without its query to answer: user info, and what else `profile` reads. Each has to be asked for. */
  readonly resources: Readonly<Record<string, FixtureResource>>;
  readonly profile: Profile;
  /** Where a refresh token is issued. */
  readonly refresh?: {
    readonly answer: FixtureAnswer;
    /** The answer has no new refresh token. */
    readonly keepsOldToken?: boolean;
    /** The answer to a refresh token that is no good any more. */
    readonly ended: FixtureAnswer;
  };
  readonly device?: {
    /** Default: as in the run by code. */
    readonly client?: 'public' | 'confidential';
    readonly authorization: FixtureAnswer;
    readonly pending: FixtureAnswer;
    readonly denied?: FixtureAnswer;
    readonly token: FixtureAnswer;
  };
  /** `rfc7009`: tokens are revoked at an endpoint of that kind. Default `none`. */
  readonly revocation?: 'rfc7009' | 'none';
  readonly quirks?: readonly FixtureQuirk[];
}
