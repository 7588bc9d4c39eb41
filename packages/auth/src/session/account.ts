import type { Profile } from '@ddext-oauth/providers';
import type { AuthErrorReport } from '../core/errors.ts';
import type { StoredAccount } from '../stores/store.ts';

/** A signed-in identity as the UI sees it: who, which scopes, until when. No token. */
export interface Account {
  readonly id: string;
  readonly provider: { readonly id: string; readonly name: string };
  readonly profile: Profile;
  readonly scopes: readonly string[];
  /** When the access token expires, in milliseconds since the epoch; absent where the provider did not say. */
  readonly expiresAt?: number;
  /** Milliseconds since the epoch. */
  readonly signedInAt: number;
}

/**
 * A way to sign in: through the browser and back, the same but back over Docker's https page, or with a code that is typed at
 * the provider (RFC 8628).
 */
export type SignInMethod = 'authorization_code' | 'bridge' | 'device_code';

/** What the UI shows before anything is pressed. */
export interface Session {
  readonly providers: readonly {
    readonly id: string;
    readonly name: string;
    /** The ways in which a person can sign in, the one for the button first. */
    readonly signInMethods: readonly SignInMethod[];
    /** Present where the simulator's own identity provider plays this one. */
    readonly simulated?: boolean;
    /** Present where nobody can sign in yet, with the setting that is missing. */
    readonly problem?: AuthErrorReport;
  }[];
  readonly accounts: readonly Account[];
  /** Something the person should know: accounts that could not be read and were set aside. */
  readonly notice?: AuthErrorReport;
}

/** How a sign-out went at the provider; here the account is gone in any case. */
export interface SignedOut {
  /** Whether the provider has taken the tokens back (RFC 7009). */
  readonly revoked: boolean;
  /**
   * Where the browser ends the session at the provider, where there is such a place. Until it is opened the person stays
   * signed in there; once it is, the provider may ask first, and some end nothing without the ID token, which this link has
   * where the provider's `idTokenHint` is set. It is then as secret as the ID token.
   */
  readonly endSessionUrl?: string;
}

/** Picks what may leave the backend, field by field, so that a new secret field stays by default. */
export function accountOf(stored: StoredAccount, providerName: string): Account {
  return {
    id: stored.id,
    provider: { id: stored.providerId, name: providerName },
    profile: stored.profile,
    scopes: stored.scopes,
    ...(stored.expiresAt !== undefined && { expiresAt: stored.expiresAt }),
    signedInAt: stored.signedInAt,
  };
}
