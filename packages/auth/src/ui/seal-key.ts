import type { DdClient } from './dd-client.ts';
import type { SignInError } from './sign-in-error.ts';

/** The part of `localStorage` that this package uses. */
export type KeyStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const CURRENT = 'ddext-oauth.seal-key';
/** Present only during a key rotation, when it is unknown which key the backend uses. */
const NEXT = 'ddext-oauth.seal-key.next';
/** Rotating the key does not change it. */
const GENERATION = 'ddext-oauth.seal-generation';

/**
 * The key of the backend's accounts, and the number of the newest write that the backend reported, which detects an
 * older copy of the file. The key is in the page's localStorage or in the operating system's keychain, the number always in
 * localStorage.
 */
export interface SealKey {
  /** Returns the keys that the backend may use. Creates one if there is none. */
  candidates(): Promise<readonly string[]>;
  /**
   * Returns the next key, which the backend may receive. Both keys are stored, and the next key stays the same, until
   * {@link settle}.
   */
  next(): Promise<string>;
  /**
   * Records that the backend uses a key, and forgets the others.
   *
   * @returns another key, if `key` cannot be kept: rotate the backend to that one, then settle it
   */
  settle(key: string): Promise<string | undefined>;
  /** Why the keys of {@link candidates} are not those of the keychain; undefined if it was read, or is not used. */
  readonly keychainProblem?: SignInError | undefined;
  /** Returns the highest number that the backend reported; 0 if there is none. */
  newest(): Promise<number>;
  /** Stores the number of a write that the backend reported, if it is higher than the stored one. */
  learn(generation: unknown): Promise<void>;
}

/** What a key is stored with. */
export interface KeyPlaces {
  readonly ddClient: DdClient;
  /** Returns the page's storage, in which names contain the extension's ID. */
  readonly open: () => KeyStorage;
  /** `ORG/NAME` of the extension, if the client was created with it. */
  readonly extensionId: string | undefined;
}

/** Where the key of the backend's accounts is, such as `keychain` of `@ddext-oauth/auth/keychain`. */
export type KeyLocation = (places: KeyPlaces) => SealKey;

/** The key in the page's localStorage. */
export interface PageKey extends SealKey {
  /** Returns the keys that are stored, and creates none. */
  stored(): readonly string[];
  /** Removes the keys. The number stays: it belongs to the backend's file. */
  remove(): void;
}

/**
 * Stores key and number in the page's localStorage, which Docker Desktop keeps across updates. It is not in the volume.
 * Pages of other extensions cannot read it, except in Podman Desktop, where all of them share one localStorage.
 *
 * @param open called when a key is first needed: some pages have no storage, and some stores no seal
 */
export function sealKeyIn(open: () => KeyStorage): PageKey {
  const newest = () => numberOf(open().getItem(GENERATION));
  const stored = () => {
    const storage = open();
    return [storage.getItem(CURRENT), storage.getItem(NEXT)].filter((key) => key !== null);
  };
  return {
    stored,
    async candidates() {
      const storage = open();
      const kept = stored();
      if (kept.length > 0) return kept;
      const made = randomKey();
      storage.setItem(CURRENT, made);
      return [made];
    },
    async next() {
      const storage = open();
      const next = storage.getItem(NEXT) ?? randomKey();
      storage.setItem(NEXT, next);
      return next;
    },
    async settle(key) {
      const storage = open();
      storage.setItem(CURRENT, key);
      storage.removeItem(NEXT);
      return undefined;
    },
    remove() {
      const storage = open();
      storage.removeItem(CURRENT);
      storage.removeItem(NEXT);
    },
    newest: async () => newest(),
    async learn(generation) {
      const told = numberOf(generation);
      // Another page of this extension may have stored a later number.
      if (told > newest()) open().setItem(GENERATION, `${told}`);
    },
  };
}

/** Returns 0 for anything that is not a valid number: the stored text can be changed by hand. */
function numberOf(value: unknown): number {
  const number = Number(value);
  return Number.isSafeInteger(number) && number > 0 ? number : 0;
}

/** 256 random bits, base64url without padding. */
function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  const base64 = btoa(String.fromCharCode(...bytes));
  return base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
