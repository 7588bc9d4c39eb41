import { facebook } from '@ddext-oauth/providers';
import { expect } from '@jest/globals';
import type { ProviderFixture } from './fixture.ts';

const person = {
  id: '10157841214105',
  name: 'Jane Doe',
  email: 'jane@facebook.example',
  picture: {
    data: { height: 50, is_silhouette: false, url: 'https://platform.facebook.example/a.jpg', width: 50 },
  },
};

export const fixture: ProviderFixture = {
  preset: facebook,
  client: 'confidential',
  authorization: { scope: 'email' },
  token: { body: { access_token: 'EAABwzLixnjYBO', token_type: 'bearer', expires_in: 5183944 } },
  tokenRequest: { authentication: 'post' },
  scopes: ['email'],
  tokenError: {
    response: {
      status: 400,
      body: {
        error: {
          message: 'This authorization code has been used.',
          type: 'OAuthException',
          code: 100,
          fbtrace_id: 'AbCdEfGhIjK',
        },
      },
    },
    error: 'exchange-failed',
    says: 'This authorization code has been used',
  },
  resources: { 'https://graph.facebook.com/me': { body: person } },
  profile: {
    id: '10157841214105',
    name: 'Jane Doe',
    email: 'jane@facebook.example',
    avatarUrl: 'https://platform.facebook.example/a.jpg',
  },
  quirks: [
    { sentence: 'An error is an object with a message, a type and a number.', shownBy: 'tokenError' },
    {
      sentence: 'The email address is missing for users without a confirmed one.',
      async check({ script, sentTo, signIn }) {
        const { email: _email, ...others } = person;
        script('https://graph.facebook.com/me', { body: others });
        expect((await signIn()).profile.email).toBeUndefined();
        const [asked] = sentTo('https://graph.facebook.com/me');
        expect(asked?.query.get('fields')?.split(',')).toContain('email');
      },
    },
    {
      sentence: 'The URLs of the endpoints contain an API version, which expires.',
      async check({ endpoint }) {
        const versions = [endpoint('authorization'), endpoint('token')].map(
          (url) => /\/(v\d+\.0)\//.exec(url ?? '')?.[1],
        );
        expect(versions[0]).toMatch(/^v/);
        expect(versions[1]).toBe(versions[0]);
      },
    },
    {
      sentence:
        'Facebook tells desktop apps to use a web view. This project opens the browser (RFC 8252 section 8.12).',
      shownBy: 'authorization',
    },
  ],
};
