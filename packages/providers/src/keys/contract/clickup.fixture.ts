import type { KeyFixture } from './fixture.ts';

export const fixture: KeyFixture = {
  key: 'pk_4753994_EXP7MPOJ7XQM5UJDV2M45MPF0YHH5YHO',
  header: 'pk_4753994_EXP7MPOJ7XQM5UJDV2M45MPF0YHH5YHO',
  works: {
    status: 200,
    body: {
      user: {
        id: 123,
        username: 'Ada Lovelace',
        email: 'ada@example.com',
        color: '#000000',
        profilePicture: 'https://attachments.clickup.com/ada.jpg',
      },
    },
  },
  owner: {
    id: '123',
    name: 'Ada Lovelace',
    email: 'ada@example.com',
    avatarUrl: 'https://attachments.clickup.com/ada.jpg',
  },
  wrong: [
    {
      credential: 'a regenerated token',
      outcome: 'rejected',
      status: 401,
      body: { err: 'Token invalid', ECODE: 'OAUTH_025' },
    },
    {
      credential: 'a token for another workspace',
      outcome: 'blocked',
      status: 401,
      body: { err: 'Team not authorized', ECODE: 'OAUTH_027' },
    },
  ],
};
