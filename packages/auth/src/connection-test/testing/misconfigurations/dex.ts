import { denied, type Misconfiguration, page, refuse, secret, serving } from './misconfiguration.ts';

const dexMetadata = {
  token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
  scopes_supported: ['openid', 'email', 'groups', 'profile', 'offline_access'],
};
const dex = (overrides: Parameters<typeof serving>[1]) => serving(dexMetadata, overrides);

/** Responses of Dex. */
export const atDex: readonly Misconfiguration[] = [
  {
    what: 'a wrong client secret',
    variables: secret(),
    script: dex({ token: refuse('invalid_client', 'Invalid client credentials.', 401) }),
    ...{ step: 'token', code: 'exchange-failed' },
    cause:
      /^The client secret is wrong\. The client secret was sent by client_secret_basic\. Work lists client_secret_basic, client_secret_post/,
    fix: /^Set WORK_CLIENT_SECRET/,
  },
  {
    what: 'no client secret',
    script: dex({ token: refuse('invalid_client', 'Invalid client credentials.', 401) }),
    ...{ step: 'token', code: 'exchange-failed' },
    cause: /^Work requires a client secret\. No client secret was sent/,
    fix: /^Set WORK_CLIENT_SECRET/,
  },
  {
    what: 'an unknown client ID',
    script: dex({ authorize: page(400, 'Bad Request: Invalid client_id ("scripted-client").') }),
    ...{ step: 'callback', code: 'no-callback' },
    cause: /does not know the client ID "scripted-client"/,
    fix: /^Set WORK_CLIENT_ID/,
  },
  {
    what: 'a redirect URI that is not registered',
    script: dex({
      authorize: page(
        400,
        'Bad Request: Unregistered redirect_uri ("http://127.0.0.1:51234/callback/work").',
      ),
    }),
    ...{ step: 'callback', code: 'no-callback' },
    cause: /redirect URI that was sent/,
    fix: /^Register exactly/,
  },
  {
    what: 'an unknown scope',
    settings: { scopes: ['openid', 'profile', 'repo'] },
    script: dex({}),
    changeCallback: denied('invalid_scope', 'Unrecognized scope(s) ["repo"]'),
    ...{ step: 'callback', code: 'provider-refused' },
    cause: /may not ask for it: repo\.$/,
    fix: /^Allow repo for your app/,
  },
  {
    what: 'a grant type that is not configured',
    grant: 'client_credentials',
    variables: secret(),
    script: dex({ token: refuse('unsupported_grant_type', undefined, 400) }),
    ...{ step: 'token', code: 'exchange-failed' },
    cause: /not allowed the client credentials grant/,
    fix: /^Allow the client credentials grant/,
  },
  {
    what: 'offline_access disabled in the settings',
    settings: { offlineAccess: false },
    script: (server) =>
      dex({ token: () => ({ body: server.tokenResponse({ refresh_token: undefined }) }) })(server),
    ...{ step: 'refresh', status: 'remark', code: 'no-refresh-token' },
    cause: /lists the scope offline_access, and the request did not ask for it/,
    fix: /^Set offlineAccess: true/,
  },
  {
    what: 'an unsupported response type',
    script: dex({}),
    changeCallback: denied('unsupported_response_type', 'Unsupported response type "code"'),
    ...{ step: 'callback', code: 'provider-refused' },
    cause: /not allowed the authorization code grant/,
    fix: /^Allow the authorization code grant/,
  },
];
