import { fromBase64 } from './base64.ts';
import { AuthError } from './errors.ts';

/**
 * Web Crypto's names for the kinds of key that sign a client assertion (RFC 7518 section 3.1). Ed25519 is last: Node 20
 * warns that it is experimental whenever it is asked for.
 */
const algorithms: readonly (EcKeyImportParams | RsaHashedImportParams | { name: string })[] = [
  { name: 'ECDSA', namedCurve: 'P-256' },
  { name: 'ECDSA', namedCurve: 'P-384' },
  { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
  { name: 'Ed25519' },
];

const PKCS8 = /-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\s]+)-----END PRIVATE KEY-----/;

/**
 * Reads the private key of a client that authenticates with private_key_jwt (RFC 7523 section 2.2). By Web Crypto alone, so
 * that nothing of Node is in the bundle of a page.
 *
 * @param pem PKCS #8 (RFC 7468 section 10): EC P-256 or P-384, Ed25519, or RSA (which signs RS256)
 * @throws AuthError `provider-not-configured`
 */
export async function importClientKey(providerName: string, pem: string): Promise<CryptoKey> {
  const invalid = (what: string, cause?: unknown) =>
    new AuthError('provider-not-configured', `${providerName}: the client key is ${what}`, { cause });
  const body = PKCS8.exec(pem)?.[1]?.replaceAll(/\s/g, '');
  if (!body) {
    throw invalid(
      'not an unencrypted PKCS #8 private key in PEM ("BEGIN PRIVATE KEY"). Convert it with "openssl pkcs8 -topk8 -nocrypt".',
    );
  }
  const refused: unknown[] = [];
  for (const algorithm of algorithms) {
    try {
      return await crypto.subtle.importKey('pkcs8', fromBase64(body), algorithm, false, ['sign']);
    } catch (error) {
      refused.push(error);
    }
  }
  throw invalid('not a readable EC P-256, EC P-384, Ed25519 or RSA key.', new AggregateError(refused));
}
