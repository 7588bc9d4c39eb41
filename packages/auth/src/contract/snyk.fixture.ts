import { snyk } from '@ddext-oauth/providers';
import { expect } from '@jest/globals';
import type { ProviderFixture } from './fixture.ts';

const self = 'https://api.snyk.io/rest/self';
const tokens = {
  access_token: 'some_opaque_access_token_string',
  expires_in: 3599,
  refresh_token: 'some_opaque_refresh_token_string',
  refresh_expires_in: 15552000,
  token_type: 'bearer',
  scope: 'org.read org.project.read',
  bot_id: '95233fa3-33cf-4dd3-a6ac-e040985e1a4f',
};

export const fixture: ProviderFixture = {
  preset: snyk,
  client: 'confidential',
  authorization: { scope: null, nonce: null, code_challenge_method: 'S256' },
  token: { body: tokens },
  scopes: ['org.read', 'org.project.read'],
  tokenError: {
    response: {
      status: 400,
      body: { error: 'invalid_grant', error_description: 'The provided authorization grant is invalid.' },
    },
    error: 'exchange-failed',
    says: 'invalid_grant: The provided authorization grant is invalid',
  },
  resources: {
    [self]: {
      contentType: 'application/vnd.api+json',
      body: {
        jsonapi: { version: '1.0' },
        data: {
          type: 'user',
          id: '55a348e2-c3ad-4bbc-b40e-9b232d1f4121',
          attributes: {
            name: 'Jane Doe',
            username: 'jane',
            email: 'jane@example.com',
            avatar_url: 'https://avatars.snyk.example/jane.png',
          },
        },
      },
    },
  },
  profile: {
    id: '55a348e2-c3ad-4bbc-b40e-9b232d1f4121',
    name: 'Jane Doe',
    email: 'jane@example.com',
    avatarUrl: 'https://avatars.snyk.example/jane.png',
  },
  refresh: {
    response: { body: { ...tokens, access_token: 'renewed', refresh_token: 'renewed too' } },
    ended: { status: 400, body: { error: 'invalid_grant', error_description: 'The token is invalid.' } },
  },
  revocation: 'rfc7009',
  quirks: [
    {
      sentence:
        'Scopes are set when the app is created through the API. The authorization request contains none.',
      shownBy: 'authorization',
    },
    {
      sentence: 'Redirect URIs are set when the app is created, and compared exactly.',
      shownBy: 'registration',
    },
    {
      sentence: 'The user info is a JSON:API document, whose version is a date.',
      async check({ sentTo, signIn }) {
        await signIn();
        expect(sentTo(self)[0]?.query.get('version')).toMatch(/^\d{4}-\d\d-\d\d$/);
      },
    },
    {
      sentence:
        'An app with the context tenant, instead of user, signs in as itself and has no email address.',
      async check({ script, signIn }) {
        const app = { type: 'app_instance', id: tokens.bot_id, attributes: { name: 'Acme' } };
        script(self, { contentType: 'application/vnd.api+json', body: { data: app } });
        expect((await signIn()).profile).toEqual({ id: tokens.bot_id, name: 'Acme' });
      },
    },
  ],
};
