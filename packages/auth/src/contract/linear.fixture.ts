import { linear } from '@ddext-oauth/providers';
import { expect } from '@jest/globals';
import type { ProviderFixture } from './fixture.ts';
import { startRun } from './run.ts';

const tokens = {
  access_token: '00a21d8b0c4e2375114e49c067dfb81eb0d2076f',
  token_type: 'Bearer',
  expires_in: 86399,
  scope: 'read',
  refresh_token: 'rt_sAVCTPOW2EiIt5Ygc4dXNAAA',
};

export const fixture: ProviderFixture = {
  preset: linear,
  client: 'confidential',
  authorization: { scope: 'read', nonce: null },
  token: { body: tokens },
  scopes: ['read'],
  tokenError: {
    response: {
      status: 400,
      body: { error: 'invalid_grant', error_description: 'Authorization code is invalid' },
    },
    error: 'exchange-failed',
    says: 'invalid_grant: Authorization code is invalid',
  },
  resources: {
    'https://api.linear.app/graphql': {
      method: 'POST',
      requestHeaders: { 'content-type': 'application/json' },
      requestBody: '{"query":"{ viewer { id name email avatarUrl } }"}',
      body: {
        data: {
          viewer: {
            id: '2f3e4d5c-9a61-4a65-b8c7-6a1f1c6a7f13',
            name: 'Jane Doe',
            email: 'jane@example.com',
            avatarUrl: 'https://public.linear.example/jane.png',
          },
        },
      },
    },
  },
  profile: {
    id: '2f3e4d5c-9a61-4a65-b8c7-6a1f1c6a7f13',
    name: 'Jane Doe',
    email: 'jane@example.com',
    avatarUrl: 'https://public.linear.example/jane.png',
  },
  refresh: {
    response: { body: { ...tokens, access_token: 'renewed', refresh_token: 'rt_renewed' } },
    ended: { status: 400, body: { error: 'invalid_grant' } },
  },
  revocation: 'rfc7009',
  quirks: [
    {
      sentence: 'Requested scopes are separated by commas.',
      async check() {
        const scopes = { ...linear.scopes, default: ['read', 'issues:create'] };
        const run = await startRun({ ...fixture, preset: { ...linear, scopes } });
        try {
          expect((await run.begin()).page.searchParams.get('scope')).toBe('read,issues:create');
        } finally {
          await run.close();
        }
      },
    },
    { sentence: 'The user info is a GraphQL query.', shownBy: 'profile' },
  ],
};
