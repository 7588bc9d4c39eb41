import { toBase64url } from '../base64.ts';

/** The key pair that a client proves possession of (RFC 9449), as an attempt and its account store it. */
export interface DpopKey {
  /** The SHA-256 thumbprint of the public key (RFC 7638), which the provider binds tokens to. */
  readonly thumbprint: string;
  /** The private key (RFC 7517). Absent if the store keeps the key pair, see {@link KeyPairs}. */
  readonly privateKey?: JsonWebKey;
}

/** Key pairs that a store keeps outside of its accounts, because nothing can export them. */
export interface KeyPairs {
  /** Adds a key pair. It is kept until the last account or attempt with its thumbprint is deleted. */
  put(thumbprint: string, pair: CryptoKeyPair): Promise<void>;
  get(thumbprint: string): Promise<CryptoKeyPair | undefined>;
}

/** The algorithm of proofs: ECDSA with P-256 (RFC 7518 section 3.1), as in the examples of RFC 9449. */
export const DPOP_ALGORITHM = 'ES256';
const curve = { name: 'ECDSA', namedCurve: 'P-256' } as const;

/** Returns the thumbprint of a public key: its required members in lexicographic order (RFC 7638 section 3). */
export async function thumbprintOf(publicKey: CryptoKey): Promise<string> {
  const { crv, kty, x, y } = await crypto.subtle.exportKey('jwk', publicKey);
  const bytes = new TextEncoder().encode(JSON.stringify({ crv, kty, x, y }));
  return toBase64url(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
}

/** Returns the private key of an extractable key pair, to be sealed with its account. */
export async function exportPrivateKey({ privateKey }: CryptoKeyPair): Promise<JsonWebKey> {
  const { kty, crv, x, y, d } = await crypto.subtle.exportKey('jwk', privateKey);
  return { kty, crv, x, y, d } as JsonWebKey;
}

/**
 * Imports a stored private key. Code that has the pair can use it but not export it.
 *
 * @returns undefined if it is not the private key of this thumbprint
 */
export async function importKeyPair({ thumbprint, privateKey }: DpopKey): Promise<CryptoKeyPair | undefined> {
  if (!privateKey) return undefined;
  const { d: _d, ...publicPart } = privateKey;
  try {
    const pair = {
      privateKey: await crypto.subtle.importKey('jwk', privateKey, curve, false, ['sign']),
      publicKey: await crypto.subtle.importKey('jwk', publicPart, curve, true, ['verify']),
    };
    return (await thumbprintOf(pair.publicKey)) === thumbprint ? pair : undefined;
  } catch {
    // Web Crypto reports a malformed key with errors of several classes.
    return undefined;
  }
}
