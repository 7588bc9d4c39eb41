import { notion } from '@ddext-oauth/providers';
import { expect } from '@jest/globals';
import type { ProviderFixture } from './fixture.ts';

const person = {
  object: 'user',
  id: '16d84278-ab0e-484c-9bdd-b35da3bd8905',
  name: 'Jane Doe',
  avatar_url: 'https://s3.notion.example/jane.png',
  type: 'person',
  person: { email: 'jane@example.com' },
};
const tokens = {
  access_token: 'ntn_e8a7f0',
  token_type: 'bearer',
  refresh_token: 'nrt_4991090011501Ejc6Xn4sHguI7jZIN449mKe9PRhpMfNK',
  bot_id: 'b3414d65-1224-4255-b1d2-30fc1b3a0f19',
  workspace_icon: null,
  workspace_name: 'Acme',
  workspace_id: 'a1b2c3d4-1224-4255-b1d2-30fc1b3a0f19',
  owner: { type: 'user', user: person },
  duplicated_template_id: null,
  request_id: 'c1e2d3f4-1224-4255-b1d2-30fc1b3a0f19',
};

export const fixture: ProviderFixture = {
  preset: notion,
  client: 'confidential',
  authorization: { owner: 'user', scope: null, nonce: null },
  token: { body: tokens },
  tokenRequest: { contentType: 'application/json' },
  scopes: [],
  tokenError: {
    response: {
      status: 400,
      body: { error: 'invalid_grant', error_description: 'Invalid code.', request_id: 'c1e2d3f4' },
    },
    error: 'exchange-failed',
    says: 'invalid_grant: Invalid code',
  },
  resources: {
    'https://api.notion.com/v1/users/me': {
      requestHeaders: { 'notion-version': '2022-06-28' },
      body: {
        object: 'user',
        id: tokens.bot_id,
        name: 'The Integration',
        avatar_url: null,
        type: 'bot',
        bot: { owner: { type: 'user', user: person }, workspace_name: 'Acme' },
      },
    },
  },
  profile: {
    id: '16d84278-ab0e-484c-9bdd-b35da3bd8905',
    name: 'Jane Doe',
    email: 'jane@example.com',
    avatarUrl: 'https://s3.notion.example/jane.png',
  },
  refresh: {
    response: { body: { ...tokens, access_token: 'ntn_renewed', refresh_token: 'nrt_renewed' } },
    ended: { status: 400, body: { error: 'invalid_grant', error_description: 'Invalid refresh token.' } },
  },
  revocation: 'rfc7009',
  quirks: [
    {
      sentence: 'Token and revocation requests are JSON objects.',
      async check({ auth, endpoint, sentTo, signIn }) {
        const { id } = await signIn();
        await auth.signOut(id);
        const [code] = sentTo(endpoint('token'));
        const [revocation] = sentTo(endpoint('revocation'));
        expect(JSON.parse(code?.body ?? '')).toMatchObject({ grant_type: 'authorization_code' });
        expect(JSON.parse(revocation?.body ?? '')).toMatchObject({ token: tokens.refresh_token });
        expect(revocation?.headers['content-type']).toBe('application/json');
      },
    },
    { sentence: 'Every API call needs a Notion-Version header.', shownBy: 'profile' },
    { sentence: 'The token belongs to a bot. The user is its owner.', shownBy: 'profile' },
    {
      sentence: 'A token response may say that its refresh token is null.',
      async check({ endpoint, script, signIn, stored }) {
        script(endpoint('token'), { body: { ...tokens, refresh_token: null } });
        const account = await stored(await signIn());
        expect(account?.accessToken).toBe(tokens.access_token);
        expect(account?.refreshToken).toBeUndefined();
      },
    },
  ],
};
