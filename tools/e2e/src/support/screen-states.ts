import {
  account,
  ada,
  all,
  answers,
  device,
  expiredKey,
  failing,
  gitHub,
  hub,
  problem,
  provider,
  type Screen,
  signIn,
  started,
  tokenEntry,
} from './screen-answers.ts';

/** Every state of the page. */
export const screens: readonly Screen[] = [
  { name: 'loading', file: 'loading', answers: {}, waitsFor: 'spinner' },
  { name: 'signed out, with one provider', file: 'signed-out', answers: answers({}), waitsFor: signIn },
  {
    ...{
      name: 'signed out, with several providers',
      file: 'providers',
      height: 560,
      answers: answers({ providers: all }),
    },
    waitsFor: 'Sign in with Slack',
  },
  {
    name: 'signed out, with a simulated provider and one that is not set up',
    file: 'not-set-up',
    answers: answers({
      providers: [
        provider('oidc', 'OpenID Connect', { simulated: true }),
        {
          ...gitHub,
          problem: problem('provider-not-configured', 'GitHub has no client id: set GITHUB_CLIENT_ID.', ''),
        },
      ],
    }),
    waitsFor: 'This sign-in is not set up yet.',
  },
  {
    name: 'adding a key, beside a sign-in',
    file: 'key-field',
    height: 620,
    answers: answers({ providers: [{ ...gitHub, key: tokenEntry }, hub] }),
    presses: ['Use a key: personal access token of GitHub'],
    waitsFor: 'Select read:user',
  },
  {
    name: 'waiting for the browser',
    file: 'waiting',
    answers: answers({}, started),
    presses: [signIn],
    waitsFor: 'Copy link',
  },
  {
    name: 'waiting after a reload, with other sign-in methods',
    file: 'still-waiting',
    answers: answers({
      providers: [{ ...gitHub, signInMethods: ['authorization_code', 'bridge', 'device_code'] }],
    }),
    stored: {
      'ddext-oauth.attempt acme/hosts': JSON.stringify({
        attempt: 'a',
        provider: 'github',
        signInMethod: 'authorization_code',
      }),
    },
    waitsFor: 'Finished in the browser',
  },
  {
    name: 'waiting for a code to be entered',
    file: 'device-code',
    height: 800,
    answers: answers({}, { '/auth/sign-in': { value: { attempt: 'a', device } } }),
    presses: ['Use a code on another device'],
    waitsFor: 'ABCD-EFGH',
  },
  {
    name: 'a sign-in that the user declined',
    file: 'declined',
    answers: failing(
      problem(
        'access-denied',
        'You declined access at GitHub.',
        'Press "Sign in" again if that was a mistake.',
      ),
    ),
    presses: [signIn],
    waitsFor: 'You declined access',
  },
  {
    name: 'a sign-in that failed',
    file: 'failed',
    answers: failing(
      problem(
        'provider-unreachable',
        'Could not reach GitHub.',
        'Check the network connection, then try again.',
      ),
    ),
    presses: [signIn],
    waitsFor: 'Could not reach GitHub.',
  },
  {
    name: 'a sign-in with a wrong setting',
    file: 'misconfigured',
    answers: failing(problem('exchange-failed', 'invalid_client. Check GITHUB_CLIENT_SECRET.', 'Set it.')),
    presses: [signIn],
    waitsFor: 'did not accept',
  },
  {
    name: 'a backend that is unreachable',
    file: 'unavailable',
    answers: answers(
      problem('unexpected', 'Could not reach the backend of this extension.', 'Wait a moment and try again.'),
    ),
    waitsFor: 'Could not reach',
  },
  {
    name: 'accounts that are locked',
    file: 'locked',
    answers: answers(
      problem('store-key-invalid', 'The accounts are sealed with another key.', 'Reload the extension.'),
    ),
    waitsFor: 'Try again',
  },
  {
    name: 'accounts that were quarantined',
    file: 'quarantined',
    answers: answers({
      notice: {
        code: 'store-quarantined',
        message: 'The file with the accounts is incomplete; it was kept as accounts.sealed.truncated.1.',
        advice: 'Sign in again. The developer of the extension may want to look at the file.',
      },
    }),
    waitsFor: 'The file with the accounts',
  },
  { name: 'signed in', file: 'signed-in', answers: answers({ accounts: [ada] }), waitsFor: 'Ada Lovelace' },
  {
    name: 'signed in with a key that has expired',
    file: 'key-account',
    answers: answers(
      {
        providers: [{ ...gitHub, key: tokenEntry }],
        accounts: [{ ...ada, key: { kind: tokenEntry.kind, noun: tokenEntry.noun } }],
        services: [{ provider: { id: 'grafana', name: 'Grafana' }, kind: 'api_key' }],
      },
      { '/auth/verify': { value: { status: 'failed', problem: expiredKey } } },
    ),
    presses: ['Test connection'],
    waitsFor: 'has expired',
  },
  {
    name: 'signed in, adding an account',
    file: 'add-account',
    height: 620,
    answers: answers({ providers: all, accounts: [ada] }),
    presses: ['Add account'],
    waitsFor: 'Sign in with Slack',
  },
  {
    name: 'signed in, with names of every kind',
    file: 'names',
    height: 1060,
    title: 'Containerinspektionswerkzeugverwaltung',
    answers: answers({
      accounts: [
        account({
          id: '1',
          name: `Wolfeschlegelsteinhausenbergerdorff ${'Maximiliane '.repeat(6)}`,
          email: `${'wolfeschlegelsteinhausen'.repeat(3)}@department.example.com`,
        }),
        account({ id: '2', name: 'عادة لوفليس', email: 'ada@example.com' }),
        account({ id: '3', name: '☺ Grace Hopper' }),
        account({
          id: '4',
          name: ' \u200b',
          email: 'blank@example.com',
          avatarUrl: 'https://127.0.0.1:9/broken.png',
        }),
        account({ id: '\u200b', name: ' ' }),
      ],
    }),
    waitsFor: 'blank@example.com',
  },
  {
    name: 'signed out of one of two accounts',
    file: 'signed-out-notice',
    answers: answers(
      { accounts: [ada] },
      { '/auth/sign-out': { value: { revoked: true, endSessionUrl: 'https://id.example/end' } } },
    ),
    presses: ['Sign out'],
    waitsFor: 'Sign out there too',
  },
  {
    name: 'signed in with a provider that this version does not have',
    file: 'provider-gone',
    answers: answers({
      accounts: [ada, account({ id: '1', name: 'Grace Hopper' }, { id: 'gitea', name: 'gitea' })],
    }),
    waitsFor: 'Remove account',
  },
];
