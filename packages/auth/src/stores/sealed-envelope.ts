import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { SealKey } from './seal-key.ts';
import type { PendingSignIn, Quarantined, StoredAccount } from './store.ts';

/** What is sealed. Members that this version does not know are carried along when it is sealed again. */
export interface Payload {
  readonly accounts: readonly StoredAccount[];
  readonly pending?: readonly PendingSignIn[];
  /** How often the accounts were written: one more with each write, so that an older copy can be told. */
  readonly generation?: number;
  readonly [member: string]: unknown;
}

export type Opened = { readonly payload: Payload } | { readonly unreadable: Quarantined['reason'] };

/**
 * The file is one line of JSON with these members in this order, and a line feed:
 *
 *     {"format":"ddext-oauth/sealed-accounts","version":1,"keyId":"…","nonce":"…","sealed":"…"}
 *
 * `sealed` is the AES-256-GCM ciphertext followed by its 128-bit tag; it, the nonce and the key id are base64url. The
 * additional authenticated data is the same JSON with only format, version and keyId. There is one spelling of a file:
 * any other bytes, even ones that decode to the same values, count as tampering.
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
// A random nonce of 96 bits is sound for 2^32 writes under one key (NIST SP 800-38D, sections 8.2.2 and 8.3).
const nonceBytes = 12;
const tagBytes = 16;
const beginning = `{"format":"${format}","version":`;
const ending = '}\n';

/** 0 for accounts that were never written. */
export function generationOf({ generation = 0 }: Payload): number {
  return Number.isSafeInteger(generation) ? generation : 0;
}

/** The bytes of a file that holds `payload`, sealed with `key`. No two calls give the same bytes. */
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

/** Reads a file's bytes with `key`. Never throws, and never gives a payload that was not sealed with this key. */
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
  // A file that this very key opens once the key id is put right was changed in its key id, not sealed with another key.
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

/** JSON without the error: the engine quotes the text in it, and the text may be a secret. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
