import { coder } from '@ddext-oauth/providers';
import type { ProviderFixture } from './fixture.ts';

const tokens = {
  access_token: 'Wv8pQ2rT5y',
  token_type: 'Bearer',
  expires_in: 3600,
  refresh_token: 'coder_Zb4nM7kL',
};

export const fixture: ProviderFixture = {
  preset: coder,
  parameters: { host: 'coder.example.com' },
  client: 'confidential',
  authorization: { scope: null, nonce: null, code_challenge_method: 'S256' },
  token: { body: tokens },
  tokenRequest: { authentication: 'basic' },
  scopes: [],
  tokenError: {
    response: {
      status: 400,
      body: { error: 'invalid_grant', error_description: 'The authorization code is invalid or expired.' },
    },
    error: 'exchange-failed',
    says: 'invalid_grant: The authorization code is invalid or expired',
  },
  resources: {
    'https://coder.example.com/api/v2/users/me': {
      body: {
        id: '497f6eca-6276-4993-bfeb-53cbbbba6f08',
        username: 'jane',
        name: 'Jane Doe',
        email: 'jane@example.com',
        avatar_url: 'https://coder.example.com/jane.png',
        status: 'active',
      },
    },
  },
  profile: {
    id: '497f6eca-6276-4993-bfeb-53cbbbba6f08',
    name: 'Jane Doe',
    email: 'jane@example.com',
    avatarUrl: 'https://coder.example.com/jane.png',
  },
  refresh: {
    response: { body: { ...tokens, access_token: 'renewed', refresh_token: 'renewed too' } },
    ended: { status: 400, body: { error: 'invalid_grant' } },
  },
  quirks: [
    {
      sentence: 'The provider is experimental, and must be enabled in the deployment.',
      shownBy: 'registration',
    },
    {
      sentence:
        'An application that the web UI creates has a secret. Dynamic Client Registration creates one without a secret.',
      shownBy: 'registration',
    },
    { sentence: 'PKCE is mandatory, with a secret too.', shownBy: 'authorization' },
  ],
};
