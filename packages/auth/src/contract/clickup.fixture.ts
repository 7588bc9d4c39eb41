import { clickup } from '@ddext-oauth/providers';
import type { ProviderFixture } from './fixture.ts';

const tokens = { access_token: '8765432_5d1a0c9e4b7f2a6d3c8e1b0f' };

export const fixture: ProviderFixture = {
  preset: clickup,
  client: 'confidential',
  authorization: { scope: null, nonce: null },
  token: { body: tokens },
  tokenRequest: { contentType: 'application/json', authentication: 'post' },
  scopes: [],
  tokenError: {
    response: { status: 400, body: { err: 'Code invalid or already used', ECODE: 'OAUTH_014' } },
    error: 'exchange-failed',
    says: '',
  },
  resources: {
    'https://api.clickup.com/api/v2/user': {
      body: {
        user: {
          id: 123,
          username: 'Jane Doe',
          email: 'jane@example.com',
          color: '#4194f6',
          profilePicture: 'https://attachments.clickup.example/jane.jpg',
        },
      },
    },
  },
  profile: {
    id: '123',
    name: 'Jane Doe',
    email: 'jane@example.com',
    avatarUrl: 'https://attachments.clickup.example/jane.jpg',
  },
  quirks: [
    { sentence: 'Only an owner or admin of a workspace can create an app.', shownBy: 'registration' },
    { sentence: 'The token request is a JSON object.', shownBy: 'token' },
    {
      sentence: 'A user chooses the workspaces that a token is valid for; there are no scopes.',
      shownBy: 'authorization',
    },
    { sentence: 'The token response has no token_type.', shownBy: 'token' },
  ],
};
