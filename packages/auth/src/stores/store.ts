import type { Profile } from '../providers/preset.ts';

/** A signed-in identity at a provider with its tokens. Never leaves the backend. */
export interface StoredAccount {
  /** `PROVIDER:SUBJECT`, so that signing in again replaces and never duplicates. */
  readonly id: string;
  readonly providerId: string;
  readonly profile: Profile;
  readonly scopes: readonly string[];
  readonly accessToken: string;
  /** Milliseconds since the epoch; undefined where the provider did not say. */
  readonly expiresAt: number | undefined;
  readonly refreshToken: string | undefined;
  readonly idToken: string | undefined;
  /** Milliseconds since the epoch. */
  readonly signedInAt: number;
}

/** Where accounts rest. Every store passes the contract in `contract.ts`; another store is one more file. */
export interface TokenStore {
  /** All accounts, in the order in which they first signed in. */
  list(): Promise<readonly StoredAccount[]>;
  get(id: string): Promise<StoredAccount | undefined>;
  /** Adds an account or replaces the one with the same id. */
  put(account: StoredAccount): Promise<void>;
  /** Returns whether there was one. */
  delete(id: string): Promise<boolean>;
  /**
   * Runs `work` while no other caller works on the same id, so that reading, asking the provider and writing back is
   * one step: two refreshes of one token end the session at servers that detect reuse (RFC 9700 section 4.14.2).
   */
  exclusively<T>(id: string, work: () => Promise<T>): Promise<T>;
}
