import { fromBase64 } from '../base64.ts';
import { AuthError } from '../errors.ts';

/**
 * Web Crypto's names of the algorithms that sign a client assertion (RFC 7518 section 3.1). Ed25519 is last, because
 * Node 20 prints a warning when it is used.
 */
const algorithms: readonly (EcKeyImportParams | RsaHashedImportParams | { name: string })[] = [
  { name: 'ECDSA', namedCurve: 'P-256' },
  { name: 'ECDSA', namedCurve: 'P-384' },
  { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
  { name: 'Ed25519' },
];

const PKCS8 = /-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\s]+)-----END PRIVATE KEY-----/;

/**
 * Imports the private key of a client that authenticates with private_key_jwt (RFC 7523 section 2.2). Uses only Web
 * Crypto, so that a page's bundle contains no Node code.
 *
 * @param pem PKCS #8 (RFC 7468 section 10): EC P-256 or P-384, Ed25519, or RSA (signs with RS256)
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
