import type { KeyFixture } from './fixture.ts';

export const fixture: KeyFixture = {
  key: '01234567-89ab-cdef-0123-456789abcdef',
  header: 'Token 01234567-89ab-cdef-0123-456789abcdef',
  works: {
    status: 200,
    body: {
      jsonapi: { version: '1.0' },
      data: {
        type: 'user',
        id: '55a348e2-c3ad-4bbc-b40e-9b232d1f4121',
        attributes: {
          name: 'Ada Lovelace',
          username: 'ada',
          email: 'ada@example.com',
          avatar_url: 'https://snyk.io/ada.png',
        },
      },
    },
  },
  owner: {
    id: '55a348e2-c3ad-4bbc-b40e-9b232d1f4121',
    name: 'Ada Lovelace',
    email: 'ada@example.com',
    avatarUrl: 'https://snyk.io/ada.png',
  },
  wrong: [
    {
      credential: 'a regenerated token',
      outcome: 'rejected',
      status: 401,
      body: { status: '401', code: 'Unauthorized' },
    },
    {
      credential: 'a token of a plan without API access',
      outcome: 'missing-scope',
      status: 403,
      body: { jsonapi: { version: '1.0' }, errors: [{ status: '403', detail: 'Forbidden' }] },
    },
  ],
};
