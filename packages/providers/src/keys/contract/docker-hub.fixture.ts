import type { KeyFixture } from './fixture.ts';

export const fixture: KeyFixture = {
  key: 'dckr_pat_Ab1-_xyz9Ab1-_xyz9Ab1-_xyz9',
  userName: 'ada',
  header: 'Basic YWRhOmRja3JfcGF0X0FiMS1feHl6OUFiMS1feHl6OUFiMS1feHl6OQ==',
  works: {
    status: 200,
    body: {
      token: 'eyJhbGciOiJSUzI1NiJ9.e30.c2ln',
      access_token: 'eyJhbGciOiJSUzI1NiJ9.e30.c2ln',
      expires_in: 300,
    },
  },
  wrong: [
    {
      credential: 'a token of another user',
      outcome: 'rejected',
      status: 401,
      body: { details: 'incorrect username or password' },
    },
    {
      credential: 'a deactivated token',
      outcome: 'rejected',
      status: 401,
      body: { details: 'incorrect username or password' },
    },
    {
      credential: 'too many attempts',
      outcome: 'rate-limited',
      status: 429,
      headers: { 'retry-after': '60' },
      body: { details: 'too many failed login attempts for username or IP address' },
    },
  ],
};
