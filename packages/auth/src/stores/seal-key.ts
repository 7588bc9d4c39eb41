import { createSecretKey, hkdfSync, type KeyObject, randomBytes } from 'node:crypto';
import { AuthError } from '../core/errors.ts';

/** The values that are derived from a seal key. Neither reveals the other, nor the key (RFC 5869 section 3.2). */
export interface SealKey {
  /** Identifies the key in the file's header: 16 bytes, base64url. */
  readonly id: string;
  /** The AES-256 key. */
  readonly encryption: KeyObject;
}

const keyBytes = 32;
const uses = {
  id: { info: 'ddext-oauth/sealed-accounts key id', bytes: 16 },
  encryption: { info: 'ddext-oauth/sealed-accounts aes-256-gcm', bytes: 32 },
} as const;

/**
 * Returns a new key for a sealed store: 32 random bytes, base64url without padding.
 *
 * @example
 *   await store.seal.unlock([generateSealKey()]);
 */
export function generateSealKey(): string {
  return randomBytes(keyBytes).toString('base64url');
}

/**
 * Derives encryption key and key ID with HKDF-SHA256 (RFC 5869). The key is uniformly random, so there is no salt
 * (section 3.1).
 *
 * @param key 32 bytes, base64url without padding
 * @throws AuthError `store-key-invalid` for anything else
 */
export function sealKey(key: string): SealKey {
  const bytes = decodeKey(key);
  return {
    id: derive(bytes, uses.id).toString('base64url'),
    encryption: createSecretKey(derive(bytes, uses.encryption)),
  };
}

/**
 * Returns the bytes of a key.
 *
 * @param key 32 bytes, base64url without padding
 * @throws AuthError `store-key-invalid` for anything else
 */
export function decodeKey(key: string): Buffer {
  // The key comes from a socket, so its type is not certain. Decoding is lenient. Encoding again is not.
  const bytes = Buffer.from(typeof key === 'string' ? key : '', 'base64url');
  if (bytes.length !== keyBytes || bytes.toString('base64url') !== key) {
    throw new AuthError('store-key-invalid', 'This is not a key for the sealed accounts.');
  }
  return bytes;
}

function derive(key: Buffer, use: { readonly info: string; readonly bytes: number }): Buffer {
  return Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), use.info, use.bytes));
}
