import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';

/**
 * Generates an RSA key that can be exported as a JWK at any time. Node.js 20 hangs if the garbage collector removes the job that
 * generated a key during its export: both take the key's lock. A key that is read from PEM does not share the lock of the job.
 */
export function newPrivateKey(): KeyObject {
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  return createPrivateKey(privateKey);
}
