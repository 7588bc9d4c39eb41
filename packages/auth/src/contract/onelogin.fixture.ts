import { onelogin } from '@ddext-oauth/providers';
import { expect } from '@jest/globals';
import type { ProviderFixture } from './fixture.ts';

const issuer = 'https://acme.onelogin.com/oidc/2';
const logout = `${issuer}/logout`;
const tokens = {
  access_token: 'M2RiZjM0MDAtNGQ5Zi00',
  token_type: 'Bearer',
  expires_in: 3600,
  refresh_token: 'NzBkY2ExYWUtNjYyNi00',
  id_token: '{idToken}',
};

export const fixture: ProviderFixture = {
  preset: onelogin,
  parameters: { subdomain: 'acme' },
  client: 'public',
  metadata: {
    authorization_endpoint: `${issuer}/auth`,
    userinfo_endpoint: `${issuer}/me`,
    end_session_endpoint: logout,
  },
  authorization: { scope: 'openid profile email' },
  token: { body: tokens },
  scopes: ['openid', 'profile', 'email'],
  tokenError: {
    response: {
      status: 400,
      body: { error: 'invalid_grant', error_description: 'grant request is invalid' },
    },
    error: 'exchange-failed',
    says: 'invalid_grant: grant request is invalid',
  },
  resources: {
    [`${issuer}/me`]: {
      body: {
        sub: '47063456',
        email: 'jane@acme.example',
        preferred_username: 'jane',
        name: 'Jane Doe',
        updated_at: 1511479860,
      },
    },
  },
  profile: { id: '47063456', name: 'Jane Doe', email: 'jane@acme.example' },
  refresh: {
    response: { body: { ...tokens, access_token: 'renewed', refresh_token: 'renewed too' } },
    ended: { status: 400, body: { error: 'invalid_grant', error_description: 'grant request is invalid' } },
  },
  quirks: [
    {
      sentence:
        'Signing out at OneLogin itself revokes the tokens of every OpenID Connect app of that session.',
      async check({ auth, sentTo, signIn }) {
        const { id } = await signIn();
        const { endSessionUrl } = await auth.signOut(id);
        expect(new URL(String(endSessionUrl)).href).toContain(logout);
        expect(sentTo(logout)).toEqual([]);
      },
    },
  ],
};
