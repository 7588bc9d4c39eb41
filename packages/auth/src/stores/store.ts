import type { Profile } from '@ddext-oauth/providers';
import type { AuthorizationRequest } from '../core/authorize.ts';
import type { AuthErrorCode } from '../core/errors.ts';
import type { TokenResponse } from '../core/token-response.ts';

/** A signed-in identity at a provider with its tokens. Never leaves the backend. */
export interface StoredAccount {
  /** `PROVIDER:SUBJECT`, so that signing in again replaces and never duplicates. */
  readonly id: string;
  readonly providerId: string;
  /** A person who signed in, or the extension itself (RFC 6749 section 4.4). */
  readonly kind: 'person' | 'service';
  readonly profile: Profile;
  readonly scopes: readonly string[];
  readonly accessToken: string;
  /** When this access token was issued, in milliseconds since the epoch. */
  readonly issuedAt: number;
  /** Milliseconds since the epoch; absent where the provider did not say. */
  readonly expiresAt?: number;
  readonly refreshToken?: string;
  /** That of the sign-in, which the ID tokens of renewals are compared with. */
  readonly idToken?: string;
  /** A renewal whose answer is not checked yet, or failed its check. The access token above is the one before it. */
  readonly renewal?: UnfinishedRenewal;
  /** The provider refused the last renewal without saying that the sign-in has ended: a second time, it has. */
  readonly refusedOnce?: true;
  /** When the person signed in, in milliseconds since the epoch; a refresh does not change it. */
  readonly signedInAt: number;
}

/** An answer to a renewal, kept before anything in it is looked at: the refresh token before it is used up. */
export interface UnfinishedRenewal {
  readonly response: TokenResponse;
  /** What it failed its check with. The account is of no use from then on, until the person signs in again. */
  readonly problem?: { readonly code: AuthErrorCode; readonly message: string };
}

/** Where accounts rest. Every store passes the contract in `contract.ts`; another store is one more file. */
export interface TokenStore {
  /** All accounts, in the order in which they first signed in. */
  list(): Promise<readonly StoredAccount[]>;
  get(id: string): Promise<StoredAccount | undefined>;
  /** Adds an account or replaces the one with the same id. Resolves once it would survive a crash, where the store can. */
  put(account: StoredAccount): Promise<void>;
  /** Returns whether there was one. */
  delete(id: string): Promise<boolean>;
  /**
   * Runs `work` while no other caller, in this process or another on the same store, works on the same id, so that
   * reading, asking the provider and writing back is one step: two refreshes of one token end the session at servers that
   * detect reuse (RFC 9700 section 4.14.2).
   */
  exclusively<T>(id: string, work: () => Promise<T>): Promise<T>;
  /** Sign-ins in progress that have to outlive the process. */
  readonly pending: PendingSignIns;
  /** Present where the store is sealed with a key that somebody has to bring. */
  readonly seal?: Seal;
}

/** A sign-in whose answer comes to the extension's tab, which may be after the backend was restarted. */
export interface PendingSignIn {
  /** The attempt's id. */
  readonly id: string;
  readonly providerId: string;
  readonly request: AuthorizationRequest;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

/** Keeps a few sign-ins in progress, each until it is taken or expires. */
export interface PendingSignIns {
  /** @param now in milliseconds since the epoch; what has expired by then is forgotten */
  put(signIn: PendingSignIn, now: number): Promise<void>;
  get(id: string): Promise<PendingSignIn | undefined>;
  /** Takes one out. Of several that ask for the same, in whatever process, one gets it. */
  take(id: string): Promise<PendingSignIn | undefined>;
}

/** The lock on a sealed store. While it is locked, every method of the store rejects with AuthError `store-locked`. */
export interface Seal {
  /** An open store locks itself when it finds that another process has replaced the key. */
  readonly locked: boolean;
  /** The latest file that this store set aside, at unlocking or later, when somebody else had changed it. */
  readonly lastQuarantined?: Quarantined | undefined;
  /**
   * The number of the newest write that would survive a power cut, as far as this store knows. Kept beside the key and given
   * to {@link unlock} again, it tells an older copy of the accounts from the newest one.
   */
  readonly generation?: number | undefined;
  /**
   * Opens the store.
   *
   * @param keys 32 bytes each, base64url without padding. More than one where a change of key was interrupted: the one the
   *   file is sealed with is used, and nothing is set aside while one of them fits; without a file, the first.
   * @param newest the highest {@link generation} that the caller of an earlier store on the same file was told: an older
   *   file is quarantined as `rolled-back`. 0, the default, accepts every file
   * @throws AuthError `store-key-invalid` where one of them is no such key, or none fits an open store with accounts, or
   *   the only ones are known to have been replaced by another process; nothing changes then. `request-invalid` where
   *   `newest` is no generation. `store-failed`
   */
  unlock(keys: readonly string[], newest?: number): Promise<Unlocked>;
  /**
   * Seals everything with another key from now on. A crash leaves the one or the other key in force, and rotating to the
   * same key again is fine, so keep both until it resolves.
   *
   * @throws AuthError `store-locked` | `store-key-invalid` | `store-failed`
   */
  rotate(key: string): Promise<void>;
}

/** How a store was opened. */
export interface Unlocked {
  /** The place of the key in the list. */
  readonly used: number;
  /** What became of a file that none of the keys could read: the store is open, with the first key, and empty. */
  readonly quarantined?: Quarantined;
}

/** A file that could not be read and is kept under another name. */
export interface Quarantined {
  readonly reason:
    | 'truncated'
    | 'tampered'
    | 'another-key'
    | 'newer-version'
    /** An older copy was put in its place. */
    | 'rolled-back'
    /** A link, FIFO, device, socket or folder was put in its place; it was not read. */
    | 'not-a-file'
    /** Larger than anything that is written here; it was not read. */
    | 'too-large';
  /** The name it has now, in the same folder. */
  readonly name: string;
}
