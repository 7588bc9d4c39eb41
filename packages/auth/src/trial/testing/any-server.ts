import { generateKeyPairSync } from 'node:crypto';
import { oauth2 } from '@ddext-oauth/providers';
import { type Misconfiguration, page, redirectUri, refuse, secret, serving } from './misconfiguration.ts';

const day = 24 * 60 * 60;
const now = () => Math.floor(Date.now() / 1000);

/** Tokens, keys and clocks that fail a check. */
export const badTokens: readonly Misconfiguration[] = [
  {
    what: 'an ID token signed with a key that is not published',
    tell: (server) => {
      server.overrides.token = () => ({
        body: server.tokenResponse({ id_token: server.idToken({}, { kid: 'other' }) }),
      });
    },
    ...{ step: 'token', code: 'token-invalid' },
    cause: /key \(kid\) that is not among the keys at http.*\/jwks/,
    fix: /use and publish the same keys/,
  },
  {
    what: 'an ID token whose signature is of another key',
    tell: (server) => {
      const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
      server.overrides.token = () => ({
        body: server.tokenResponse({ id_token: server.idToken({}, {}, privateKey) }),
      });
    },
    ...{ step: 'token', code: 'token-invalid' },
    cause: /signature of the ID token does not verify/,
    fix: /publish the key that it signs with/,
  },
  {
    what: 'keys that are out of reach (HTTP 503)',
    tell: (server) => {
      server.overrides.jwks = () => ({ status: 503, body: {} });
    },
    ...{ step: 'token', code: 'provider-unreachable' },
    cause: /signing keys at http.*\/jwks could not be read/,
    fix: /serve its keys/,
  },
  {
    what: 'keys behind a login page',
    tell: (server) => {
      server.overrides.jwks = page(200, 'Sign in');
    },
    ...{ step: 'token', code: 'provider-misconfigured' },
    cause: /signing keys at http.*\/jwks could not be read/,
    fix: /serve its keys/,
  },
  {
    what: 'no ID token though openid was asked for',
    tell: (server) => {
      server.overrides.token = () => ({ body: server.tokenResponse({ id_token: undefined }) });
    },
    ...{ step: 'token', code: 'exchange-failed' },
    cause: /an access token and no ID token, though the scope openid was asked for/,
    fix: /^Allow the scope openid/,
  },
  {
    what: 'user info of another subject',
    tell: (server) => {
      server.overrides.userinfo = () => ({ body: { sub: 'grace' } });
    },
    ...{ step: 'profile', code: 'token-invalid' },
    cause: /another person \(sub\)/,
    fix: /same sub in user info and ID token/,
  },
  {
    what: 'an ID token for another client',
    tell: (server) => {
      server.overrides.token = () => ({ body: server.tokenResponse({}, { aud: 'other' }) });
    },
    ...{ step: 'token', code: 'token-invalid' },
    cause: /for another client \(aud\) than scripted-client/,
    fix: /^Compare WORK_CLIENT_ID/,
  },
  {
    what: 'an ID token of another issuer',
    tell: (server) => {
      server.overrides.token = () => ({ body: server.tokenResponse({}, { iss: 'https://other.example' }) });
    },
    ...{ step: 'token', code: 'token-invalid' },
    cause: /names another issuer \(iss\)/,
    fix: /^Set WORK_ISSUER/,
  },
  {
    what: 'a nonce that was dropped',
    tell: (server) => {
      server.overrides.token = () => ({ body: server.tokenResponse({}, { nonce: undefined }) });
    },
    ...{ step: 'token', code: 'token-invalid' },
    cause: /does not have the nonce/,
    fix: /put the nonce of the request into ID tokens/,
  },
  {
    what: 'ID tokens that are expired when they are issued',
    tell: (server) => {
      server.overrides.token = () => ({
        body: server.tokenResponse({}, { iat: now() - day, exp: now() - 3600 }),
      });
    },
    ...{ step: 'token', code: 'token-invalid' },
    cause: /expired or is not valid yet, and the clocks agree/,
    fix: /lifetime of ID tokens/,
  },
  {
    what: 'a clock of this computer that is a day ahead',
    tell: (server) => {
      const date = new Date(Date.now() - day * 1000).toUTCString();
      server.overrides.token = () => ({
        headers: { date },
        body: server.tokenResponse({}, { iat: now() - day, exp: now() - day + 300 }),
      });
    },
    ...{ step: 'token', code: 'token-invalid' },
    cause: /This computer's clock is 24 h ahead of/,
    fix: /^Set the date and time of this computer/,
  },
  {
    what: 'user info that refuses, which keeps no one from signing in',
    tell: (server) => {
      server.overrides.userinfo = () => ({ status: 403, body: {} });
    },
    ...{ step: 'profile', status: 'remark', code: 'profile-unavailable' },
    cause: /gave HTTP 403; the ID token says who signed in/,
    fix: /^Nothing has to be changed/,
  },
];

/** Addresses, answers and requests. */
export const badRequests: readonly Misconfiguration[] = [
  {
    what: 'a discovery document of another issuer',
    tell: serving({ issuer: 'https://other.example' }),
    ...{ step: 'endpoints', code: 'provider-misconfigured' },
    cause: /names another issuer than the one that is configured: https:\/\/other\.example/,
    fix: /^Set WORK_ISSUER to exactly https:\/\/other\.example$/,
  },
  {
    what: 'the whole well-known address of a document of another issuer',
    variables: (issuer) => ({ WORK_ISSUER: `${issuer}/.well-known/openid-configuration` }),
    tell: serving({ issuer: 'https://other.example' }),
    ...{ step: 'endpoints', code: 'provider-misconfigured' },
    cause: /names another issuer/,
    fix: /^Set WORK_ISSUER to exactly https:\/\/other\.example$/,
  },
  {
    what: 'a discovery address that redirects',
    tell: (server) => {
      server.overrides.discovery = () => ({
        status: 301,
        headers: { location: 'https://id.example/.well-known/openid-configuration' },
      });
    },
    ...{ step: 'endpoints', code: 'provider-misconfigured' },
    cause: /redirects to https:\/\/id\.example/,
    fix: /^Set WORK_ISSUER .*: https:\/\/id\.example$/,
  },
  {
    what: 'an issuer where a web page answers',
    tell: (server) => {
      server.overrides.discovery = page(200, 'Welcome');
    },
    ...{ step: 'endpoints', code: 'provider-misconfigured' },
    cause: /something else than a discovery document/,
    fix: /^Correct WORK_ISSUER/,
  },
  {
    what: 'a discovery document behind a password',
    tell: (server) => {
      server.overrides.discovery = page(401, 'Unauthorized');
    },
    ...{ step: 'endpoints', code: 'provider-misconfigured' },
    cause: /not public: the server returned HTTP 401/,
    fix: /WORK_ISSUER/,
  },
  {
    what: 'a server that is starting',
    tell: (server) => {
      server.overrides.discovery = page(503, 'Starting');
    },
    ...{ step: 'endpoints', code: 'provider-unreachable' },
    cause: /cannot serve the request now: HTTP 503/,
    fix: /^Test again in a minute/,
  },
  {
    what: 'plain http, with the variable unset, at the oidc preset',
    insecureLoopbackIssuer: false,
    ...{ step: 'endpoints', code: 'provider-misconfigured' },
    cause: /Plain http to this machine is off/,
    fix: /^Set DDEXT_INSECURE_LOOPBACK_ISSUER=1/,
  },
  {
    what: 'no client ID',
    variables: () => ({ WORK_CLIENT_ID: undefined }),
    ...{ step: 'settings', code: 'provider-not-configured' },
    cause: /^WORK_CLIENT_ID is missing or empty/,
    fix: /^Set WORK_CLIENT_ID in \.env/,
  },
  {
    what: 'an issuer that is not an address',
    variables: () => ({ WORK_ISSUER: 'id.example' }),
    ...{ step: 'settings', code: 'provider-not-configured' },
    cause: /does not have the form/,
    fix: /^Correct WORK_ISSUER/,
  },
  {
    what: 'a client secret with a line break',
    variables: secret('s3cret\n'),
    ...{ step: 'settings', code: 'setting-unreadable' },
    cause: /line break/,
    fix: /^Write WORK_CLIENT_SECRET again/,
  },
  {
    what: 'pushed authorization requests at a server without them',
    settings: { pushedAuthorization: true },
    ...{ step: 'authorization', code: 'provider-misconfigured' },
    cause: /no pushed authorization request endpoint/,
    fix: /^Remove pushedAuthorization/,
  },
  {
    what: 'pushed authorization requests that refuse the client',
    settings: { pushedAuthorization: true },
    variables: secret(),
    tell: (server) =>
      serving(
        { pushed_authorization_request_endpoint: `${server.issuer}/device` },
        { device: refuse('invalid_client', 'unknown client', 401) },
      )(server),
    ...{ step: 'authorization', code: 'exchange-failed' },
    cause: /does not know the client ID/,
    fix: /^Set WORK_CLIENT_ID/,
  },
  {
    what: 'a server that takes client_secret_post only, and a client that is set to client_secret_basic',
    variables: secret(),
    settings: { clientAuthentication: 'client_secret_basic' },
    tell: serving(
      { token_endpoint_auth_methods_supported: ['client_secret_post'] },
      { token: refuse('invalid_client', undefined, 401) },
    ),
    ...{ step: 'token', code: 'exchange-failed' },
    cause:
      /does not list the method that was used\. The client secret was sent by client_secret_basic\. Work lists client_secret_post\./,
    fix: /^Set clientAuthentication: 'client_secret_post'/,
  },
  {
    what: 'an answer with the code twice',
    bring: (query) => {
      query.append('code', 'another');
      return query;
    },
    ...{ step: 'token', code: 'response-invalid' },
    cause: /malformed/,
    fix: /proxy/,
  },
  {
    what: 'an answer of another issuer',
    bring: (query) => {
      query.set('iss', 'https://other.example');
      return query;
    },
    ...{ step: 'token', code: 'response-invalid' },
    cause: /from another issuer \(iss, RFC 9207\)/,
    fix: /^Set WORK_ISSUER/,
  },
  {
    what: 'a token endpoint that answers with a page',
    tell: (server) => {
      server.overrides.token = page(200, 'Sign in');
    },
    ...{ step: 'token', code: 'exchange-failed' },
    cause: /something else than JSON \(text\/html\)/,
    fix: /a proxy or a login page/,
  },
  {
    what: 'a person who is not allowed to sign in',
    bring: () => new URLSearchParams({ error: 'access_denied' }),
    ...{ step: 'callback', code: 'access-denied' },
    cause: /denied access, or an administrator has to agree/,
    fix: /ask the administrator/,
  },
  {
    what: 'a provider that says nothing at all',
    tell: (server) => {
      server.overrides.authorize = page(200, 'Something went wrong');
    },
    ...{ step: 'callback', code: 'no-answer' },
    cause: /mostly that the client ID or the redirect URI is unknown/,
    fix: new RegExp(`WORK_CLIENT_ID .* register exactly ${redirectUri}`),
  },
  {
    what: 'a server that requires PKCE, and a preset without',
    settings: {
      preset: {
        ...oauth2,
        parameters: [],
        pkce: { method: 'off', reason: 'Not known there.' },
        protocol: 'oidc',
        endpoints: undefined,
        scopes: { default: ['openid'], separator: ' ' },
      },
    } as never,
    bring: () =>
      new URLSearchParams({
        error: 'invalid_request',
        error_description: 'Authorization Server policy requires PKCE to be used for this request',
      }),
    ...{ step: 'callback', code: 'provider-refused' },
    cause: /requires PKCE \(RFC 7636\), and the preset does without/,
    fix: /^Set pkce: \{ method: 'S256' \} in the preset/,
  },
  {
    what: 'a device code that is refused',
    grant: 'device_code',
    tell: (server) => {
      server.overrides.token = refuse('access_denied', undefined, 400);
    },
    ...{ step: 'token', code: 'access-denied' },
    cause: /denied access/,
    fix: /^Test again and allow it/,
  },
  {
    what: 'a device code that no one entered',
    grant: 'device_code',
    tell: (server) => {
      server.overrides.token = refuse('expired_token', undefined, 400);
    },
    ...{ step: 'token', code: 'device-code-expired' },
    cause: /not entered before it expired/,
    fix: /enter the code/,
  },
];

const client = (changes: object) => ({
  client_id: 'scripted-client',
  application_type: 'native' as const,
  grant_types: ['authorization_code', 'refresh_token'],
  redirect_uris: [redirectUri],
  ...changes,
});
const confidential = { client_secret: 'the right secret', token_endpoint_auth_method: 'client_secret_basic' };
const publicClient = { token_endpoint_auth_method: 'none' };

/** A real oidc-provider. */
export const atOidcProvider: readonly Misconfiguration[] = [
  {
    what: 'a wrong client secret',
    variables: secret('wrong'),
    real: { clients: [client(confidential)] } as never,
    ...{ step: 'token', code: 'exchange-failed' },
    cause: /^The client secret is wrong\. The client secret was sent by client_secret_basic/,
    fix: /^Set WORK_CLIENT_SECRET/,
  },
  {
    what: 'no client secret',
    real: { clients: [client(confidential)] } as never,
    ...{ step: 'token', code: 'exchange-failed' },
    cause: /^Work wants a client secret\. No client secret was sent/,
    fix: /^Set WORK_CLIENT_SECRET/,
  },
  {
    what: 'an unknown client ID',
    variables: () => ({ WORK_CLIENT_ID: 'mine' }),
    real: { clients: [client(publicClient)] } as never,
    ...{ step: 'callback', code: 'no-answer' },
    cause: /does not know the client ID "mine"/,
    fix: /^Set WORK_CLIENT_ID/,
  },
  {
    what: 'a redirect URI that is not registered',
    real: { clients: [client({ ...publicClient, redirect_uris: ['http://127.0.0.1/other'] })] } as never,
    ...{ step: 'callback', code: 'no-answer' },
    cause: /redirect URI that was sent/,
    fix: /^Register exactly/,
  },
  {
    what: 'pushed authorization requests required of this client',
    real: {
      clients: [client({ ...publicClient, require_pushed_authorization_requests: true })],
      features: { devInteractions: { enabled: false }, pushedAuthorizationRequests: { enabled: true } },
    } as never,
    ...{ step: 'callback', code: 'provider-refused' },
    cause: /takes only pushed authorization requests/,
    fix: /^Set pushedAuthorization: true/,
  },
  {
    what: 'ID tokens signed with HS256',
    variables: secret('the right secret'),
    real: {
      clients: [client({ ...confidential, id_token_signed_response_alg: 'HS256' })],
      enabledJWA: { idTokenSigningAlgValues: ['HS256', 'RS256'] },
    } as never,
    ...{ step: 'token', code: 'token-invalid' },
    cause: /signs ID tokens with HS256/,
    fix: /^Choose RS256 or ES256/,
  },
  {
    what: 'the device grant missing from the client',
    grant: 'device_code',
    real: { clients: [client(publicClient)] } as never,
    ...{ step: 'device', code: 'exchange-failed' },
    cause: /not allowed the device authorization grant/,
    fix: /^Allow the device authorization grant/,
  },
  {
    what: 'client credentials of a client without that grant',
    grant: 'client_credentials',
    variables: secret('the right secret'),
    settings: { scopes: [] },
    real: { clients: [client(confidential)] } as never,
    ...{ step: 'token', code: 'exchange-failed' },
    cause: /not allowed the client credentials grant/,
    fix: /^Allow the client credentials grant/,
  },
];
