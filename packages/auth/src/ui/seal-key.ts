/** The part of `localStorage` that is needed. */
export type KeyStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const CURRENT = 'ddext-oauth.seal-key';
/** Present only while a change of key is under way: which of the two the backend took is not known then. */
const NEXT = 'ddext-oauth.seal-key.next';

/**
 * The key that the backend's accounts are sealed with, kept where neither another extension nor whoever reads the volume
 * finds it: in this extension's own localStorage, which Docker Desktop isolates and keeps across updates.
 */
export interface SealKey {
  /** The keys the backend may be sealed with. Makes one where there is none yet. */
  candidates(): readonly string[];
  /** The next key, and keeps both until {@link settle} says which it is: the same until then, for the backend may have it. */
  next(): string;
  settle(key: string): void;
}

/** @param open looked at only when a key is needed: not every page has a storage, nor every store a seal */
export function sealKeyIn(open: () => KeyStorage): SealKey {
  return {
    candidates() {
      const storage = open();
      const kept = [storage.getItem(CURRENT), storage.getItem(NEXT)].filter((key) => key !== null);
      if (kept.length > 0) return kept;
      const made = randomKey();
      storage.setItem(CURRENT, made);
      return [made];
    },
    next() {
      const storage = open();
      const next = storage.getItem(NEXT) ?? randomKey();
      storage.setItem(NEXT, next);
      return next;
    },
    settle(key) {
      const storage = open();
      storage.setItem(CURRENT, key);
      storage.removeItem(NEXT);
    },
  };
}

/** 256 random bits, base64url without padding. */
function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  const base64 = btoa(String.fromCharCode(...bytes));
  return base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
