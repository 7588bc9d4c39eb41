import type { KeyPairs } from '../core/dpop/dpop-key.ts';
import type { Payload } from '../stores/sealed-envelope.ts';

/** The stored key pairs by thumbprint. They cannot be part of the encrypted JSON, because nothing can export them. */
type Stored = Readonly<Record<string, CryptoKeyPair>>;

/** The key pairs of a page's accounts and attempts. */
export interface PageKeyPairs extends KeyPairs {
  /** Returns the record to store together with a document: the key pairs that it refers to. Undefined for none. */
  of(payload: Payload): Promise<Stored | undefined>;
  /** Removes the key pairs that only the previous document refers to from memory. */
  release(before: Payload, next: Payload): void;
}

/**
 * A new key pair is in memory until a stored document refers to it.
 *
 * @param read returns the record in IndexedDB, which is untrusted: another script of the page can write it
 */
export function pageKeyPairs(read: () => Promise<unknown>): PageKeyPairs {
  const held = new Map<string, CryptoKeyPair>();
  const stored = async (): Promise<Stored> => {
    const record = await read();
    const entries = Object.entries(record ?? {}).filter(([, pair]) => isKeyPair(pair));
    return Object.fromEntries(entries);
  };

  return {
    put: async (thumbprint, pair) => void held.set(thumbprint, pair),
    async get(thumbprint) {
      const pair = held.get(thumbprint) ?? (await stored())[thumbprint];
      // With accounts in memory, the stored document soon refers to it no more.
      if (pair) held.set(thumbprint, pair);
      return pair;
    },
    async of(payload) {
      const thumbprints = thumbprintsIn(payload);
      if (thumbprints.size === 0) return undefined;
      const known = { ...(await stored()), ...Object.fromEntries(held) };
      return Object.fromEntries(Object.entries(known).filter(([thumbprint]) => thumbprints.has(thumbprint)));
    },
    release(before, next) {
      const kept = thumbprintsIn(next);
      for (const thumbprint of thumbprintsIn(before)) if (!kept.has(thumbprint)) held.delete(thumbprint);
    },
  };
}

/** Returns the thumbprints of all keys in a document: of accounts, attempts, and responses in exchange. */
function thumbprintsIn(payload: Payload): ReadonlySet<string> {
  const thumbprints = new Set<string>();
  JSON.stringify(payload, (name, value) => {
    if (name === 'dpopKey' && typeof value?.thumbprint === 'string') thumbprints.add(value.thumbprint);
    return value;
  });
  return thumbprints;
}

function isKeyPair(value: unknown): value is CryptoKeyPair {
  const { privateKey, publicKey } = (value ?? {}) as Partial<CryptoKeyPair>;
  return privateKey instanceof CryptoKey && publicKey instanceof CryptoKey;
}
