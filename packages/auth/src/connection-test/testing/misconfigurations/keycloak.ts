import { keycloak as preset } from '@ddext-oauth/providers';
import type { Received } from '../../../testing/servers/scripted-provider.ts';
import { denied, type Misconfiguration, page, refuse, secret, serving } from './misconfiguration.ts';

const metadata = {
  token_endpoint_auth_methods_supported: ['private_key_jwt', 'client_secret_basic', 'client_secret_post'],
  grant_types_supported: ['authorization_code', 'refresh_token', 'client_credentials'],
  scopes_supported: ['openid', 'offline_access', 'profile', 'email'],
};
const keycloak = (overrides: Parameters<typeof serving>[1]) => serving(metadata, overrides);
const badCredentials = refuse('unauthorized_client', 'Invalid client or Invalid client credentials', 401);

/** Responses of Keycloak 26. */
export const atKeycloak: readonly Misconfiguration[] = [
  {
    what: 'a wrong client secret',
    script: keycloak({ token: badCredentials }),
    variables: secret(),
    ...{ step: 'token', code: 'exchange-failed' },
    cause:
      /^The client secret is wrong\. The client secret was sent by client_secret_basic\. Work lists private_key_jwt, client_secret_basic, client_secret_post\.$/,
    fix: /^Set WORK_CLIENT_SECRET to the client secret/,
  },
  {
    what: 'no client secret for a confidential client',
    script: keycloak({ token: badCredentials }),
    ...{ step: 'token', code: 'exchange-failed' },
    cause: /^Work requires a client secret\. No client secret was sent\. Work lists private_key_jwt/,
    fix: /^Set WORK_CLIENT_SECRET/,
  },
  {
    what: 'an unknown client ID, reported only on the error page',
    script: keycloak({ authorize: page(400, 'We are sorry... Client not found.') }),
    ...{ step: 'callback', code: 'no-callback' },
    cause: /^Work does not know the client ID "scripted-client"\.$/,
    fix: /^Set WORK_CLIENT_ID /,
  },
  {
    what: 'a redirect URI that is not registered, reported only on the error page',
    script: keycloak({ authorize: page(400, 'We are sorry... Invalid parameter: redirect_uri') }),
    ...{ step: 'callback', code: 'no-callback' },
    cause: /redirect URI that was sent is not one that is registered/,
    fix: /^Register exactly http:\/\/127\.0\.0\.1:51234\/callback\/work as "Redirect URI"/,
  },
  {
    what: 'a client with the standard flow disabled',
    changeCallback: denied(
      'unauthorized_client',
      'Client is not allowed to initiate browser login with given response_type. Standard flow is disabled for the client.',
    ),
    script: keycloak({}),
    ...{ step: 'callback', code: 'provider-refused' },
    cause: /not allowed the authorization code grant/,
    fix: /^Allow the authorization code grant \(standard flow\)/,
  },
  {
    what: 'a scope that the client does not have',
    settings: { scopes: ['openid', 'groups'] },
    script: keycloak({}),
    changeCallback: denied('invalid_scope', 'Invalid scopes: openid groups'),
    ...{ step: 'callback', code: 'provider-refused' },
    cause: /may not ask for it: groups\.$/,
    fix: /^Allow groups for your app .* scopes\.$/,
  },
  {
    what: 'pushed authorization requests required of this client',
    script: keycloak({ authorize: page(400, 'Pushed Authorization Request is only allowed.') }),
    ...{ step: 'callback', code: 'no-callback' },
    cause: /takes only pushed authorization requests/,
    fix: /^Set pushedAuthorization: true in/,
  },
  {
    what: 'a PKCE method that is not S256',
    script: keycloak({}),
    changeCallback: denied(
      'invalid_request',
      'Invalid parameter: code challenge method is not matching the configured one',
    ),
    ...{ step: 'callback', code: 'provider-refused' },
    cause: /did not accept the PKCE challenge/,
    fix: /PKCE method of your app at Work to S256/,
  },
  {
    what: 'device login disabled for the client',
    grant: 'device_code',
    script: keycloak({
      device: refuse(
        'unauthorized_client',
        'Client is not allowed to initiate OAuth 2.0 Device Authorization Grant. The flow is disabled for the client.',
        400,
      ),
    }),
    ...{ step: 'device', code: 'exchange-failed' },
    cause: /not allowed the device authorization grant/,
    fix: /^Allow the device authorization grant for your app at Work, or remove 'device_code' from grants/,
  },
  {
    what: 'an unknown client ID for a device code',
    grant: 'device_code',
    variables: secret(),
    script: keycloak({
      device: refuse('invalid_client', 'Invalid client or Invalid client credentials', 401),
    }),
    ...{ step: 'device', code: 'exchange-failed' },
    cause:
      /^The client ID is unknown, or the client secret is wrong\. The client secret was sent by client_secret_basic/,
    fix: /^Compare WORK_CLIENT_ID and WORK_CLIENT_SECRET/,
  },
  {
    what: 'service accounts disabled',
    grant: 'client_credentials',
    variables: secret(),
    script: keycloak({
      token: refuse('unauthorized_client', 'Client not enabled to retrieve service account', 401),
    }),
    ...{ step: 'token', code: 'exchange-failed' },
    cause: /not allowed the client credentials grant \(service account\)/,
    fix: /^Allow the client credentials grant/,
  },
  {
    what: 'a public client that requests a service account',
    grant: 'client_credentials',
    script: keycloak({
      token: refuse('unauthorized_client', 'Public client not allowed to retrieve service account', 401),
    }),
    ...{ step: 'token', code: 'exchange-failed' },
    cause: /client is public at Work/,
    fix: /^Make the client confidential at Work, and set WORK_CLIENT_SECRET/,
  },
  {
    what: 'another realm in the issuer',
    variables: (issuer) => ({ WORK_ISSUER: `${issuer}/realms/mian` }),
    script: keycloak({ discovery: refuse('Realm does not exist', undefined, 404) }),
    ...{ step: 'endpoints', code: 'provider-misconfigured' },
    cause: /no discovery document at this issuer: HTTP 404, so the path \(tenant, realm\) is wrong/,
    fix: /^Correct WORK_ISSUER/,
  },
  {
    what: 'ID tokens signed with HS256',
    script: (server) => {
      keycloak({
        token: () => ({
          body: server.tokenResponse({ id_token: server.idToken({}, { alg: 'HS256' }, 'AAAA') }),
        }),
      })(server);
    },
    ...{ step: 'token', code: 'token-invalid' },
    cause: /signs ID tokens with HS256/,
    fix: /^Choose RS256 or ES256/,
  },
  {
    what: 'a front-end URL that is http on another machine',
    script: keycloak({}),
    variables: () => ({ WORK_ISSUER: 'http://sso.example.com/realms/main' }),
    ...{ step: 'endpoints', code: 'provider-misconfigured' },
    cause: /has to be reached over https/,
    fix: /^Write https:\/\/ in WORK_ISSUER/,
  },
  {
    what: 'a start-dev server on plain http with the keycloak preset, without DDEXT_INSECURE_LOOPBACK_ISSUER',
    settings: {
      preset,
      parameters: { baseUrl: { variable: 'WORK_URL' }, realm: { variable: 'WORK_REALM' } },
    },
    variables: (issuer) => ({ WORK_URL: issuer, WORK_REALM: 'main' }),
    insecureLoopbackIssuer: false,
    ...{ step: 'settings', code: 'provider-misconfigured' },
    cause: /Plain http to this machine is off/,
    fix: /^Set DDEXT_INSECURE_LOOPBACK_ISSUER=1 in \.env/,
  },
  {
    what: 'the code exchanged with another redirect URI',
    script: keycloak({ token: refuse('invalid_grant', 'Incorrect redirect_uri') }),
    ...{ step: 'token', code: 'exchange-failed' },
    cause: /redirect URI that was sent is not one that is registered/,
    fix: /^Register exactly http/,
  },
  {
    what: 'offline_access without its role',
    script: (server) =>
      keycloak({
        token: (_asked: Received) => ({ body: server.tokenResponse({ refresh_token: undefined }) }),
      })(server),
    ...{ step: 'refresh', status: 'remark', code: 'no-refresh-token' },
    cause: /offline_access was asked for, and Work issued no refresh token/,
    fix: /^Allow offline_access and the refresh token grant/,
  },
];
