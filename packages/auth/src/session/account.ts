import type { KeyFormat, KeyKind, Profile } from '@ddext-oauth/providers';
import type { AuthErrorReport } from '../core/errors.ts';
import { hasTokens, type StoredAccount } from '../stores/store.ts';

/** A signed-in identity, as the UI receives it. It contains no token and no key. */
export interface Account {
  readonly id: string;
  readonly provider: { readonly id: string; readonly name: string };
  readonly profile: Profile;
  readonly scopes: readonly string[];
  /** When the access token expires, in milliseconds since the epoch. Absent if the provider did not tell. */
  readonly expiresAt?: number;
  /** Milliseconds since the epoch. */
  readonly signedInAt: number;
  /** Present if the user pasted a key: its kind, and what the provider calls it. */
  readonly key?: { readonly kind: KeyKind; readonly noun: string };
}

/** How users of a provider paste a key. It has what `checkKey` needs. */
export interface KeyEntry {
  readonly kind: KeyKind;
  /** As the provider writes it. */
  readonly name: string;
  /** What the provider calls the key: `personal access token`. */
  readonly noun: string;
  /** The page that creates a key. Absent if a setting is missing. */
  readonly console?: string;
  /** What to choose there. Empty if there is no choice. */
  readonly scopes: readonly string[];
  readonly format: KeyFormat;
  /** Present if users enter a user name too. */
  readonly needsUserName?: true;
  /** Present if the key is not configured yet. Names the missing setting. */
  readonly problem?: AuthErrorReport;
}

/**
 * An account of the extension itself. Every user of the extension acts with it, and the provider sees the extension and not
 * the user.
 */
export interface ServiceAccount {
  readonly provider: { readonly id: string; readonly name: string };
  /** `client_credentials` (RFC 6749 section 4.4), or the kind of a key that the administrator sets. */
  readonly kind: 'client_credentials' | KeyKind;
  /** Present if it is not configured yet. Names the missing setting. */
  readonly problem?: AuthErrorReport;
}

/**
 * The result of a connection test of an account.
 *
 * - `works`: the provider accepted the credential just now
 * - `untested`: no request of this provider tests it
 * - `failed`: `problem` says what the provider refused, and what to do
 */
export type Verification =
  | {
      readonly status: 'works' | 'untested';
      /** One sentence for the user. */
      readonly message: string;
    }
  | { readonly status: 'failed'; readonly problem: AuthErrorReport };

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
    /** Present if users can paste a key. */
    readonly key?: KeyEntry;
    /** Present if the simulator's test identity provider replaces this provider. */
    readonly simulated?: boolean;
    /** Present if the provider is not configured yet. Names the missing setting. */
    readonly problem?: AuthErrorReport;
  }[];
  readonly accounts: readonly Account[];
  /** Accounts of the extension itself. Absent if it has none. */
  readonly services?: readonly ServiceAccount[];
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
  /** The provider's page with the key, which stays valid until it is deleted there. Present for a pasted key. */
  readonly keyPage?: string;
}

/** Copies the fields that may leave the backend one by one, so that a new field is not sent by default. */
export function accountOf(stored: StoredAccount, providerName: string, noun: string = 'key'): Account {
  return {
    id: stored.id,
    provider: { id: stored.providerId, name: providerName },
    profile: stored.profile,
    scopes: stored.scopes,
    ...(stored.expiresAt !== undefined && { expiresAt: stored.expiresAt }),
    signedInAt: stored.signedInAt,
    ...(!hasTokens(stored) && { key: { kind: stored.kind, noun } }),
  };
}
