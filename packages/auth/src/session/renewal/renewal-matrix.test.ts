import { createHash, generateKeyPairSync } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { AuthError, type AuthErrorCode } from '../../core/errors.ts';
import type { StoredAccount } from '../../stores/store.ts';
import {
  ADA,
  ALMOST_AN_HOUR,
  type ExpiringSignIn,
  startExpiringSignIn,
} from '../../testing/extensions/expiring-sign-in.ts';
import { readSecret, settingsAt } from '../../testing/extensions/scripted-extension.ts';
import { rsaKeyPair } from '../../testing/fixtures/key-pairs.ts';
import type { ScriptedProvider, ScriptedResponse } from '../../testing/servers/scripted-provider.ts';
import { Auth } from '../auth.ts';

const MINUTE = 60_000;
const CALLS = 20;

let extension: ExpiringSignIn['extension'];
let clock: ExpiringSignIn['clock'];
let disk: ExpiringSignIn['disk'];
let stored: ExpiringSignIn['stored'];
let provider: ScriptedProvider;
let nonce: unknown;

beforeEach(async () => {
  ({ extension, clock, disk, stored } = await startExpiringSignIn({ auth_time: signedInAt }));
  ({ provider } = extension);
  nonce = claimsOf((await stored()).idToken).nonce;
});
afterEach(() => extension.close());

const signedInAt = Math.floor(Date.now() / 1000);
const claimsOf = (idToken = '') =>
  JSON.parse(Buffer.from(idToken.split('.')[1] as string, 'base64url').toString());
const call = (auth = extension.auth) => auth.fetch(ADA, `${provider.issuer}/userinfo`);
const tokenRequests = () => provider.received.filter(({ endpoint }) => endpoint === 'token').length;

/** Returns the error codes of sequential calls. */
async function calls(times: number): Promise<AuthErrorCode[]> {
  const codes: AuthErrorCode[] = [];
  for (let each = 0; each < times; each++) {
    await call().catch((error: AuthError) => codes.push(error.code));
  }
  return codes;
}

/** Restarts the backend. Only its store and the provider are kept. */
const restart = () =>
  new Auth({
    extension: { id: 'acme/test', title: 'Test', strategy: 'backend-callback', port: 1 },
    providers: [settingsAt(provider)],
    store: extension.store,
    read: readSecret,
    insecureLoopbackIssuer: true,
    now: () => clock.now,
  });

const refuse =
  (status: number, body: unknown, headers = {}) =>
  () => {
    provider.overrides.token = () => ({ status, body, headers });
  };
const answer = (make: () => Record<string, unknown>) => () => {
  provider.overrides.token = () => ({ body: make() });
};
const keys = (made: () => ScriptedResponse) => () => {
  provider.overrides.jwks = made;
  provider.rotateKeys();
};
const breakConnection = (endpoint: 'token' | 'jwks') => () => {
  provider.rotateKeys();
  provider.overrides[endpoint] = (_received, response) => {
    response.destroy();
    return undefined;
  };
};
const { publicKey: weak } = rsaKeyPair(1024);

interface Row {
  readonly arrange: () => void;
  readonly code: AuthErrorCode;
  /** Returns the number of token requests of 20 calls. */
  readonly requests: number;
  readonly says?: RegExp;
}

type Rows = readonly (readonly [string, Row])[];

/** Responses that end the sign-in at the first rejection. */
const endingRefusals: readonly (readonly [string, readonly [number, unknown]])[] = [
  ['invalid_grant (RFC 6749 section 5.2)', [400, { error: 'invalid_grant' }]],
  [
    'invalid_request, "Refresh token expired." (Dex)',
    [400, { error: 'invalid_request', error_description: 'Refresh token expired.' }],
  ],
  [
    'invalid_request, claimed by another client (Dex)',
    [
      400,
      {
        error: 'invalid_request',
        error_description: 'Refresh token is invalid or has already been claimed by another client.',
      },
    ],
  ],
  ['400 with an empty body (glewlwyd)', [400, '']],
  ['403 with an empty body', [403, '']],
  ['invalid_request (LemonLDAP)', [400, { error: 'invalid_request' }]],
  ['interaction_required (Entra)', [400, { error: 'interaction_required', suberror: 'basic_action' }]],
  ['consent_required (Entra)', [400, { error: 'consent_required' }]],
  ['login_required (Entra)', [400, { error: 'login_required' }]],
  [
    'unauthorized_client, "refresh_token is invalid" (Atlassian)',
    [403, { error: 'unauthorized_client', error_description: 'refresh_token is invalid' }],
  ],
  ['invalid_scope', [400, { error: 'invalid_scope' }]],
  ['an unregistered error code', [422, { error: 'session_gone' }]],
];
const ending = endingRefusals.map(([what, [status, body]]): Rows[number] => [
  what,
  { arrange: refuse(status, body), code: 'sign-in-again', requests: 1 },
]);

/** Responses after which the account is kept and the time between requests increases. */
const temporary: Rows = [
  ...[408, 425, 429, 500, 502, 503, 504].map((status): Rows[number] => [
    `HTTP ${status}`,
    { arrange: refuse(status, ''), code: 'provider-unreachable', requests: 2 },
  ]),
  ...['temporarily_unavailable', 'slow_down', 'server_error'].map((error): Rows[number] => [
    error,
    { arrange: refuse(400, { error }), code: 'provider-unreachable', requests: 2 },
  ]),
  ['a closed connection', { arrange: breakConnection('token'), code: 'provider-unreachable', requests: 2 }],
];

/** Responses after which the account is kept and the message names the developer's settings. */
const aboutClient: Rows = [
  [
    'invalid_client',
    {
      arrange: refuse(401, { error: 'invalid_client' }),
      code: 'provider-misconfigured',
      requests: 2,
      says: /client_secret_basic.*SECRET/,
    },
  ],
  [
    '401 with an empty body',
    { arrange: refuse(401, ''), code: 'provider-misconfigured', requests: 2, says: /SECRET/ },
  ],
  [
    'unauthorized_client, "Invalid client credentials" (Keycloak)',
    {
      arrange: refuse(401, {
        error: 'unauthorized_client',
        error_description: 'Invalid client or Invalid client credentials',
      }),
      code: 'provider-misconfigured',
      requests: 2,
      says: /Invalid client credentials/,
    },
  ],
];

/** Responses after which the account is kept once. The second time in a row ends the sign-in. */
const unclear: Rows = [
  ['unauthorized_client without a description', refuse(400, { error: 'unauthorized_client' })],
  ['404', refuse(404, 'not here')],
  ['a redirect', refuse(302, '', { location: 'https://elsewhere.example' })],
  ['a page', refuse(200, '<html>', { 'content-type': 'text/html' })],
  ['no access token', answer(() => ({ token_type: 'Bearer' }))],
].map(([what, arrange]) => [what, { arrange, code: 'refresh-failed', requests: 2 }]) as unknown as Rows;

/** Keys that are unavailable: the new refresh token is kept, and the response is checked later without another request. */
const uncheckable: Rows = [
  ['answer 503', { arrange: keys(() => ({ status: 503 })), code: 'provider-unreachable', requests: 1 }],
  ['answer 429', { arrange: keys(() => ({ status: 429 })), code: 'provider-unreachable', requests: 1 }],
  ['do not respond', { arrange: breakConnection('jwks'), code: 'provider-unreachable', requests: 1 }],
  [
    'are not found (404)',
    { arrange: keys(() => ({ status: 404 })), code: 'provider-misconfigured', requests: 1 },
  ],
  [
    'are an HTML page',
    {
      arrange: keys(() => ({ headers: { 'content-type': 'text/html' }, body: '<html>' })),
      code: 'provider-misconfigured',
      requests: 1,
    },
  ],
  [
    'are redirected',
    {
      arrange: keys(() => ({ status: 302, headers: { location: '/' } })),
      code: 'provider-misconfigured',
      requests: 1,
    },
  ],
  [
    'are not a list',
    { arrange: keys(() => ({ body: { keys: 'none' } })), code: 'provider-misconfigured', requests: 1 },
  ],
  [
    'are malformed',
    {
      arrange: keys(() => ({ body: { keys: [{ kty: 'RSA', kid: kid(), n: '!', e: 'AQAB' }] } })),
      code: 'provider-misconfigured',
      requests: 1,
    },
  ],
  [
    'are weak',
    {
      arrange: keys(() => ({ body: { keys: [{ ...weak.export({ format: 'jwk' }), kid: kid() }] } })),
      code: 'provider-misconfigured',
      requests: 1,
    },
  ],
];

/** Invalid ID tokens: the new refresh token is kept, and no request is sent until the user signs in again. */
const invalid: Rows = [
  ['expired', () => provider.tokenResponse({}, { nonce, exp: signedInAt - 3600 })],
  ['is about another user', () => provider.tokenResponse({}, { nonce, sub: 'grace' })],
  [
    'has another nonce (OpenID Connect Core 1.0 section 12.2)',
    () => provider.tokenResponse({}, { nonce: 'another' }),
  ],
  [
    'has another auth_time (OpenID Connect Core 1.0 section 12.2)',
    () => provider.tokenResponse({}, { nonce, auth_time: signedInAt - 60 }),
  ],
  ['is from another issuer', () => provider.tokenResponse({}, { nonce, iss: 'https://elsewhere.example' })],
  ['is for another client', () => provider.tokenResponse({}, { nonce, aud: 'another' })],
  [
    'is signed with an unknown key',
    () => provider.tokenResponse({ id_token: provider.idToken({ nonce }, { kid: 'unknown' }) }),
  ],
  [
    'is signed with another key',
    () =>
      provider.tokenResponse({
        id_token: provider.idToken(
          { nonce },
          {},
          generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey,
        ),
      }),
  ],
  [
    'is signed with a secret',
    () => provider.tokenResponse({ id_token: provider.idToken({ nonce }, { alg: 'HS256' }) }),
  ],
  [
    'is not signed',
    () => provider.tokenResponse({ id_token: provider.idToken({ nonce }, { alg: 'none' }, '') }),
  ],
  [
    'belongs to another access token (at_hash)',
    () => provider.tokenResponse({}, { nonce, at_hash: 'AAAAAAAAAAAAAAAAAAAAAA' }),
  ],
].map(([what, make]) => [
  what,
  { arrange: answer(make as () => Record<string, unknown>), code: 'token-invalid', requests: 1 },
]) as unknown as Rows;

const kid = () =>
  createHash('sha256')
    .update(provider.publicKey().export({ format: 'der', type: 'spki' }))
    .digest('hex');

describe('token request rejected: the sign-in ends, and rule 35: its refresh token is not used again', () => {
  test.each(ending)('%s', async (_what, { arrange }) => {
    arrange();
    const [first, ...later] = await calls(CALLS);
    expect(first).toBe('sign-in-again');
    expect(new Set(later)).toEqual(new Set(['account-unknown']));
    expect(tokenRequests()).toBe(1);
    expect(await stored()).toBeUndefined();
  });
});

/** Expects that all calls fail with the code and keep the account, and that the next call after the failure refreshes it. */
async function expectRenewalAfterRecovery(before: unknown, code: unknown, requests: unknown): Promise<void> {
  expect(await calls(CALLS)).toEqual(Array(CALLS).fill(code));
  expect(tokenRequests()).toBe(requests);
  expect(await stored()).toEqual(before);
  provider.overrides = {};
  clock.now += MINUTE;
  expect((await call()).status).toBe(200);
}

describe('token request fails temporarily: the account is kept, and is refreshed when the provider responds', () => {
  test.each(temporary)('%s', async (_what, { arrange, code, requests }) => {
    const before = await stored();
    arrange();
    await expectRenewalAfterRecovery(before, code, requests);
  });
});

describe('token request fails because of the client: the account is kept, and the message names the setting', () => {
  test.each(aboutClient)('%s', async (_what, { arrange, code, requests, says }) => {
    const before = await stored();
    arrange();
    await expect(call()).rejects.toMatchObject({ code, message: expect.stringMatching(says as RegExp) });
    await expectRenewalAfterRecovery(before, code, requests);
  });
});

describe('unclear response: the account is kept once, and the second in a row ends the sign-in', () => {
  test.each(unclear)('%s', async (_what, { arrange, code }) => {
    arrange();
    expect((await calls(CALLS)).slice(0, 3)).toEqual([code, 'sign-in-again', 'account-unknown']);
    expect(tokenRequests()).toBe(2);
    expect(await stored()).toBeUndefined();
  });

  test.each(unclear)('%s, also if the backend restarts in between', async (_what, { arrange, code }) => {
    arrange();
    await expect(call()).rejects.toMatchObject({ code });
    await expect(call(restart())).rejects.toMatchObject({ code: 'sign-in-again' });
    expect(tokenRequests()).toBe(2);
  });

  test.each(unclear)('%s, but not if a refresh succeeds in between', async (_what, { arrange, code }) => {
    for (const _round of [1, 2]) {
      arrange();
      await expect(call()).rejects.toMatchObject({ code });
      provider.overrides = {};
      expect((await call()).status).toBe(200);
      clock.now += ALMOST_AN_HOUR;
    }
    expect(await stored()).toBeDefined();
  });
});

describe('storing: rule 34: a disk that is full from the start', () => {
  test.each([
    ['the refresh token', 1, 1],
    ['the rest', 2, 2],
  ])('for %s loses nothing and causes no further request', async (_what, from, puts) => {
    const { refreshToken } = await stored();
    disk.before = async () => {
      if (disk.puts >= from) throw new AuthError('store-failed', 'The disk that keeps the accounts is full.');
    };
    await expect(call()).rejects.toMatchObject({ code: 'store-failed' });
    expect(disk.puts).toBe(puts);
    expect((await stored()).refreshToken === refreshToken).toBe(from === 1);
    expect(await calls(CALLS)).toEqual(Array(CALLS).fill('store-failed'));
    expect(tokenRequests()).toBe(1);
    disk.before = async () => undefined;
    expect((await call()).status).toBe(200);
    expect(tokenRequests()).toBe(1);
  });

  test('for the end of a sign-in does not use the rejected token again', async () => {
    refuse(400, { error: 'invalid_grant' })();
    const { delete: forget } = extension.store;
    extension.store.delete = async () => {
      throw new AuthError('store-failed', 'The disk that keeps the accounts is full.');
    };
    expect(await calls(CALLS)).toEqual(Array(CALLS).fill('store-failed'));
    extension.store.delete = forget;
    await expect(call()).rejects.toMatchObject({ code: 'sign-in-again' });
    expect(tokenRequests()).toBe(1);
  });
});

/**
 * Expects that every call fails, with the new refresh token and the old access token in the store.
 *
 * @returns the stored account
 */
async function expectOnlyRefreshTokenRenewed({ arrange, code, requests }: Row): Promise<StoredAccount> {
  const { refreshToken, accessToken } = await stored();
  arrange();
  expect(await calls(CALLS)).toEqual(Array(CALLS).fill(code));
  expect(tokenRequests()).toBe(requests);
  const kept = await stored();
  expect(kept.refreshToken).not.toBe(refreshToken);
  expect(kept.accessToken).toBe(accessToken);
  return kept;
}

describe('validation impossible: rule 34: the new refresh token is stored if the keys', () => {
  test.each(uncheckable)('%s', async (_what, row) => {
    const kept = await expectOnlyRefreshTokenRenewed(row);
    provider.overrides = {};
    clock.now += MINUTE;
    expect((await call()).status).toBe(200);
    expect(tokenRequests()).toBe(1);
    expect((await stored()).refreshToken).toBe(kept.refreshToken);
  });

  test('are available after a restart, and the response is checked without another token request', async () => {
    keys(() => ({ status: 503 }))();
    await expect(call()).rejects.toMatchObject({ code: 'provider-unreachable' });
    provider.overrides = {};
    expect((await call(restart())).status).toBe(200);
    expect(tokenRequests()).toBe(1);
  });
});

describe('validation failed: rule 34: the new refresh token is stored and no request is sent, if the ID token', () => {
  test.each(invalid)('%s', async (_what, row) => {
    await expectOnlyRefreshTokenRenewed(row);
    await expect(call(restart())).rejects.toMatchObject({ code: row.code });
    expect(tokenRequests()).toBe(row.requests);

    provider.overrides = {};
    await extension.signIn();
    expect((await call()).status).toBe(200);
  });
});

describe('a clock that is wrong', () => {
  test('is reported instead of the provider, and after its correction the sign-in is refreshed', async () => {
    const tenMinutesAgo = () => new Date(Date.now() - 600_000).toUTCString();
    provider.overrides.token = () => ({
      headers: { date: tenMinutesAgo() },
      body: provider.tokenResponse({}, { nonce, exp: signedInAt - 300 }),
    });
    await expect(call()).rejects.toMatchObject({
      code: 'token-invalid',
      message: expect.stringContaining("This computer's clock is 10 min ahead of OpenID Connect's."),
      advice: 'Set the date and time of this computer, then sign in again.',
    });
    await calls(CALLS);
    expect(tokenRequests()).toBe(2);
    provider.overrides = {};
    clock.now += MINUTE;
    expect((await call()).status).toBe(200);
  });
});
