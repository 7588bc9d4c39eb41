import { atlassian } from '@ddext-oauth/providers';
import { expect } from '@jest/globals';
import type { ProviderFixture } from './fixture.ts';

const tokens = {
  access_token: 'eyJ-access',
  refresh_token: 'eyJ-refresh',
  token_type: 'Bearer',
  expires_in: 3600,
  scope: 'offline_access read:me',
};

export const fixture: ProviderFixture = {
  preset: atlassian,
  client: 'confidential',
  authorization: {
    audience: 'api.atlassian.com',
    prompt: 'consent',
    scope: 'read:me offline_access',
    nonce: null,
  },
  token: { body: tokens },
  scopes: ['offline_access', 'read:me'],
  tokenError: {
    response: {
      status: 403,
      body: { error: 'invalid_grant', error_description: 'Invalid authorization code' },
    },
    error: 'exchange-failed',
    says: 'invalid_grant: Invalid authorization code',
  },
  resources: {
    'https://api.atlassian.com/me': {
      body: {
        account_type: 'atlassian',
        account_id: '112233aa-bb11-cc22-33dd-445566abcabc',
        email: 'mia@example.com',
        name: 'Mia Krystof',
        picture: 'https://avatar-management.services.atlassian.com/112233/128',
        account_status: 'active',
      },
    },
  },
  profile: {
    id: '112233aa-bb11-cc22-33dd-445566abcabc',
    name: 'Mia Krystof',
    email: 'mia@example.com',
    avatarUrl: 'https://avatar-management.services.atlassian.com/112233/128',
  },
  refresh: {
    response: { body: { ...tokens, access_token: 'eyJ-renewed', refresh_token: 'eyJ-rotated' } },
    ended: {
      status: 403,
      body: { error: 'invalid_grant', error_description: 'Unknown or invalid refresh token.' },
    },
  },
  quirks: [
    { sentence: 'An app has one callback URL.', shownBy: 'registration' },
    {
      sentence:
        'The access token is for api.atlassian.com/ex/{product}/{cloudId} and not for the address of a site.',
      async check({ auth, script, sentTo, signIn }) {
        const { id } = await signIn();
        const resource = 'https://api.atlassian.com/ex/jira/11223344-a1b2/rest/api/3/myself';
        script(resource, { body: {} });
        expect((await auth.fetch(id, resource)).status).toBe(200);
        expect(sentTo(resource)[0]?.headers.authorization).toBe('Bearer eyJ-access');
        await expect(auth.fetch(id, 'https://acme.atlassian.net/rest/api/3/myself')).rejects.toMatchObject({
          code: 'host-not-allowed',
        });
      },
    },
  ],
};
