import { generateKeyPairSync, verify } from 'node:crypto';
import type { ProviderSettings } from '../core/settings.ts';
import { CLIENT_ID, type Received } from './scripted-provider.ts';

/** A secret that is percent-encoded in a header and in a form (RFC 6749 section 2.3.1). */
const SECRET = 'a secret: 100 % + more';
const KEY_ID = 'key-of-the-client';
const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });

const variables = new Map([
  ['SECRET', SECRET],
  ['KEY', privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()],
]);
export const readVariable = (name: string) => variables.get(name);

/** How a client is registered, and what a token request of it looks like. */
interface Registration {
  readonly settings: Partial<ProviderSettings>;
  /** @returns what is wrong with the authentication of a request; undefined for nothing */
  problem(received: Received, audience: string): string | undefined;
}

const inForm = ['client_secret', 'client_assertion'];
const unexpected = ({ parameters }: Received, but?: string) =>
  inForm.find((name) => name !== but && parameters.has(name));

/** The four methods of the OpenID Foundation's `client_auth_type` that the product has. */
export const clientAuthentications = {
  none: {
    settings: { clientAuthentication: 'none' },
    problem(received) {
      if (received.headers.authorization) return 'an Authorization header of a public client';
      return unexpected(received) ?? differs('client_id', received.parameters.get('client_id'), CLIENT_ID);
    },
  },
  client_secret_basic: {
    settings: { clientSecret: { variable: 'SECRET' }, clientAuthentication: 'client_secret_basic' },
    problem(received) {
      const [scheme, credentials = ''] = received.headers.authorization?.split(' ') ?? [];
      const decoded = Buffer.from(credentials, 'base64').toString().split(':').map(fromForm);
      return (
        unexpected(received) ??
        differs('scheme', scheme, 'Basic') ??
        differs('client_id', decoded[0], CLIENT_ID) ??
        differs('client_secret', decoded[1], SECRET)
      );
    },
  },
  client_secret_post: {
    settings: { clientSecret: { variable: 'SECRET' }, clientAuthentication: 'client_secret_post' },
    problem(received) {
      if (received.headers.authorization) return 'an Authorization header beside client_secret_post';
      return (
        unexpected(received, 'client_secret') ??
        differs('client_id', received.parameters.get('client_id'), CLIENT_ID) ??
        differs('client_secret', received.parameters.get('client_secret'), SECRET)
      );
    },
  },
  private_key_jwt: {
    settings: { clientKey: { variable: 'KEY' }, clientKeyId: KEY_ID },
    problem(received, audience) {
      if (received.headers.authorization) return 'an Authorization header beside private_key_jwt';
      const type = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
      return (
        unexpected(received, 'client_assertion') ??
        differs('type', received.parameters.get('client_assertion_type'), type) ??
        assertionProblem(received.parameters.get('client_assertion') ?? '', audience)
      );
    },
  },
} as const satisfies Record<string, Registration>;

export type ClientAuthenticationMethod = keyof typeof clientAuthentications;

const usedAssertions = new Set<unknown>();

/** RFC 7523 section 3; each assertion is good for one request. */
function assertionProblem(assertion: string, audience: string): string | undefined {
  const [header = '', payload = '', signature = ''] = assertion.split('.');
  const key = { key: publicKey, dsaEncoding: 'ieee-p1363' } as const;
  const signed = Buffer.from(`${header}.${payload}`);
  if (!verify('sha256', signed, key, Buffer.from(signature, 'base64url'))) return 'its signature';
  const { alg, kid } = parse(header);
  const { iss, sub, aud, exp, jti } = parse(payload);
  if (jti === undefined || usedAssertions.has(jti)) return 'an assertion that was used before';
  usedAssertions.add(jti);
  if (!(Number(exp) * 1000 > Date.now())) return 'an assertion that has expired';
  return (
    differs('alg', alg, 'ES256') ??
    differs('kid', kid, KEY_ID) ??
    differs('iss', iss, CLIENT_ID) ??
    differs('sub', sub, CLIENT_ID) ??
    differs('aud', String(aud), audience)
  );
}

function differs(name: string, value: unknown, expected: string): string | undefined {
  return value === expected ? undefined : `${name} is ${JSON.stringify(value)}, not ${expected}`;
}

function fromForm(value: string): string {
  return new URLSearchParams(`value=${value}`).get('value') ?? '';
}

function parse(part: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(part, 'base64url').toString());
}
