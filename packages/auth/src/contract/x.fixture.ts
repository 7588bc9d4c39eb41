import { x } from '@ddext-oauth/providers';
import { expect } from '@jest/globals';
import type { ProviderFixture } from './fixture.ts';

const avatarUrl = 'https://pbs.twimg.com/profile_images/2244994945/photo_normal.jpg';
const tokens = {
  token_type: 'bearer',
  expires_in: 7200,
  access_token: 'MTQ0NjQ4ODk1NjE3NjY0ODE5Mg',
  scope: 'users.read tweet.read offline.access',
  refresh_token: 'bWRWa3gzdnk3WHRGU1o0bmRRcTJ5',
};
const refused = (description: string) => ({
  status: 400,
  body: { error: 'invalid_request', error_description: description },
});

export const fixture: ProviderFixture = {
  preset: x,
  client: 'public',
  authorization: { scope: 'users.read tweet.read offline.access' },
  token: { body: tokens },
  scopes: ['users.read', 'tweet.read', 'offline.access'],
  tokenError: {
    response: refused('Value passed for the authorization code was invalid.'),
    error: 'exchange-failed',
    says: 'Value passed for the authorization code was invalid',
  },
  resources: {
    'https://api.x.com/2/users/me': {
      body: {
        data: { id: '2244994945', name: 'X Dev', username: 'TwitterDev', profile_image_url: avatarUrl },
      },
    },
  },
  profile: { id: '2244994945', name: 'X Dev', avatarUrl },
  refresh: {
    response: { body: { ...tokens, access_token: 'renewed', refresh_token: 'renewed-too' } },
    ended: refused('Value passed for the token was invalid.'),
  },
  revocation: 'rfc7009',
  quirks: [
    {
      sentence: 'The callback must match exactly. An app has at most ten.',
      async check({ begin, redirectUri }) {
        const { page } = await begin();
        expect(page.searchParams.get('redirect_uri')).toBe(redirectUri);
        expect(new URL(redirectUri).hostname).toBe('127.0.0.1');
      },
    },
    { sentence: 'A custom scheme must be followed by a domain and a path.', shownBy: 'registration' },
    { sentence: 'The user is below a member "data".', shownBy: 'profile' },
    {
      sentence:
        'An expired refresh token is reported as invalid_request, and only the description names the cause.',
      shownBy: 'refresh',
    },
  ],
};
