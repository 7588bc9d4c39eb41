import { createHash, type KeyObject, randomUUID } from 'node:crypto';
import {
  type ClientAuthenticationMethod,
  clientAuthentications,
} from '../fixtures/client-authentications.ts';
import { ecKeyPair, rsaKeyPair } from '../fixtures/key-pairs.ts';
import {
  metadataOf,
  type Received,
  type ScriptedResponse,
  startScriptedProvider,
} from './scripted-provider.ts';

interface SigningKey {
  readonly alg: 'RS256' | 'ES256';
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

/** How a token response deviates from a valid one. */
export interface Deviation {
  readonly claims?: object;
  readonly header?: { readonly kid?: undefined; readonly alg?: string };
  /** Replaces the provider's key. A string is the signature itself. */
  readonly key?: KeyObject | string;
  readonly alg?: SigningKey['alg'];
  readonly members?: object;
  /** Called just before the ID token is signed. */
  readonly beforeSigning?: () => void;
}

/** The deviations of the current module. */
export interface Deviations {
  code?: Deviation;
  refresh?: Deviation;
  userInfo?: object;
}

export type CheckingProvider = Awaited<ReturnType<typeof startCheckingProvider>>;

const AUTH_TIME = Math.floor(Date.now() / 1000);
const user = { sub: 'ada', name: 'Ada Lovelace', email: 'ada@example.com' };

/**
 * Starts a provider like that of the OpenID Foundation's suite for relying parties. It checks each request, records
 * violations, and responds correctly except for the deviations of the current module.
 *
 * @param redirectUri called for each request, because the provider listens before its client
 */
export async function startCheckingProvider(method: ClientAuthenticationMethod, redirectUri: () => string) {
  const provider = await startScriptedProvider();
  const { issuer } = provider;
  const { problem } = clientAuthentications[method];
  let published = [makeKey('RS256'), makeKey('ES256')];
  let deviations: Deviations = {};
  const violations: string[] = [];
  const requests = new Map<string, URLSearchParams>();
  const refreshTokens = new Set<string>();
  const accessTokens = new Set<string>();

  provider.overrides = {
    discovery: () => ({
      body: { ...metadataOf(issuer), id_token_signing_alg_values_supported: ['RS256', 'ES256'] },
    }),
    jwks: () => ({ body: { keys: published.map(publicJwk) } }),
    authorize,
    token,
    userinfo: ({ headers }) => {
      const known = accessTokens.has(headers.authorization?.replace('Bearer ', '') ?? '');
      if (!known) return { status: 401, headers: { 'www-authenticate': 'Bearer error="invalid_token"' } };
      return { body: { ...user, ...deviations.userInfo } };
    },
  };

  function violated(what: string, error: string): ScriptedResponse {
    violations.push(what);
    return { status: error === 'invalid_client' ? 401 : 400, body: { error, error_description: what } };
  }

  function authorize({ parameters }: Received): ScriptedResponse {
    const required = ['client_id', 'redirect_uri', 'state', 'nonce', 'code_challenge'];
    const missing = required.filter((name) => !parameters.get(name));
    const is = (name: string, value: string) => parameters.get(name) === value;
    if (missing.length > 0) return violated(`no ${missing}`, 'invalid_request');
    if (!is('response_type', 'code') || !is('code_challenge_method', 'S256'))
      return violated('not a code flow with PKCE', 'invalid_request');
    if (!is('redirect_uri', redirectUri())) return violated('redirect_uri', 'invalid_request');
    const code = randomUUID();
    requests.set(code, parameters);
    const back = new URL(parameters.get('redirect_uri') ?? '');
    back.search = new URLSearchParams({ code, state: parameters.get('state') ?? '', iss: issuer }).toString();
    return { status: 303, headers: { location: back.href } };
  }

  function token(received: Received): ScriptedResponse {
    const { parameters } = received;
    const wrongClient = problem(received, issuer);
    if (wrongClient) return violated(wrongClient, 'invalid_client');
    if (parameters.get('grant_type') === 'refresh_token') {
      const known = refreshTokens.has(parameters.get('refresh_token') ?? '');
      return known ? tokens(deviations.refresh) : violated('an unknown refresh token', 'invalid_grant');
    }
    const code = parameters.get('code') ?? '';
    const request = requests.get(code);
    requests.delete(code);
    if (!request) return violated('a code that is unknown or used', 'invalid_grant');
    const challenge = createHash('sha256')
      .update(parameters.get('code_verifier') ?? '')
      .digest('base64url');
    if (challenge !== request.get('code_challenge')) return violated('code_verifier', 'invalid_grant');
    if (parameters.get('redirect_uri') !== request.get('redirect_uri'))
      return violated('redirect_uri of the token request', 'invalid_grant');
    return tokens(deviations.code);
  }

  function tokens({
    claims,
    header,
    key,
    alg = 'RS256',
    members,
    beforeSigning,
  }: Deviation = {}): ScriptedResponse {
    beforeSigning?.();
    const signing = published.findLast((each) => each.alg === alg) as SigningKey;
    const [accessToken, refreshToken] = [randomUUID(), randomUUID()];
    accessTokens.add(accessToken);
    // A replaced refresh token is no longer valid (RFC 9700 section 4.14.2).
    if (!members || !('refresh_token' in members)) refreshTokens.clear();
    refreshTokens.add(refreshToken);
    const id_token = provider.idToken(
      { auth_time: AUTH_TIME, ...claims },
      { alg, kid: signing.kid, ...header },
      key ?? signing.privateKey,
    );
    const issued = { access_token: accessToken, refresh_token: refreshToken, id_token };
    return { body: { ...issued, token_type: 'Bearer', expires_in: 3600, ...members } };
  }

  return {
    issuer,
    violations,
    requestsTo: (endpoint: Received['endpoint']) =>
      provider.received.filter((received) => received.endpoint === endpoint),
    /** @param next the provider's deviations from now on */
    begin(next: Deviations) {
      deviations = next;
      violations.length = 0;
      provider.received.length = 0;
    },
    /** Replaces the RS256 key, or adds another key. */
    rotateKeys(keep: 'replace' | 'add' = 'replace') {
      const kept = keep === 'add' ? published : published.filter(({ alg }) => alg !== 'RS256');
      published = [...kept, makeKey('RS256')];
    },
    forgetAccessTokens: () => accessTokens.clear(),
    forgetRefreshTokens: () => refreshTokens.clear(),
    close: provider.close,
  };
}

export function makeKey(alg: SigningKey['alg']): SigningKey {
  const pair = alg === 'RS256' ? rsaKeyPair() : ecKeyPair('P-256');
  return { alg, kid: randomUUID(), ...pair };
}

function publicJwk({ alg, kid, publicKey }: SigningKey) {
  return { ...publicKey.export({ format: 'jwk' }), alg, kid, use: 'sig' };
}
