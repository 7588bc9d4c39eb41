import { bitbucket } from '@ddext-oauth/providers';
import { expect } from '@jest/globals';
import type { ProviderFixture } from './fixture.ts';

const tokens = {
  access_token: 'Vu3Ncz-access',
  scopes: 'account email',
  expires_in: 7200,
  refresh_token: 'rfs-refresh',
  token_type: 'bearer',
  state: 'authorization_code',
};

export const fixture: ProviderFixture = {
  preset: bitbucket,
  client: 'confidential',
  authorization: { scope: 'account email', nonce: null },
  token: { body: tokens },
  scopes: ['account', 'email'],
  tokenError: {
    response: {
      status: 400,
      body: { error_description: 'The specified code is not valid.', error: 'invalid_grant' },
    },
    error: 'exchange-failed',
    says: 'invalid_grant: The specified code is not valid',
  },
  resources: {
    'https://api.bitbucket.org/2.0/user': {
      body: {
        type: 'user',
        account_id: '557058:1a2b3c',
        uuid: '{a54f16da-24e9-4d7f-a3a7-b1ba2cd98aa3}',
        display_name: 'Emma Paris',
        nickname: 'emmap1',
        links: { avatar: { href: 'https://secure.gravatar.com/avatar/emma' } },
      },
    },
    'https://api.bitbucket.org/2.0/user/emails': {
      body: {
        values: [
          { type: 'email', email: 'old@example.com', is_primary: false, is_confirmed: true },
          { type: 'email', email: 'emma@example.com', is_primary: true, is_confirmed: true },
        ],
      },
    },
  },
  profile: {
    id: '557058:1a2b3c',
    name: 'Emma Paris',
    email: 'emma@example.com',
    emailVerified: true,
    avatarUrl: 'https://secure.gravatar.com/avatar/emma',
  },
  refresh: {
    response: { body: { ...tokens, access_token: 'renewed', refresh_token: 'rfs-renewed' } },
    ended: {
      status: 400,
      body: { error_description: 'Invalid refresh_token', error: 'invalid_grant' },
    },
  },
  quirks: [
    {
      sentence: 'The scopes are chosen in the consumer, and the response contains them as "scopes".',
      async check({ endpoint, script, signIn }) {
        script(endpoint('token'), { body: { ...tokens, scopes: 'account email repository:write' } });
        expect((await signIn()).scopes).toEqual(['account', 'email', 'repository:write']);
      },
    },
    {
      sentence: 'A redirect URI must begin with the configured callback URL.',
      shownBy: 'registration',
    },
    { sentence: 'The email addresses of a user are at a separate endpoint.', shownBy: 'profile' },
  ],
};
