import { sign } from 'node:crypto';
import { rsaKeyPair } from '../testing/fixtures/key-pairs.ts';

const { publicKey, privateKey } = rsaKeyPair();
const header = { alg: 'RS256', kid: 'contract' };

/** A JSON Web Key Set (RFC 7517 section 5) with the key that signs. */
export const publicKeys = {
  keys: [{ ...publicKey.export({ format: 'jwk' }), kid: header.kid, use: 'sig', alg: header.alg }],
};

/** A body with each `{idToken}` in it replaced by a signed one. */
export function idTokenIn(body: unknown, claims: () => Readonly<Record<string, unknown>>): unknown {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  if (!text.includes('{idToken}')) return body;
  return text.replaceAll('{idToken}', signed(claims()));
}

/** Claims that are null are omitted. */
function signed(claims: Readonly<Record<string, unknown>>): string {
  const present = Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== null));
  const content = [header, present].map((part) => encode(JSON.stringify(part))).join('.');
  return `${content}.${encode(sign('sha256', Buffer.from(content), privateKey))}`;
}

function encode(data: string | Buffer): string {
  return Buffer.from(data).toString('base64url');
}
