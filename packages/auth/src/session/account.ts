import type { Profile } from '@ddext-oauth/providers';
import type { AuthErrorReport } from '../core/errors.ts';
import type { StoredAccount } from '../stores/store.ts';

/** A signed-in identity, as the UI receives it. It contains no token. */
export interface Account {
  readonly id: string;
  readonly provider: { readonly id: string; readonly name: string };
  readonly profile: Profile;
  readonly scopes: readonly string[];
  /** When the access token expires, in milliseconds since the epoch. Absent if the provider did not tell. */
  readonly expiresAt?: number;
  /** Milliseconds since the epoch. */
  readonly signedInAt: number;
}

/**
 * A sign-in method of the UI: the authorization code grant with the first redirect URI, the same through Docker's https
 * page, or a device code (RFC 8628).
 */
export type SignInMethod = 'authorization_code' | 'bridge' | 'device_code';

/** What the UI shows at startup. */
export interface Session {
  readonly providers: readonly {
    readonly id: string;
    readonly name: string;
    /** The available sign-in methods. The first is that of the button. Empty if none works in the page's host. */
    readonly signInMethods: readonly SignInMethod[];
    /** Present if a method was left out because of the page's host. One or two sentences for the user. */
    readonly note?: string;
    /** Present if the simulator's test identity provider replaces this provider. */
    readonly simulated?: boolean;
    /** Present if the provider is not configured yet. Names the missing setting. */
    readonly problem?: AuthErrorReport;
  }[];
  readonly accounts: readonly Account[];
  /** Present if the provider's response comes to the extension's tab, which not every host can open. */
  readonly returnsToTab?: true;
  /** Information for the user: accounts that could not be read and were quarantined. */
  readonly notice?: AuthErrorReport;
}

/** The result of a sign-out at the provider. The local account is deleted in any case. */
export interface SignedOut {
  /** Whether the provider has revoked the tokens (RFC 7009). */
  readonly revoked: boolean;
  /**
   * The link that ends the session at the provider. Absent if the provider has none. Until it is opened, the user stays
   * signed in there. The provider may ask first. Some providers require the ID token, which the link contains if
   * `idTokenHint` is set. It is then as secret as the ID token.
   */
  readonly endSessionUrl?: string;
}

/** Copies the fields that may leave the backend one by one, so that a new field is not sent by default. */
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
