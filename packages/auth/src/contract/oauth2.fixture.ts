import { oauth2 } from '@ddext-oauth/providers';
import type { ProviderFixture } from './fixture.ts';

/** The examples of RFC 6749, and a user resource as such servers commonly have it. */
export const fixture: ProviderFixture = {
  preset: oauth2,
  parameters: {
    authorizationEndpoint: 'https://auth.example.com/oauth/authorize',
    tokenEndpoint: 'https://auth.example.com:8443/oauth/token',
    userEndpoint: 'https://api.example.com/v1/me',
  },
  client: 'confidential',
  authorization: { scope: null, nonce: null },
  token: {
    body: {
      access_token: '2YotnFZFEjr1zCsicMWpAA',
      token_type: 'bearer',
      expires_in: 3600,
      refresh_token: 'tGzv3JOkF0XG5Qx2TlKWIA',
    },
  },
  scopes: [],
  tokenError: {
    response: { status: 401, body: { error: 'invalid_client' } },
    error: 'exchange-failed',
    says: 'invalid_client',
  },
  resources: {
    'https://api.example.com/v1/me': { body: { uuid: 'b7c1', username: 'jane', mail: 'jane@example.com' } },
  },
  profile: { id: 'b7c1', name: 'jane', email: 'jane@example.com' },
  refresh: {
    response: { body: { access_token: 'renewed', token_type: 'bearer', expires_in: 3600 } },
    keepsOldToken: true,
    ended: { status: 400, body: { error: 'invalid_grant' } },
  },
};
