import { toBase64url } from '../core/base64.ts';
import type { Payload } from '../stores/sealed-envelope.ts';
import type { Quarantined } from '../stores/store.ts';

/** The key that encrypts a page's accounts. No script can export it. */
export interface PageKey {
  /** 128 random bits, base64url. Distinguishes a record of another key from a changed one. */
  readonly id: string;
  /** AES-GCM, 256 bits, not extractable. */
  readonly key: CryptoKey;
}

/** The encrypted accounts in IndexedDB. Version and key ID are authenticated. */
interface SealedRecord {
  readonly version: number;
  readonly keyId: string;
  readonly nonce: Uint8Array<ArrayBuffer>;
  readonly sealed: ArrayBuffer;
}

const VERSION = 1;
const NONCE_BYTES = 12;
const KEY_ID_BYTES = 16;

export async function newPageKey(): Promise<PageKey> {
  const id = toBase64url(crypto.getRandomValues(new Uint8Array(KEY_ID_BYTES)));
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
    'encrypt',
    'decrypt',
  ]);
  return { id, key };
}

/** The stored value is untrusted: another script of the page can write it. */
export function isPageKey(value: unknown): value is PageKey {
  const { id, key } = (value ?? {}) as Partial<PageKey>;
  return typeof id === 'string' && key instanceof CryptoKey;
}

export async function sealRecord(payload: Payload, { id, key }: PageKey): Promise<SealedRecord> {
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const plain = new TextEncoder().encode(JSON.stringify(payload));
  const sealed = await crypto.subtle.encrypt(algorithm(nonce, VERSION, id), key, plain);
  return { version: VERSION, keyId: id, nonce, sealed };
}

/** Decrypts a record. Returns a payload only if it was encrypted with this key. */
export async function openRecord(
  record: unknown,
  { id, key }: PageKey,
): Promise<{ readonly payload: Payload } | { readonly unreadable: Quarantined['reason'] }> {
  const { version, keyId, nonce, sealed } = (record ?? {}) as Partial<SealedRecord>;
  if (typeof version === 'number' && version > VERSION) return { unreadable: 'newer-version' };
  if (typeof keyId === 'string' && keyId !== id) return { unreadable: 'another-key' };
  try {
    const parameters = algorithm(nonce as Uint8Array<ArrayBuffer>, version as number, id);
    const plain = await crypto.subtle.decrypt(parameters, key, sealed as ArrayBuffer);
    return { payload: JSON.parse(new TextDecoder().decode(plain)) };
  } catch {
    // Web Crypto intentionally gives no reason for a failed decryption.
    return { unreadable: 'tampered' };
  }
}

function algorithm(iv: Uint8Array<ArrayBuffer>, version: number, keyId: string): AesGcmParams {
  const additionalData = new TextEncoder().encode(`ddext-oauth/page-accounts ${version} ${keyId}`);
  return { name: 'AES-GCM', iv, additionalData };
}
