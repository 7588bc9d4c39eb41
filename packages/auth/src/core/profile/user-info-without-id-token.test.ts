import { expect, test } from '@jest/globals';
import { fixture as acme } from '../../contract/oauth2.fixture.ts';
import { startRun } from '../../contract/run.ts';

const [userInfo = ''] = Object.keys(acme.resources);

test.each([
  ['answers 401', { status: 401, body: {} }],
  ['answers 403', { status: 403, body: {} }],
  ['answers 404', { status: 404, body: {} }],
  ['answers 500', { status: 500, body: {} }],
  ['is an HTML page', { body: '<p>Ada</p>' }],
  ['is malformed JSON', { body: '{' }],
])(
  'without an ID token, user info that %s fails the sign-in, and no account is stored',
  async (_what, answer) => {
    const run = await startRun(acme);
    try {
      run.script(userInfo, answer);
      await expect(run.signIn()).rejects.toMatchObject({ code: 'profile-unavailable' });
      expect((await run.auth.session()).accounts).toEqual([]);
    } finally {
      await run.close();
    }
  },
);
