import { empty, type Misconfiguration, refuse, secret, serving } from './misconfiguration.ts';

/** Responses of glewlwyd 2.7. */
export const atGlewlwyd: readonly Misconfiguration[] = [
  {
    what: 'a wrong client secret, rejected with an empty body',
    variables: secret(),
    script: serving({}, { token: empty(403) }),
    ...{ step: 'token', code: 'exchange-failed' },
    cause: /^The client secret is wrong\. .* Work lists no methods, which means client_secret_basic/,
    fix: /^Set WORK_CLIENT_SECRET/,
  },
  {
    what: 'a confidential client without a secret, rejected with the error code of a grant',
    script: serving({}, { token: refuse('unauthorized_client', undefined, 403) }),
    ...{ step: 'token', code: 'exchange-failed' },
    cause:
      /client secret is wrong or missing, or your app is not allowed this grant\. No client secret was sent/,
    fix: /^Set WORK_CLIENT_SECRET/,
  },
  {
    what: 'a trailing slash at an issuer that has none',
    variables: (issuer) => ({ WORK_ISSUER: `${issuer}/api/` }),
    script: (server) => serving({ issuer: `${server.issuer}/api` })(server),
    ...{ step: 'endpoints', code: 'provider-misconfigured' },
    cause: /has no slash at its end/,
    fix: /^Set WORK_ISSUER to exactly http:\/\/127\.0\.0\.1:\d+\/api$/,
  },
  {
    what: 'revocation by a public client',
    script: serving({}, { revoke: empty(401) }),
    ...{ step: 'revocation', status: 'remark', code: 'not-revoked' },
    cause: /refused with HTTP 401: some servers take no revocation from a public client/,
    fix: /^Nothing has to be changed for signing in/,
  },
  {
    what: 'a refresh that is rejected with an empty body',
    script: (server) =>
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
