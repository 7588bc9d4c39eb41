import type { KeyFixture } from './fixture.ts';

export const fixture: KeyFixture = {
  key: '2hrGw25xR00AovPe2eBnjyGDdAt_2mBNvXGkkXLdVSzHFmvU1',
  header: 'Bearer 2hrGw25xR00AovPe2eBnjyGDdAt_2mBNvXGkkXLdVSzHFmvU1',
  works: {
    status: 200,
    body: { ingresses: [], uri: 'https://api.ngrok.com/agent_ingresses', next_page_uri: null },
  },
  wrong: [
    {
      credential: 'a deleted key',
      outcome: 'rejected',
      status: 401,
      body: {
        error_code: 'ERR_NGROK_202',
        status_code: 401,
        msg: 'The API authentication you specified could not be found.',
        details: {},
      },
    },
    {
      credential: 'an authtoken',
      outcome: 'rejected',
      status: 400,
      body: {
        error_code: 'ERR_NGROK_206',
        status_code: 400,
        msg: 'The authentication you specified is actually a tunnel credential.',
        details: {},
      },
    },
    {
      credential: 'a key of a suspended account',
      outcome: 'blocked',
      status: 403,
      body: {
        error_code: 'ERR_NGROK_205',
        status_code: 403,
        msg: 'The account has been suspended.',
        details: {},
      },
    },
  ],
};
