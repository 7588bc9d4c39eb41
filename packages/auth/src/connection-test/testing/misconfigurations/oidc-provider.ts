import { type Misconfiguration, redirectUri, secret } from './misconfiguration.ts';

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
    real: { clients: [client(confidential)] },
    ...{ step: 'token', code: 'exchange-failed' },
    cause: /^The client secret is wrong\. The client secret was sent by client_secret_basic/,
    fix: /^Set WORK_CLIENT_SECRET/,
  },
  {
    what: 'no client secret',
    real: { clients: [client(confidential)] },
    ...{ step: 'token', code: 'exchange-failed' },
    cause: /^Work requires a client secret\. No client secret was sent/,
    fix: /^Set WORK_CLIENT_SECRET/,
  },
  {
    what: 'an unknown client ID',
    variables: () => ({ WORK_CLIENT_ID: 'mine' }),
    real: { clients: [client(publicClient)] },
    ...{ step: 'callback', code: 'no-callback' },
    cause: /does not know the client ID "mine"/,
    fix: /^Set WORK_CLIENT_ID/,
  },
  {
    what: 'a redirect URI that is not registered',
    real: { clients: [client({ ...publicClient, redirect_uris: ['http://127.0.0.1/other'] })] },
    ...{ step: 'callback', code: 'no-callback' },
    cause: /redirect URI that was sent/,
    fix: /^Register exactly/,
  },
  {
    what: 'pushed authorization requests required of this client',
    real: {
      clients: [client({ ...publicClient, require_pushed_authorization_requests: true })],
      features: { devInteractions: { enabled: false }, pushedAuthorizationRequests: { enabled: true } },
    },
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
    },
    ...{ step: 'token', code: 'token-invalid' },
    cause: /signs ID tokens with HS256/,
    fix: /^Choose RS256 or ES256/,
  },
  {
    what: 'the device grant missing from the client',
    grant: 'device_code',
    real: { clients: [client(publicClient)] },
    ...{ step: 'device', code: 'exchange-failed' },
    cause: /not allowed the device authorization grant/,
    fix: /^Allow the device authorization grant/,
  },
  {
    what: 'client credentials of a client without that grant',
    grant: 'client_credentials',
    variables: secret('the right secret'),
    settings: { scopes: [] },
    real: { clients: [client(confidential)] },
    ...{ step: 'token', code: 'exchange-failed' },
    cause: /not allowed the client credentials grant/,
    fix: /^Allow the client credentials grant/,
  },
];
