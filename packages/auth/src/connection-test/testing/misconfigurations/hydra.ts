import { denied, type Misconfiguration, refuse, secret, serving } from './misconfiguration.ts';

const examples =
  '(e.g., unknown client, no client authentication included, or unsupported authentication method)';
const hydraMetadata = {
  token_endpoint_auth_methods_supported: [
    'client_secret_post',
    'client_secret_basic',
    'private_key_jwt',
    'none',
  ],
  scopes_supported: ['offline_access', 'offline', 'openid'],
  grant_types_supported: ['authorization_code', 'client_credentials', 'refresh_token'],
};
const hydra = (overrides: Parameters<typeof serving>[1]) => serving(hydraMetadata, overrides);
const refuseClient = (why: string) =>
  refuse('invalid_client', `Client authentication failed ${examples}. ${why}`, 401);
const toErrorPage = (error: string, description: string) => () => ({
  status: 302,
  headers: {
    location: `/oauth2/fallbacks/error?${new URLSearchParams({ error, error_description: description })}`,
  },
});

/** Responses of Ory Hydra 2. */
export const atHydra: readonly Misconfiguration[] = [
  {
    what: 'a client that is registered for client_secret_post',
    variables: secret(),
    settings: { clientAuthentication: 'client_secret_basic' },
    script: hydra({
      token: refuseClient(
        "The OAuth 2.0 Client supports client authentication method 'client_secret_post', but method 'client_secret_basic' was requested. You must configure the OAuth 2.0 client's 'token_endpoint_auth_method' value to accept 'client_secret_basic'.",
      ),
    }),
    ...{ step: 'token', code: 'exchange-failed' },
    cause:
      /^The client is registered for client_secret_post\. The client secret was sent by client_secret_basic/,
    fix: /^Set clientAuthentication: 'client_secret_post'/,
  },
  {
    what: 'a public client that sends a secret',
    variables: secret(),
    script: hydra({
      token: refuseClient(
        "The OAuth 2.0 Client supports client authentication method 'none', but method 'client_secret_basic' was requested.",
      ),
    }),
    ...{ step: 'token', code: 'exchange-failed' },
    cause: /^The client is registered for none/,
    fix: /^Set clientAuthentication: 'none' .* leave WORK_CLIENT_SECRET empty/,
  },
  {
    what: 'a wrong client secret',
    variables: secret(),
    script: hydra({
      token: refuseClient('The provided client secret does not match.'),
    }),
    ...{ step: 'token', code: 'exchange-failed' },
    cause: /^The client secret is wrong/,
    fix: /^Set WORK_CLIENT_SECRET/,
  },
  {
    what: 'no secret for a confidential client',
    script: hydra({
      token: refuseClient(
        "The OAuth 2.0 Client supports client authentication method 'client_secret_basic', but method 'none' was requested.",
      ),
    }),
    ...{ step: 'token', code: 'exchange-failed' },
    cause: /^Work requires a client secret\. No client secret was sent/,
    fix: /^Set WORK_CLIENT_SECRET/,
  },
  {
    what: 'an unknown client ID, on its error page',
    script: hydra({
      authorize: toErrorPage(
        'invalid_client',
        `Client authentication failed ${examples}. The requested OAuth 2.0 Client does not exist.`,
      ),
    }),
    ...{ step: 'callback', code: 'no-callback' },
    cause: /does not know the client ID/,
    fix: /^Set WORK_CLIENT_ID/,
  },
  {
    what: 'a redirect URI that is not registered, on its error page',
    script: hydra({
      authorize: toErrorPage(
        'invalid_request',
        "The request is missing a required parameter. The 'redirect_uri' parameter does not match any of the OAuth 2.0 Client's pre-registered redirect urls.",
      ),
    }),
    ...{ step: 'callback', code: 'no-callback' },
    cause: /redirect URI that was sent/,
    fix: /^Register exactly/,
  },
  {
    what: 'a scope that the client may not request',
    settings: { scopes: ['openid', 'email'] },
    script: hydra({}),
    changeCallback: denied(
      'invalid_scope',
      "The requested scope is invalid, unknown, or malformed. The OAuth 2.0 Client is not allowed to request scope 'email'.",
    ),
    ...{ step: 'callback', code: 'provider-refused' },
    cause: /may not ask for it: email\.$/,
    fix: /^Allow email/,
  },
  {
    what: 'the grant missing from grant_types',
    grant: 'client_credentials',
    variables: secret(),
    script: hydra({
      token: refuse(
        'unauthorized_client',
        "The client is not authorized to request a token using this method. The OAuth 2.0 Client is not allowed to use authorization grant 'client_credentials'.",
      ),
    }),
    ...{ step: 'token', code: 'exchange-failed' },
    cause: /not allowed the client credentials grant/,
    fix: /^Allow the client credentials grant/,
  },
  {
    what: 'an unknown client ID in the client credentials grant',
    grant: 'client_credentials',
    variables: secret(),
    script: hydra({
      token: refuseClient('The requested OAuth 2.0 Client does not exist.'),
    }),
    ...{ step: 'token', code: 'exchange-failed' },
    cause: /does not know the client ID "scripted-client"/,
    fix: /^Set WORK_CLIENT_ID/,
  },
  {
    what: 'a PKCE challenge that is lost before the exchange',
    script: hydra({
      token: refuse('invalid_grant', 'The PKCE code challenge did not match the code verifier.'),
    }),
    ...{ step: 'token', code: 'exchange-failed' },
    cause: /PKCE challenge/,
    fix: /to S256/,
  },
  {
    what: 'no device endpoint',
    grant: 'device_code',
    script: serving({ ...hydraMetadata, device_authorization_endpoint: undefined }),
    ...{ step: 'device', code: 'grant-unsupported' },
    cause: /no device_authorization_endpoint/,
    fix: /remove 'device_code' from grants/,
  },
];
