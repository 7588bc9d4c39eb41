import { createHash, type KeyObject, randomBytes, sign } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { rsaKeyPair } from '../fixtures/key-pairs.ts';
import { startTestServer } from './test-server.ts';

export type Endpoint =
  | 'discovery'
  | 'jwks'
  | 'authorize'
  | 'token'
  | 'userinfo'
  | 'revoke'
  | 'device'
  | 'endSession';

/** A received request, with the parameters of its query or form. */
export interface Received {
  readonly endpoint: Endpoint;
  readonly parameters: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
}

export interface ScriptedResponse {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON unless it is a string. */
  readonly body?: unknown;
}

/** Replaces an endpoint. Use `response` to send nothing or to break the connection. */
export type Override = (
  received: Received,
  response: ServerResponse,
) => ScriptedResponse | undefined | Promise<ScriptedResponse>;

export interface ScriptedProvider {
  readonly issuer: string;
  readonly received: Received[];
  /** Replaces endpoints while an entry is set. */
  overrides: Partial<Record<Endpoint, Override>>;
  /** A valid token response to the last authorization request, with these members and claims. */
  tokenResponse(members?: object, claims?: object): Record<string, unknown>;
  /** Signs like the provider. A header or key can replace the default. */
  idToken(claims?: object, header?: object, key?: KeyObject | string): string;
  readonly publicKey: () => KeyObject;
  /** Replaces the signing key with another that has another key ID. */
  rotateKeys(): void;
  close(): Promise<void>;
}

export const CLIENT_ID = 'scripted-client';

/** Starts a scripted OpenID provider, for responses that a conforming provider never sends. */
export async function startScriptedProvider(): Promise<ScriptedProvider> {
  let keys = spareKeys.pop() ?? makeKeys();
  let nonce: string | null = null;
  let isClosed = false;
  const received: Received[] = [];
  let overrides: ScriptedProvider['overrides'] = {};

  const server = await startTestServer(async (request, response) => {
    const url = new URL(request.url ?? '/', issuer);
    const endpoint = (paths[url.pathname.replace(/^.*(?=\/\.well-known\/)/, '')] ?? 'authorize') as Endpoint;
    let form = '';
    for await (const chunk of request) form += chunk;
    const parameters = request.method === 'POST' ? new URLSearchParams(form) : url.searchParams;
    const asked: Received = { endpoint, parameters, headers: request.headers };
    received.push(asked);
    if (endpoint === 'authorize') nonce = parameters.get('nonce');
    const override = overrides[endpoint];
    const answer = override ? await override(asked, response) : standard(asked);
    if (answer) send(response, answer);
  });
  const issuer = server.origin;

  function idToken(claims: object = {}, header: object = {}, key: KeyObject | string = keys.privateKey) {
    const now = Math.floor(Date.now() / 1000);
    const standardClaims = { iss: issuer, sub: 'ada', aud: CLIENT_ID, iat: now, exp: now + 300, nonce };
    const parts = [
      { alg: 'RS256', kid: keys.kid, ...header },
      { ...standardClaims, ...claims },
    ];
    const signed = parts.map((part) => encode(JSON.stringify(part))).join('.');
    return `${signed}.${typeof key === 'string' ? key : encode(sign('sha256', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' }))}`;
  }

  function tokenResponse(members: object = {}, claims: object = {}): Record<string, unknown> {
    return {
      access_token: secret('access'),
      refresh_token: secret('refresh'),
      token_type: 'Bearer',
      expires_in: 3600,
      id_token: idToken(claims),
      ...members,
    };
  }

  function standard({ endpoint, parameters }: Received): ScriptedResponse {
    switch (endpoint) {
      case 'discovery':
        return { body: metadataOf(issuer) };
      case 'jwks':
        return {
          body: { keys: [{ ...keys.publicKey.export({ format: 'jwk' }), kid: keys.kid, use: 'sig' }] },
        };
      case 'authorize': {
        const back = new URL(parameters.get('redirect_uri') ?? '');
        back.search = new URLSearchParams({
          code: secret('code'),
          state: parameters.get('state') ?? '',
          iss: issuer,
        }).toString();
        return { status: 303, headers: { location: back.href } };
      }
      case 'token':
        return { body: tokenResponse() };
      case 'userinfo':
        return { body: { sub: 'ada', name: 'Ada Lovelace' } };
      case 'revoke':
        return { body: '' };
      case 'endSession':
        return { headers: { 'content-type': 'text/html' }, body: '' };
      case 'device':
        return {
          body: {
            device_code: secret('device'),
            user_code: 'WDJB-MJHT',
            verification_uri: `${issuer}/enter`,
            expires_in: 600,
          },
        };
    }
  }

  return {
    issuer,
    received,
    get overrides() {
      return overrides;
    },
    set overrides(next) {
      overrides = next;
    },
    tokenResponse,
    idToken,
    publicKey: () => keys.publicKey,
    rotateKeys() {
      keys = makeKeys();
    },
    async close() {
      // Only once, although some tests close twice, because two providers must not have the same keys.
      if (!isClosed) spareKeys.push(keys);
      isClosed = true;
      await server.close();
    },
  };
}

/** Keys of closed providers, which are reused: generating RSA keys takes most of the start time. */
const spareKeys: ReturnType<typeof makeKeys>[] = [];

const paths: Readonly<Record<string, Endpoint>> = {
  '/.well-known/openid-configuration': 'discovery',
  '/jwks': 'jwks',
  '/authorize': 'authorize',
  '/token': 'token',
  '/userinfo': 'userinfo',
  '/revoke': 'revoke',
  '/device': 'device',
  '/end-session': 'endSession',
};

export function metadataOf(issuer: string): Record<string, unknown> {
  return {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    userinfo_endpoint: `${issuer}/userinfo`,
    revocation_endpoint: `${issuer}/revoke`,
    device_authorization_endpoint: `${issuer}/device`,
    jwks_uri: `${issuer}/jwks`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    code_challenge_methods_supported: ['S256'],
    authorization_response_iss_parameter_supported: true,
  };
}

function makeKeys() {
  const { publicKey, privateKey } = rsaKeyPair();
  const kid = createHash('sha256')
    .update(publicKey.export({ format: 'der', type: 'spki' }))
    .digest('hex');
  return { publicKey, privateKey, kid };
}

/** Contains the kind of the secret, so that a leak shows its origin. */
function secret(kind: string): string {
  return `${kind}-${randomBytes(16).toString('base64url')}`;
}

function encode(data: string | Buffer): string {
  return Buffer.from(data).toString('base64url');
}

function send(response: ServerResponse, { status = 200, headers, body }: ScriptedResponse): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(typeof body === 'string' ? body : JSON.stringify(body ?? {}));
}
