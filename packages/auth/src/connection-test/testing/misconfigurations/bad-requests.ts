import { oidc } from '@ddext-oauth/providers';
import { type Misconfiguration, page, redirectUri, refuse, secret, serving } from './misconfiguration.ts';

/** Wrong URLs, responses and requests. */
export const badRequests: readonly Misconfiguration[] = [
  {
    what: 'a discovery document of another issuer',
    script: serving({ issuer: 'https://other.example' }),
    ...{ step: 'endpoints', code: 'provider-misconfigured' },
    cause: /names another issuer than the one that is configured: https:\/\/other\.example/,
    fix: /^Set WORK_ISSUER to exactly https:\/\/other\.example$/,
  },
  {
    what: 'a complete discovery URL with a document of another issuer',
    variables: (issuer) => ({ WORK_ISSUER: `${issuer}/.well-known/openid-configuration` }),
    script: serving({ issuer: 'https://other.example' }),
    ...{ step: 'endpoints', code: 'provider-misconfigured' },
    cause: /names another issuer/,
    fix: /^Set WORK_ISSUER to exactly https:\/\/other\.example$/,
  },
  {
    what: 'a discovery URL that redirects',
    script: (server) => {
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
    what: 'an issuer with a web page',
    script: (server) => {
      server.overrides.discovery = page(200, 'Welcome');
    },
    ...{ step: 'endpoints', code: 'provider-misconfigured' },
    cause: /not a discovery document/,
    fix: /^Correct WORK_ISSUER/,
  },
  {
    what: 'a discovery document behind a password',
    script: (server) => {
      server.overrides.discovery = page(401, 'Unauthorized');
    },
    ...{ step: 'endpoints', code: 'provider-misconfigured' },
    cause: /not public: the server returned HTTP 401/,
    fix: /WORK_ISSUER/,
  },
  {
    what: 'a server that is starting',
    script: (server) => {
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
    what: 'an issuer that is not a URL',
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
    what: 'a client key that is not PEM',
    settings: { clientKey: { variable: 'WORK_KEY' }, clientAuthentication: 'private_key_jwt' },
    variables: () => ({ WORK_KEY: 'not a key' }),
    ...{ step: 'endpoints', code: 'provider-not-configured' },
    cause: /^The client key cannot be read\.$/,
    fix: /^Set WORK_KEY to a private key in PEM/,
  },
  {
    what: 'private_key_jwt at a preset that does not support it',
    settings: {
      preset: { ...oidc, clientAuthentication: ['client_secret_basic'] },
      clientKey: { variable: 'WORK_KEY' },
    },
    variables: () => ({ WORK_KEY: 'not a key' }),
    ...{ step: 'settings', code: 'provider-not-configured' },
    cause: /^Work does not take private_key_jwt; it takes client_secret_basic\.$/,
    fix: /^Remove clientKey from the provider's file/,
  },
  {
    what: 'pushed authorization requests at a server without them',
    settings: { pushedAuthorization: true },
    ...{ step: 'authorization', code: 'provider-misconfigured' },
    cause: /no pushed authorization request endpoint/,
    fix: /^Remove pushedAuthorization/,
  },
  {
    what: 'a pushed authorization request endpoint that rejects the client',
    settings: { pushedAuthorization: true },
    variables: secret(),
    script: (server) =>
      serving(
        { pushed_authorization_request_endpoint: `${server.issuer}/device` },
        { device: refuse('invalid_client', 'unknown client', 401) },
      )(server),
    ...{ step: 'authorization', code: 'exchange-failed' },
    cause: /does not know the client ID/,
    fix: /^Set WORK_CLIENT_ID/,
  },
  {
    what: 'a server that accepts client_secret_post only, and a client that uses client_secret_basic',
    variables: secret(),
    settings: { clientAuthentication: 'client_secret_basic' },
    script: serving(
      { token_endpoint_auth_methods_supported: ['client_secret_post'] },
      { token: refuse('invalid_client', undefined, 401) },
    ),
    ...{ step: 'token', code: 'exchange-failed' },
    cause:
      /does not list the method that was used\. The client secret was sent by client_secret_basic\. Work lists client_secret_post\./,
    fix: /^Set clientAuthentication: 'client_secret_post'/,
  },
  {
    what: 'a callback that contains the code twice',
    changeCallback: (query) => {
      query.append('code', 'another');
      return query;
    },
    ...{ step: 'token', code: 'response-invalid' },
    cause: /malformed/,
    fix: /proxy/,
  },
  {
    what: 'a callback of another issuer',
    changeCallback: (query) => {
      query.set('iss', 'https://other.example');
      return query;
    },
    ...{ step: 'token', code: 'response-invalid' },
    cause: /names another issuer \(iss, RFC 9207\)/,
    fix: /^Set WORK_ISSUER/,
  },
  {
    what: 'a token endpoint that returns a page',
    script: (server) => {
      server.overrides.token = page(200, 'Sign in');
    },
    ...{ step: 'token', code: 'exchange-failed' },
    cause: /response of the token endpoint is not JSON \(text\/html\)/,
    fix: /a proxy or a login page/,
  },
  {
    what: 'a user who is not allowed to sign in',
    changeCallback: () => new URLSearchParams({ error: 'access_denied' }),
    ...{ step: 'callback', code: 'access-denied' },
    cause: /denied access, or an administrator must approve the app first/,
    fix: /ask the administrator/,
  },
  {
    what: 'a provider that never redirects back',
    script: (server) => {
      server.overrides.authorize = page(200, 'Something went wrong');
    },
    ...{ step: 'callback', code: 'no-callback' },
    cause: /mostly that the client ID or the redirect URI is unknown/,
    fix: new RegExp(`WORK_CLIENT_ID .* register exactly ${redirectUri}`),
  },
  {
    what: 'a server that requires PKCE, and a preset without PKCE',
    settings: { preset: { ...oidc, pkce: { method: 'off', reason: 'Not known there.' } } },
    changeCallback: () =>
      new URLSearchParams({
        error: 'invalid_request',
        error_description: 'Authorization Server policy requires PKCE to be used for this request',
      }),
    ...{ step: 'callback', code: 'provider-refused' },
    cause: /requires PKCE \(RFC 7636\), and the preset does without/,
    fix: /^Set pkce: \{ method: 'S256' \} in the preset/,
  },
  {
    what: 'a device code that the provider rejects',
    grant: 'device_code',
    script: (server) => {
      server.overrides.token = refuse('access_denied', undefined, 400);
    },
    ...{ step: 'token', code: 'access-denied' },
    cause: /denied access/,
    fix: /^Test again and allow it/,
  },
  {
    what: 'a device code that no user entered',
    grant: 'device_code',
    script: (server) => {
      server.overrides.token = refuse('expired_token', undefined, 400);
    },
    ...{ step: 'token', code: 'device-code-expired' },
    cause: /not entered before it expired/,
    fix: /enter the code/,
  },
];
