import { supabase } from '@ddext-oauth/providers';
import { expect } from '@jest/globals';
import type { ProviderFixture } from './fixture.ts';

const tokens = {
  access_token: 'sbp_oauth_3f9c1d7b',
  refresh_token: 'Qm4xk7',
  expires_in: 86400,
  token_type: 'Bearer',
};

export const fixture: ProviderFixture = {
  preset: supabase,
  client: 'confidential',
  authorization: { scope: null, nonce: null },
  token: { body: tokens },
  tokenRequest: { authentication: 'basic' },
  scopes: [],
  tokenError: {
    response: { status: 400, body: { error: 'invalid_grant', error_description: 'The code is not valid.' } },
    error: 'exchange-failed',
    says: 'invalid_grant: The code is not valid',
  },
  resources: {
    'https://api.supabase.com/v1/profile': {
      body: {
        gotrue_id: 'b1a7c3d2-5e4f-4a6b-8c9d-0e1f2a3b4c5d',
        primary_email: 'jane@example.com',
        username: 'jane',
      },
    },
  },
  profile: { id: 'b1a7c3d2-5e4f-4a6b-8c9d-0e1f2a3b4c5d', name: 'jane', email: 'jane@example.com' },
  refresh: {
    response: { body: { ...tokens, access_token: 'renewed', refresh_token: 'renewed too' } },
    ended: { status: 400, body: { error: 'invalid_grant' } },
  },
  quirks: [
    {
      sentence: 'Scopes are fixed in the app; the parameter of the authorization request is deprecated.',
      shownBy: 'authorization',
    },
    {
      sentence: 'Redirect URI and state together have at most 4 kB.',
      async check({ begin }) {
        const { page } = await begin();
        const sent = ['redirect_uri', 'state'].map((name) => page.searchParams.get(name) ?? '');
        expect(sent.join('').length).toBeLessThan(4096);
      },
    },
  ],
};
