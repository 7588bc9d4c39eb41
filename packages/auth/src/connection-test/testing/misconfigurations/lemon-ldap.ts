import { type Misconfiguration, refuse, secret, serving } from './misconfiguration.ts';

const lemonMetadata = {
  token_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic'],
};

/** Responses of LemonLDAP::NG 2.16. */
export const atLemonLdap: readonly Misconfiguration[] = [
  {
    what: 'an issuer without its trailing slash',
    variables: (issuer) => ({ WORK_ISSUER: `${issuer}/oauth2` }),
    script: (server) => serving({ ...lemonMetadata, issuer: `${server.issuer}/oauth2/` })(server),
    ...{ step: 'endpoints', code: 'provider-misconfigured' },
    cause: /has a slash at its end: http/,
    fix: /^Set WORK_ISSUER to exactly http:\/\/127\.0\.0\.1:\d+\/oauth2\/$/,
  },
  {
    what: 'a secret with characters that it does not decode in client_secret_basic',
    variables: secret('p@ss+word='),
    settings: { clientAuthentication: 'client_secret_basic' },
    script: serving(lemonMetadata, { token: refuse('invalid_client', undefined, 401) }),
    ...{ step: 'token', code: 'exchange-failed' },
    cause: /does not decode its special characters in client_secret_basic/,
    fix: /WORK_CLIENT_SECRET .* clientAuthentication: 'client_secret_post'/,
  },
  {
    what: 'a wrong client secret',
    variables: secret(),
    settings: { clientAuthentication: 'client_secret_post' },
    script: serving(lemonMetadata, { token: refuse('invalid_client', undefined, 401) }),
    ...{ step: 'token', code: 'exchange-failed' },
    cause: /^The client secret is wrong\. The client secret was sent by client_secret_post/,
    fix: /^Set WORK_CLIENT_SECRET/,
  },
  {
    what: 'a refresh token that is rejected immediately',
    script: (server) =>
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
    script: (server) =>
      serving(lemonMetadata, {
        token: () => ({ body: server.tokenResponse({ id_token: server.idToken({}, { alg: 'none' }, '') }) }),
      })(server),
    ...{ step: 'token', code: 'token-invalid' },
    cause: /does not sign ID tokens \(alg: none\)/,
    fix: /^Choose RS256 or ES256/,
  },
];
