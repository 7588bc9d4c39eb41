import { datadog } from '@ddext-oauth/providers';
import type { ProviderFixture } from './fixture.ts';

const tokens = {
  access_token: 'ddoa_2c7e1f',
  token_type: 'Bearer',
  expires_in: 3600,
  refresh_token: 'ddor_9a4b6d',
};

export const fixture: ProviderFixture = {
  preset: datadog,
  parameters: { site: 'datadoghq.eu' },
  client: 'public',
  authorization: { scope: null, nonce: null },
  callback: { site: 'https://app.datadoghq.eu', domain: 'datadoghq.eu' },
  token: { body: tokens },
  scopes: [],
  tokenError: {
    response: { status: 400, body: { error: 'invalid_grant', error_description: 'The code is not valid.' } },
    error: 'exchange-failed',
    says: 'invalid_grant: The code is not valid',
  },
  resources: {
    'https://api.datadoghq.eu/api/v2/current_user': {
      body: {
        data: {
          type: 'users',
          id: '3ad549bf-eba0-11e9-a77a-0705486660d0',
          attributes: {
            name: 'Jane Doe',
            handle: 'jane@example.com',
            email: 'jane@example.com',
            icon: 'https://secure.gravatar.example/avatar/jane',
          },
        },
      },
    },
  },
  profile: {
    id: '3ad549bf-eba0-11e9-a77a-0705486660d0',
    name: 'Jane Doe',
    email: 'jane@example.com',
    avatarUrl: 'https://secure.gravatar.example/avatar/jane',
  },
  refresh: {
    response: { body: { ...tokens, access_token: 'ddoa_renewed' } },
    keepsOldToken: true,
    ended: { status: 400, body: { error: 'invalid_grant' } },
  },
  revocation: 'rfc7009',
  quirks: [
    { sentence: 'A client is created in the sandbox account of a partner.', shownBy: 'registration' },
    {
      sentence: 'Scopes are fixed in the client; the authorization request has none.',
      shownBy: 'authorization',
    },
    { sentence: 'The callback has a parameter site beside the code.', shownBy: 'authorization' },
  ],
};
