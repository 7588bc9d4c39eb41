import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { SealKey } from './seal-key.ts';
import type { PendingSignIn, Quarantined, StoredAccount } from './store.ts';

/** The encrypted content. Members that this version does not know are preserved. */
export interface Payload {
  readonly accounts: readonly StoredAccount[];
  readonly pending?: readonly PendingSignIn[];
  /** The number of writes so far, which identifies an older copy. */
  readonly generation?: number;
  readonly [member: string]: unknown;
}

export type Opened = { readonly payload: Payload } | { readonly unreadable: Quarantined['reason'] };

/**
 * The file: one line of JSON with these members in this order, and a line feed.
 *
 *     {"format":"ddext-oauth/sealed-accounts","version":1,"keyId":"…","nonce":"…","sealed":"…"}
 *
 * `sealed` is the AES-256-GCM ciphertext followed by its 128-bit tag. It, nonce and key ID are base64url. The
 * additional authenticated data is the same JSON with only format, version and keyId. The encoding is unique: any other
 * bytes, even if they decode to the same values, count as tampering.
 */
interface Envelope {
  readonly format: string;
  readonly version: number;
  readonly keyId: string;
  readonly nonce: Buffer;
  readonly sealed: Buffer;
}

const format = 'ddext-oauth/sealed-accounts';
const version = 1;
const cipherName = 'aes-256-gcm';
// A random nonce of 96 bits is safe for 2^32 writes with one key (NIST SP 800-38D, sections 8.2.2 and 8.3).
const nonceBytes = 12;
const tagBytes = 16;
const beginning = `{"format":"${format}","version":`;
const ending = '}\n';

/** Returns the generation. 0 for accounts that were never written. */
export function generationOf({ generation = 0 }: Payload): number {
  return Number.isSafeInteger(generation) ? generation : 0;
}

/** Returns the content of a file with `payload`, encrypted with `key`. Each call returns different bytes. */
export function sealPayload(payload: Payload, key: SealKey): Buffer {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv(cipherName, key.encryption, nonce, { authTagLength: tagBytes });
  cipher.setAAD(header(key.id));
  const sealed = Buffer.concat([
    cipher.update(JSON.stringify(payload), 'utf8'),
    cipher.final(),
    cipher.getAuthTag(),
  ]);
  return encode({ format, version, keyId: key.id, nonce, sealed });
}

/** Decrypts the content of a file. Never throws, and returns a payload only if it was encrypted with this key. */
export function openEnvelope(bytes: Buffer, key: SealKey): Opened {
  const text = bytes.toString('utf8');
  const envelope = decode(text);
  if (envelope?.format === format && envelope.version > version) return { unreadable: 'newer-version' };
  if (beginning.startsWith(text.slice(0, beginning.length)) && !text.endsWith(ending)) {
    return { unreadable: 'truncated' };
  }
  if (envelope?.format !== format || envelope.version !== version || !encode(envelope).equals(bytes)) {
    return { unreadable: 'tampered' };
  }
  const payload = decrypt(envelope, key);
  if (envelope.keyId === key.id) return payload ? { payload } : { unreadable: 'tampered' };
  // If this key decrypts the file with the key ID replaced, the key ID was tampered with. Otherwise the file has
  // another key.
  return { unreadable: payload ? 'tampered' : 'another-key' };
}

function header(keyId: string): Buffer {
  return Buffer.from(JSON.stringify({ format, version, keyId }));
}

function encode({ nonce, sealed, ...rest }: Envelope): Buffer {
  const line = JSON.stringify({
    format: rest.format,
    version: rest.version,
    keyId: rest.keyId,
    nonce: nonce.toString('base64url'),
    sealed: sealed.toString('base64url'),
  });
  return Buffer.from(`${line}\n`);
}

function decode(text: string): Envelope | undefined {
  const value = parse(text) as Partial<Record<keyof Envelope, unknown>> | null | undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  return {
    format: String(value.format),
    version: Number.isSafeInteger(value.version) ? (value.version as number) : 0,
    keyId: String(value.keyId),
    nonce: Buffer.from(String(value.nonce), 'base64url'),
    sealed: Buffer.from(String(value.sealed), 'base64url'),
  };
}

function decrypt({ nonce, sealed }: Envelope, key: SealKey): Payload | undefined {
  if (nonce.length !== nonceBytes || sealed.length < tagBytes) return undefined;
  const decipher = createDecipheriv(cipherName, key.encryption, nonce, { authTagLength: tagBytes });
  decipher.setAAD(header(key.id)).setAuthTag(sealed.subarray(-tagBytes));
  const start = decipher.update(sealed.subarray(0, -tagBytes));
  try {
    const payload = parse(
      Buffer.concat([start, decipher.final()]).toString('utf8'),
    ) as Partial<Payload> | null;
    return Array.isArray(payload?.accounts) ? (payload as Payload) : undefined;
  } catch {
    return undefined;
  }
}

/** Parses JSON without the engine's error, which quotes the text and so possibly a secret. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
