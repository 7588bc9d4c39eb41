import { denied, empty, type Misconfiguration, page, refuse, secret, serving } from './misconfiguration.ts';

const dexMetadata = {
  token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
  scopes_supported: ['openid', 'email', 'groups', 'profile', 'offline_access'],
};
const dex = (overrides: Parameters<typeof serving>[1]) => serving(dexMetadata, overrides);

/** As Dex answers. */
export const atDex: readonly Misconfiguration[] = [
  {
    what: 'a wrong client secret',
    variables: secret(),
    tell: dex({ token: refuse('invalid_client', 'Invalid client credentials.', 401) }),
    ...{ step: 'token', code: 'exchange-failed' },
    cause:
      /^The client secret is wrong\. The client secret was sent by client_secret_basic\. Work lists client_secret_basic, client_secret_post/,
    fix: /^Set WORK_CLIENT_SECRET/,
  },
  {
    what: 'no client secret',
    tell: dex({ token: refuse('invalid_client', 'Invalid client credentials.', 401) }),
    ...{ step: 'token', code: 'exchange-failed' },
    cause: /^Work wants a client secret\. No client secret was sent/,
    fix: /^Set WORK_CLIENT_SECRET/,
  },
  {
    what: 'an unknown client ID',
    tell: dex({ authorize: page(400, 'Bad Request: Invalid client_id ("scripted-client").') }),
    ...{ step: 'callback', code: 'no-answer' },
    cause: /does not know the client ID "scripted-client"/,
    fix: /^Set WORK_CLIENT_ID/,
  },
  {
    what: 'a redirect URI that is not registered',
    tell: dex({
      authorize: page(
        400,
        'Bad Request: Unregistered redirect_uri ("http://127.0.0.1:51234/callback/work").',
      ),
    }),
    ...{ step: 'callback', code: 'no-answer' },
    cause: /redirect URI that was sent/,
    fix: /^Register exactly/,
  },
  {
    what: 'a scope that is not known',
    settings: { scopes: ['openid', 'profile', 'repo'] },
    tell: dex({}),
    bring: denied('invalid_scope', 'Unrecognized scope(s) ["repo"]'),
    ...{ step: 'callback', code: 'provider-refused' },
    cause: /may not ask for it: repo\.$/,
    fix: /^Allow repo for your app/,
  },
  {
    what: 'a grant type that is not configured',
    grant: 'client_credentials',
    variables: secret(),
    tell: dex({ token: refuse('unsupported_grant_type', undefined, 400) }),
    ...{ step: 'token', code: 'exchange-failed' },
    cause: /not allowed the client credentials grant/,
    fix: /^Allow the client credentials grant/,
  },
  {
    what: 'offline_access switched off in the settings',
    settings: { offlineAccess: false },
    tell: (server) =>
      dex({ token: () => ({ body: server.tokenResponse({ refresh_token: undefined }) }) })(server),
    ...{ step: 'refresh', status: 'remark', code: 'no-refresh-token' },
    cause: /lists the scope offline_access, and the request did not ask for it/,
    fix: /^Set offlineAccess: true/,
  },
  {
    what: 'an unsupported response type',
    tell: dex({}),
    bring: denied('unsupported_response_type', 'Unsupported response type "code"'),
    ...{ step: 'callback', code: 'provider-refused' },
    cause: /not allowed the authorization code grant/,
    fix: /^Allow the authorization code grant/,
  },
];

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
const toErrorPage = (error: string, description: string) => () => ({
  status: 302,
  headers: {
    location: `/oauth2/fallbacks/error?${new URLSearchParams({ error, error_description: description })}`,
  },
});

/** As Ory Hydra 2 answers. */
export const atHydra: readonly Misconfiguration[] = [
  {
    what: 'a client that is registered for client_secret_post',
    variables: secret(),
    settings: { clientAuthentication: 'client_secret_basic' },
    tell: hydra({
      token: refuse(
        'invalid_client',
        `Client authentication failed ${examples}. The OAuth 2.0 Client supports client authentication method 'client_secret_post', but method 'client_secret_basic' was requested. You must configure the OAuth 2.0 client's 'token_endpoint_auth_method' value to accept 'client_secret_basic'.`,
        401,
      ),
    }),
    ...{ step: 'token', code: 'exchange-failed' },
    cause:
      /^The client is registered for client_secret_post\. The client secret was sent by client_secret_basic/,
    fix: /^Set clientAuthentication: 'client_secret_post'/,
  },
  {
    what: 'a public client, and a secret that was sent',
    variables: secret(),
    tell: hydra({
      token: refuse(
        'invalid_client',
        `Client authentication failed ${examples}. The OAuth 2.0 Client supports client authentication method 'none', but method 'client_secret_basic' was requested.`,
        401,
      ),
    }),
    ...{ step: 'token', code: 'exchange-failed' },
    cause: /^The client is registered for none/,
    fix: /^Set clientAuthentication: 'none' .* leave WORK_CLIENT_SECRET empty/,
  },
  {
    what: 'a wrong client secret',
    variables: secret(),
    tell: hydra({
      token: refuse(
        'invalid_client',
        `Client authentication failed ${examples}. The provided client secret does not match.`,
        401,
      ),
    }),
    ...{ step: 'token', code: 'exchange-failed' },
    cause: /^The client secret is wrong/,
    fix: /^Set WORK_CLIENT_SECRET/,
  },
  {
    what: 'no client secret for a client with one',
    tell: hydra({
      token: refuse(
        'invalid_client',
        `Client authentication failed ${examples}. The OAuth 2.0 Client supports client authentication method 'client_secret_basic', but method 'none' was requested.`,
        401,
      ),
    }),
    ...{ step: 'token', code: 'exchange-failed' },
    cause: /^Work wants a client secret\. No client secret was sent/,
    fix: /^Set WORK_CLIENT_SECRET/,
  },
  {
    what: 'an unknown client ID, on its error page',
    tell: hydra({
      authorize: toErrorPage(
        'invalid_client',
        `Client authentication failed ${examples}. The requested OAuth 2.0 Client does not exist.`,
      ),
    }),
    ...{ step: 'callback', code: 'no-answer' },
    cause: /does not know the client ID/,
    fix: /^Set WORK_CLIENT_ID/,
  },
  {
    what: 'a redirect URI that is not registered, on its error page',
    tell: hydra({
      authorize: toErrorPage(
        'invalid_request',
        "The request is missing a required parameter. The 'redirect_uri' parameter does not match any of the OAuth 2.0 Client's pre-registered redirect urls.",
      ),
    }),
    ...{ step: 'callback', code: 'no-answer' },
    cause: /redirect URI that was sent/,
    fix: /^Register exactly/,
  },
  {
    what: 'a scope that the client may not request',
    settings: { scopes: ['openid', 'email'] },
    tell: hydra({}),
    bring: denied(
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
    tell: hydra({
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
    tell: hydra({
      token: refuse(
        'invalid_client',
        `Client authentication failed ${examples}. The requested OAuth 2.0 Client does not exist.`,
        401,
      ),
    }),
    ...{ step: 'token', code: 'exchange-failed' },
    cause: /does not know the client ID "scripted-client"/,
    fix: /^Set WORK_CLIENT_ID/,
  },
  {
    what: 'PKCE that is not kept until the exchange',
    tell: hydra({
      token: refuse('invalid_grant', 'The PKCE code challenge did not match the code verifier.'),
    }),
    ...{ step: 'token', code: 'exchange-failed' },
    cause: /PKCE challenge/,
    fix: /to S256/,
  },
  {
    what: 'no device endpoint',
    grant: 'device_code',
    tell: serving({ ...hydraMetadata, device_authorization_endpoint: undefined }),
    ...{ step: 'device', code: 'grant-unsupported' },
    cause: /no device_authorization_endpoint/,
    fix: /remove 'device_code' from grants/,
  },
];

const lemonMetadata = {
  token_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic'],
};

/** As LemonLDAP::NG 2.16 answers. */
export const atLemonLdap: readonly Misconfiguration[] = [
  {
    what: 'an issuer without the slash at its end',
    variables: (issuer) => ({ WORK_ISSUER: `${issuer}/oauth2` }),
    tell: (server) => serving({ ...lemonMetadata, issuer: `${server.issuer}/oauth2/` })(server),
    ...{ step: 'endpoints', code: 'provider-misconfigured' },
    cause: /has a slash at its end: http/,
    fix: /^Set WORK_ISSUER to exactly http:\/\/127\.0\.0\.1:\d+\/oauth2\/$/,
  },
  {
    what: 'a secret with characters that it does not decode in client_secret_basic',
    variables: secret('p@ss+word='),
    settings: { clientAuthentication: 'client_secret_basic' },
    tell: serving(lemonMetadata, { token: refuse('invalid_client', undefined, 401) }),
    ...{ step: 'token', code: 'exchange-failed' },
    cause: /does not decode its special characters in client_secret_basic/,
    fix: /WORK_CLIENT_SECRET .* clientAuthentication: 'client_secret_post'/,
  },
  {
    what: 'a wrong client secret',
    variables: secret(),
    settings: { clientAuthentication: 'client_secret_post' },
    tell: serving(lemonMetadata, { token: refuse('invalid_client', undefined, 401) }),
    ...{ step: 'token', code: 'exchange-failed' },
    cause: /^The client secret is wrong\. The client secret was sent by client_secret_post/,
    fix: /^Set WORK_CLIENT_SECRET/,
  },
  {
    what: 'a refresh token that is refused at once',
    tell: (server) =>
      serving(lemonMetadata, {
        token: ({ parameters }) =>
          parameters.get('grant_type') === 'refresh_token'
            ? refuse('invalid_request')()
            : { body: server.tokenResponse() },
      })(server),
    ...{ step: 'refresh', code: 'refresh-failed' },
    cause: /refresh token is not valid any more/,
    fix: /^Look at the refresh token settings/,
  },
  {
    what: 'ID tokens that are not signed',
    tell: (server) =>
      serving(lemonMetadata, {
        token: () => ({ body: server.tokenResponse({ id_token: server.idToken({}, { alg: 'none' }, '') }) }),
      })(server),
    ...{ step: 'token', code: 'token-invalid' },
    cause: /does not sign ID tokens \(alg: none\)/,
    fix: /^Choose RS256 or ES256/,
  },
];

/** As glewlwyd 2.7 answers. */
export const atGlewlwyd: readonly Misconfiguration[] = [
  {
    what: 'a wrong client secret, refused without a word',
    variables: secret(),
    tell: serving({}, { token: empty(403) }),
    ...{ step: 'token', code: 'exchange-failed' },
    cause: /^The client secret is wrong\. .* Work lists no methods, which means client_secret_basic/,
    fix: /^Set WORK_CLIENT_SECRET/,
  },
  {
    what: 'a confidential client without a secret, in the word for a grant',
    tell: serving({}, { token: refuse('unauthorized_client', undefined, 403) }),
    ...{ step: 'token', code: 'exchange-failed' },
    cause:
      /client secret is wrong or missing, or your app is not allowed this grant\. No client secret was sent/,
    fix: /^Set WORK_CLIENT_SECRET/,
  },
  {
    what: 'a slash at the end of an issuer that has none',
    variables: (issuer) => ({ WORK_ISSUER: `${issuer}/api/` }),
    tell: (server) => serving({ issuer: `${server.issuer}/api` })(server),
    ...{ step: 'endpoints', code: 'provider-misconfigured' },
    cause: /has no slash at its end/,
    fix: /^Set WORK_ISSUER to exactly http:\/\/127\.0\.0\.1:\d+\/api$/,
  },
  {
    what: 'revocation by a public client',
    tell: serving({}, { revoke: empty(401) }),
    ...{ step: 'revocation', status: 'remark', code: 'not-revoked' },
    cause: /refused with HTTP 401: some servers take no revocation from a public client/,
    fix: /^Nothing has to be changed for signing in/,
  },
  {
    what: 'a refresh that is refused with an empty body',
    tell: (server) =>
      serving(
        {},
        {
          token: ({ parameters }) =>
            parameters.get('grant_type') === 'refresh_token'
              ? { status: 400, body: '' }
              : { body: server.tokenResponse() },
        },
      )(server),
    ...{ step: 'refresh', code: 'refresh-failed' },
    cause: /refresh token is not valid any more/,
    fix: /^Look at the refresh token settings/,
  },
];
