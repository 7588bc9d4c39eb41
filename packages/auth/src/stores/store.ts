import type { KeyKind, Profile } from '@ddext-oauth/providers';
import type { DpopKey, KeyPairs } from '../core/dpop/dpop-key.ts';
import type { AuthErrorCode } from '../core/errors.ts';
import type { AuthorizationRequest } from '../core/grants/authorize.ts';
import type { TokenResponse } from '../core/grants/token-response.ts';

/** What every stored account has. */
interface StoredIdentity {
  /** `PROVIDER:SUBJECT`, so that a repeated sign-in replaces the account. */
  readonly id: string;
  readonly providerId: string;
  readonly profile: Profile;
  readonly scopes: readonly string[];
  /** When the user signed in, in milliseconds since the epoch. A refresh does not change it. */
  readonly signedInAt: number;
}

/** A signed-in identity. Never leaves the backend. */
export type StoredAccount = TokenAccount | KeyAccount;

/** An identity with a pasted key. It has no member of a token, so that no OAuth request can send the key. */
export interface KeyAccount
  extends StoredIdentity,
    Partial<Record<Exclude<keyof TokenAccount, keyof StoredIdentity | 'kind'>, never>> {
  readonly kind: KeyKind;
  readonly key: string;
  /** Present for `basic` with a user name (RFC 7617). */
  readonly userName?: string;
}

/** An identity with tokens of OAuth. */
export interface TokenAccount extends StoredIdentity {
  /** A user, or the extension itself (RFC 6749 section 4.4). */
  readonly kind: 'person' | 'service';
  readonly accessToken: string;
  /** When this access token was issued, in milliseconds since the epoch. */
  readonly issuedAt: number;
  /** Milliseconds since the epoch. Absent if the provider did not tell. */
  readonly expiresAt?: number;
  readonly refreshToken?: string;
  /** The ID token of the sign-in, which those of renewals are compared with. */
  readonly idToken?: string;
  /** The key that the tokens are bound to. Absent for bearer tokens. */
  readonly dpopKey?: DpopKey;
  /** A renewal whose response is not checked yet, or failed its check. The access token above is the previous one. */
  readonly renewal?: UnfinishedRenewal;
  /** The provider rejected the last renewal without a clear reason. A second rejection ends the sign-in. */
  readonly refusedOnce?: true;
}

/**
 * The response to a renewal. It is stored before it is checked, because its refresh token may be the only valid one.
 */
export interface UnfinishedRenewal {
  readonly response: TokenResponse;
  /** The error of its check. The account cannot be used until the user signs in again. */
  readonly problem?: { readonly code: AuthErrorCode; readonly message: string };
}

/** Returns whether an account has tokens of OAuth, and not a key. */
export function hasTokens(account: StoredAccount): account is TokenAccount {
  return account.kind === 'person' || account.kind === 'service';
}

/** A store of accounts. Every store passes the contract in `contract.ts`. */
export interface TokenStore {
  /** All accounts, in the order in which they first signed in. */
  list(): Promise<readonly StoredAccount[]>;
  get(id: string): Promise<StoredAccount | undefined>;
  /**
   * Adds an account or replaces the one with the same ID. Resolves when it would survive a crash, if the store is
   * durable.
   */
  put(account: StoredAccount): Promise<void>;
  /** Deletes an account. Returns whether it existed. */
  delete(id: string): Promise<boolean>;
  /**
   * Runs `work` while no other caller works on the same ID, in this process or another with the same store. Reading,
   * refreshing and writing back is thus one step: two refreshes of one token end the session at servers that detect
   * reuse (RFC 9700 section 4.14.2).
   */
  exclusively<T>(id: string, work: () => Promise<T>): Promise<T>;
  /** Sign-ins in progress that must survive a restart. */
  readonly pending: PendingSignIns;
  /** Present if the store is encrypted with a key that the caller must provide. */
  readonly seal?: Seal;
  /** Present if the store remembers which page it belongs to. */
  readonly owner?: Owner;
  /** Present if the store can keep keys that nothing can export. Otherwise a private key is a part of its account. */
  readonly keyPairs?: KeyPairs;
}

/**
 * The page that a backend belongs to: the first one that presented a key. Some hosts publish the extension's socket on a
 * TCP port, so the transport does not identify the caller.
 */
export interface Owner {
  /**
   * Runs `work` if one of the keys is the owner's. Without an owner, the first key becomes the owner's. After `work`, the
   * key that it used is the owner's only key.
   *
   * @param keys 32 bytes each, base64url without padding; two during an interrupted key rotation
   * @param work returns the index of the key that it used
   * @returns that index; undefined if no key is the owner's
   * @throws AuthError `store-key-invalid` if a key is malformed, `store-failed`, and what `work` throws
   */
  unlock(keys: readonly string[], work: () => Promise<number>): Promise<number | undefined>;
  /**
   * Replaces the owner's key. Both keys are the owner's while `work` runs, and after it fails.
   *
   * @throws AuthError `store-key-invalid`, `store-failed`, and what `work` throws
   */
  rotate(key: string, work: () => Promise<void>): Promise<void>;
}

/** A sign-in whose response comes to the extension's tab, possibly after a restart of the backend. */
export interface PendingSignIn {
  /** The ID of the attempt. */
  readonly id: string;
  readonly providerId: string;
  readonly request: AuthorizationRequest;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

/** Stores sign-ins in progress until they are taken or expire. */
export interface PendingSignIns {
  /**
   * Adds a sign-in.
   *
   * @param now in milliseconds since the epoch; expired sign-ins are deleted
   */
  put(signIn: PendingSignIn, now: number): Promise<void>;
  get(id: string): Promise<PendingSignIn | undefined>;
  /** Returns and deletes a sign-in. Of several concurrent callers, in any process, one gets it. */
  take(id: string): Promise<PendingSignIn | undefined>;
}

/** The lock on a sealed store. While it is locked, every method of the store rejects with AuthError `store-locked`. */
export interface Seal {
  /** Whether the store is locked. A store locks itself if another process has rotated the key. */
  readonly locked: boolean;
  /** Whether the key is an option of the store, and not the page's. */
  readonly fixed: boolean;
  /** The latest file that this store quarantined, when unlocking or later. */
  readonly lastQuarantined?: Quarantined | undefined;
  /**
   * The number of the newest durable write that this store knows. A page stores it with the key and passes it to {@link
   * unlock}, to detect an older copy of the accounts.
   */
  readonly generation?: number | undefined;
  /**
   * Unlocks the store.
   *
   * @param keys 32 bytes each, base64url without padding; two during an interrupted key rotation. The one that decrypts
   *   the file is used, and nothing is quarantined if one does. Without a file, the first is used
   * @param newest the highest {@link generation} that the caller knows; an older file is quarantined as `rolled-back`.
   *   0, the default, accepts any file
   * @throws AuthError `store-key-invalid` if a key is malformed, no key decrypts an unlocked store with accounts, or
   *   another process has replaced the only keys; nothing changes then. `request-invalid` if `newest` is not a
   *   generation. `store-failed`
   */
  unlock(keys: readonly string[], newest?: number): Promise<Unlocked>;
  /**
   * Encrypts everything with another key. After a crash one of the two keys is valid, and rotation to the same key can
   * be repeated. Keep both keys until this resolves.
   *
   * @throws AuthError `store-locked` | `store-key-invalid` | `store-failed`
   */
  rotate(key: string): Promise<void>;
}

/** The result of {@link Seal.unlock}. */
export interface Unlocked {
  /** The index of the key. */
  readonly used: number;
  /** The quarantined file, if no key could decrypt it. The store is then unlocked with the first key, and empty. */
  readonly quarantined?: Quarantined;
}

/** A file that could not be read, and was renamed. */
export interface Quarantined {
  readonly reason:
    | 'truncated'
    | 'tampered'
    | 'another-key'
    | 'newer-version'
    /** An older copy of the accounts. */
    | 'rolled-back'
    /** A link, FIFO, device, socket or folder. It was not read. */
    | 'not-a-file'
    /** Larger than the limit of a write. It was not read. */
    | 'too-large';
  /** Its new name in the same folder. */
  readonly name: string;
}
