/** The part of `localStorage` that is needed. */
export type KeyStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const CURRENT = 'ddext-oauth.seal-key';
/** Present only while a change of key is under way: which of the two the backend took is not known then. */
const NEXT = 'ddext-oauth.seal-key.next';
/** Kept beside the key, and good for no other. */
const GENERATION = 'ddext-oauth.seal-generation';

/**
 * The key that the backend's accounts are sealed with, and the number of the newest write that the backend told of, by which
 * it tells an older copy of the file. Every method is a promise: another place for both, such as a keychain of the operating
 * system, answers later than a page's storage.
 */
export interface SealKey {
  /** The keys the backend may be sealed with. Makes one where there is none yet, and one only for calls at the same time. */
  candidates(): Promise<readonly string[]>;
  /** The next key, and keeps both until {@link settle} says which it is: the same until then, for the backend may have it. */
  next(): Promise<string>;
  settle(key: string): Promise<void>;
  /** The highest number that was ever learned; 0 where there is none, or no number is kept there. */
  newest(): Promise<number>;
  /** Keeps the number of a write that the backend told of, where it is higher than the one that is kept. */
  learn(generation: unknown): Promise<void>;
}

/**
 * Both in this extension's own localStorage, which Docker Desktop keeps across updates: not in the volume, and not where
 * another extension's page can read it.
 *
 * @param open looked at only when a key is needed: not every page has a storage, nor every store a seal
 */
export function sealKeyIn(open: () => KeyStorage): SealKey {
  const newest = () => numberOf(open().getItem(GENERATION));
  return {
    async candidates() {
      const storage = open();
      const kept = [storage.getItem(CURRENT), storage.getItem(NEXT)].filter((key) => key !== null);
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
    },
    newest: async () => newest(),
    async learn(generation) {
      const told = numberOf(generation);
      // Another page of this extension may have learned of a later write.
      if (told > newest()) open().setItem(GENERATION, `${told}`);
    },
  };
}

/** 0 for what is no number of a write: what is kept may have been changed by hand. */
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
