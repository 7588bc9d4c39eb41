import { createPrivateKey, type KeyObject } from 'node:crypto';
import { AuthError } from './errors.ts';

/** Web Crypto's names for the kinds of key that sign a client assertion (RFC 7518 section 3.1). */
const algorithms: Readonly<Record<string, EcKeyImportParams | RsaHashedImportParams | { name: string }>> = {
  'ec prime256v1': { name: 'ECDSA', namedCurve: 'P-256' },
  'ec secp384r1': { name: 'ECDSA', namedCurve: 'P-384' },
  ed25519: { name: 'Ed25519' },
  rsa: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
};

/**
 * Reads the private key of a client that authenticates with private_key_jwt (RFC 7523 section 2.2).
 *
 * @param pem a private key: EC P-256 or P-384, Ed25519, or RSA (which signs RS256)
 * @throws AuthError `provider-not-configured`
 */
export async function importClientKey(providerName: string, pem: string): Promise<CryptoKey> {
  const key = readPem(providerName, pem);
  const kind = [key.asymmetricKeyType, key.asymmetricKeyDetails?.namedCurve].filter(Boolean).join(' ');
  const algorithm = algorithms[kind];
  if (!algorithm) {
    const message = `${providerName}: the client key is of the kind "${kind}"; use EC P-256, EC P-384, Ed25519 or RSA.`;
    throw new AuthError('provider-not-configured', message);
  }
  return crypto.subtle.importKey('pkcs8', key.export({ format: 'der', type: 'pkcs8' }), algorithm, false, [
    'sign',
  ]);
}

function readPem(providerName: string, pem: string): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch (cause) {
    throw new AuthError(
      'provider-not-configured',
      `${providerName}: the client key is not a private key in PEM.`,
      {
        cause,
      },
    );
  }
}
