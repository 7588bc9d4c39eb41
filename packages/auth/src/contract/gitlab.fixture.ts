import { gitlab } from '@ddext-oauth/providers';
import { expect } from '@jest/globals';
import type { ProviderFixture } from './fixture.ts';

const tokens = {
  access_token: 'de6780bc506a0446309bd9362820ba8aed28aa506c71eedbe1c5c4f9dd350e54',
  token_type: 'bearer',
  expires_in: 7200,
  refresh_token: '8257e65c97202ed1726cf9571600918f3bffb2544b26e00a61df9897668c33a1',
  created_at: 1607635748,
  scope: 'read_user',
};
const invalidGrant = {
  status: 400,
  body: {
    error: 'invalid_grant',
    error_description: 'The provided authorization grant is invalid, expired or revoked.',
  },
};

export const fixture: ProviderFixture = {
  preset: gitlab,
  parameters: { host: 'gitlab.example.com' },
  client: 'public',
  authorization: { scope: 'read_user' },
  token: { body: tokens },
  scopes: ['read_user'],
  tokenError: {
    response: invalidGrant,
    error: 'exchange-failed',
    says: 'invalid_grant: The provided authorization grant is invalid',
  },
  resources: {
    'https://gitlab.example.com/api/v4/user': {
      body: {
        id: 1,
        username: 'john_smith',
        email: 'john@example.com',
        name: 'John Smith',
        state: 'active',
        avatar_url: 'https://gitlab.example.com/uploads/user/avatar/1/index.jpg',
      },
    },
  },
  profile: {
    id: '1',
    name: 'John Smith',
    email: 'john@example.com',
    avatarUrl: 'https://gitlab.example.com/uploads/user/avatar/1/index.jpg',
  },
  refresh: {
    response: { body: { ...tokens, access_token: 'c97d1fe52119f38c', refresh_token: '803c1fd487ec35562c' } },
    ended: invalidGrant,
  },
  device: {
    authorization: {
      body: {
        device_code: 'GmRhmhcxhwAzkoEqiMEg_DnyEysNkuNhszIySk9eS',
        user_code: '0A44L90H',
        verification_uri: 'https://gitlab.example.com/oauth/device',
        verification_uri_complete: 'https://gitlab.example.com/oauth/device?user_code=0A44L90H',
        expires_in: 300,
        interval: 5,
      },
    },
    pending: {
      status: 400,
      body: {
        error: 'authorization_pending',
        error_description: 'The authorization request is still pending.',
      },
    },
    denied: { status: 400, body: { error: 'access_denied', error_description: 'The request was denied.' } },
    token: {
      body: { access_token: 'TOKEN', token_type: 'Bearer', expires_in: 7200, scope: 'read_user' },
    },
  },
  revocation: 'rfc7009',
  quirks: [
    {
      sentence:
        'Of custom schemes only data, vbscript and javascript are forbidden. The redirect URI is compared exactly.',
      async check({ begin, endpoint, redirectUri, sentTo }) {
        const { page, handleCallback } = await begin();
        await handleCallback();
        const [exchange] = sentTo(endpoint('token'));
        const both = [page.searchParams.get('redirect_uri'), exchange?.parameters.redirect_uri];
        expect(both).toEqual([redirectUri, redirectUri]);
      },
    },
    {
      sentence: 'The port may vary for an address such as 127.0.0.1, and not for localhost.',
      async check({ redirectUri }) {
        expect(new URL(redirectUri).hostname).toBe('127.0.0.1');
      },
    },
    {
      sentence: 'An access token lives for two hours; one of the device flow comes without a refresh token.',
      shownBy: 'device',
    },
    {
      sentence: 'The password grant is still supported, and is not used.',
      async check({ endpoint, sentTo, signIn }) {
        await signIn();
        const [request, ...others] = sentTo(endpoint('token'));
        expect([request?.parameters.grant_type, others]).toEqual(['authorization_code', []]);
        expect(request?.parameters).not.toHaveProperty('password');
      },
    },
  ],
};
