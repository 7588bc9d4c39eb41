import type { AuthErrorReport } from '../core/errors.ts';
import type { Profile } from '../providers/preset.ts';
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

/** What the UI shows before anything is pressed. */
export interface Session {
  readonly providers: readonly {
    readonly id: string;
    readonly name: string;
    /** Present where nobody can sign in yet, with the setting that is missing. */
    readonly problem?: AuthErrorReport;
  }[];
  readonly accounts: readonly Account[];
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
