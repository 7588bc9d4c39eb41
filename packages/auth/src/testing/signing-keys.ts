import { createHash, generateKeyPairSync } from 'node:crypto';
import type { JWK } from 'oidc-provider';

/** A signing key of an identity provider, private part included, with an ID that no other has. */
export function createSigningKey(): JWK {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const kid = createHash('sha256')
    .update(publicKey.export({ format: 'der', type: 'spki' }))
    .digest('hex');
  return { ...privateKey.export({ format: 'jwk' }), kid, use: 'sig', alg: 'RS256' } as JWK;
}
