import { toBase64url } from '../core/base64.ts';
import type { Payload } from '../stores/sealed-envelope.ts';
import type { Quarantined } from '../stores/store.ts';

/** The key that a page's accounts are sealed with; no script can read it out. */
export interface PageKey {
  /** 128 random bits, base64url: tells a record of a lost key from one that was changed. */
  readonly id: string;
  /** AES-GCM, 256 bits, not extractable. */
  readonly key: CryptoKey;
}

/** The sealed accounts as IndexedDB keeps them. Version and key id are authenticated. */
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

/** What was stored may be anything: another script of the page can write there. */
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

/** Never gives a payload that was not sealed with this key. */
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
    // Web Crypto gives no reason for a tag that does not match, on purpose.
    return { unreadable: 'tampered' };
  }
}

function algorithm(iv: Uint8Array<ArrayBuffer>, version: number, keyId: string): AesGcmParams {
  const additionalData = new TextEncoder().encode(`ddext-oauth/page-accounts ${version} ${keyId}`);
  return { name: 'AES-GCM', iv, additionalData };
}
