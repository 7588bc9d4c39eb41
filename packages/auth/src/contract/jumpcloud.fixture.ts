import { jumpcloud } from '@ddext-oauth/providers';
import type { ProviderFixture } from './fixture.ts';

const host = 'https://oauth.id.eu.jumpcloud.com';
const tokens = {
  access_token: 'sJnSrzPbo2J_bDfDdVzRnPvYT0hG',
  expires_in: 3599,
  id_token: '{idToken}',
  refresh_token: 'gZr2pqSBDaz8T3L5wE0vYw',
  scope: 'openid profile email',
  token_type: 'bearer',
};

/** An organization of the European region. */
export const fixture: ProviderFixture = {
  preset: jumpcloud,
  parameters: { host: 'oauth.id.eu.jumpcloud.com' },
  client: 'confidential',
  metadata: {
    authorization_endpoint: `${host}/oauth2/auth`,
    token_endpoint: `${host}/oauth2/token`,
  },
  authorization: { scope: 'openid profile email' },
  token: { body: tokens },
  scopes: ['openid', 'profile', 'email'],
  tokenError: {
    response: {
      status: 400,
      body: { error: 'invalid_grant', error_description: 'The provided authorization grant is invalid.' },
    },
    error: 'exchange-failed',
    says: 'invalid_grant: The provided authorization grant is invalid',
  },
  resources: {
    [`${host}/userinfo`]: {
      body: {
        sub: '5f1b2c3d4e',
        name: 'Jane Doe',
        given_name: 'Jane',
        family_name: 'Doe',
        email: 'jane@acme.example',
        email_verified: true,
      },
    },
  },
  profile: { id: '5f1b2c3d4e', name: 'Jane Doe', email: 'jane@acme.example', emailVerified: true },
  refresh: {
    response: { body: { ...tokens, access_token: 'renewed', refresh_token: 'renewed too' } },
    ended: { status: 400, body: { error: 'invalid_grant' } },
  },
  quirks: [
    {
      sentence: 'There is no public app catalog: each organization adds the app as a custom OIDC app.',
      shownBy: 'registration',
    },
  ],
};
