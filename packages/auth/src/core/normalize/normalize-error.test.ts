import { describe, expect, test } from '@jest/globals';
import { asItCame, redeem, type TestGrant } from '../../testing/fixtures/redeem.ts';
import { normalizeTokenResponse } from './normalize.ts';

const json = (body: unknown, init: ResponseInit = {}) => Response.json(body, init);
const typed = (body: string, type: string, status = 200) =>
  new Response(body, { status, headers: { 'content-type': type } });

const FORM = 'application/x-www-form-urlencoded; charset=utf-8';
const tokens = { access_token: 'at', token_type: 'bearer' };
const NOT_JSON = 'OAUTH_RESPONSE_IS_NOT_JSON';
const NOT_CONFORM = 'OAUTH_RESPONSE_IS_NOT_CONFORM';
const INVALID = 'OAUTH_INVALID_RESPONSE';

const facebook = (code: number) => ({ error: { message: 'Wrong', type: 'OAuthException', code } });

describe('an error that openid-client alone cannot parse', () => {
  test.each<[string, TestGrant, Response, without: unknown, expected: object]>([
    [
      '200 (GitHub)',
      'code',
      json({ error: 'bad_verification_code', error_description: 'Expired.' }),
      INVALID,
      { error: 'bad_verification_code', error_description: 'Expired.', status: 400 },
    ],
    [
      '400 with a code that contradicts its description (X)',
      'refresh',
      json(
        { error: 'invalid_request', error_description: 'Value passed for the token was invalid.' },
        { status: 400 },
      ),
      {
        error: 'invalid_request',
        error_description: 'Value passed for the token was invalid.',
        status: 400,
      },
      {
        error: 'invalid_grant',
        error_description: 'Value passed for the token was invalid.',
        status: 400,
      },
    ],
    [
      '200 in a form (GitHub without Accept)',
      'refresh',
      typed('error=bad_refresh_token&error_description=It+is+spent.', FORM),
      NOT_JSON,
      { error: 'bad_refresh_token', error_description: 'It is spent.', status: 400 },
    ],
    [
      '400 in a form',
      'code',
      typed('error=invalid_grant', FORM, 400),
      NOT_JSON,
      { error: 'invalid_grant', status: 400 },
    ],
    [
      '400 in JSON served as HTML',
      'code',
      typed('{"error":"invalid_grant"}', 'text/html', 400),
      NOT_JSON,
      { error: 'invalid_grant', status: 400 },
    ],
    [
      '200 with "ok": false (Slack)',
      'code',
      json({ ok: false, error: 'invalid_code' }),
      INVALID,
      { error: 'invalid_code', status: 400 },
    ],
    [
      '200 with "ok": false and nothing else',
      'code',
      json({ ok: false }),
      INVALID,
      { error: 'invalid_request', status: 400 },
    ],
    [
      'an object (Facebook)',
      'code',
      json(facebook(100), { status: 400 }),
      NOT_CONFORM,
      { error: 'invalid_request', error_description: 'Wrong', status: 400 },
    ],
    [
      'an object with a known number (Facebook)',
      'refresh',
      json(facebook(190), { status: 400 }),
      NOT_CONFORM,
      { error: 'invalid_grant', error_description: 'Wrong', status: 400 },
    ],
    [
      'an object with a standard code',
      'code',
      json({ error: { code: 'invalid_client' } }, { status: 401 }),
      NOT_CONFORM,
      { error: 'invalid_client', status: 401 },
    ],
    [
      'an object with a type that is a standard code',
      'code',
      json({ error: { type: 'invalid_grant' } }, { status: 400 }),
      NOT_CONFORM,
      { error: 'invalid_grant', status: 400 },
    ],
    [
      'an object with an unknown number',
      'code',
      json({ error: { code: 190, message: 'No' } }, { status: 400 }),
      NOT_CONFORM,
      { error: 'invalid_request', error_description: 'No', status: 400 },
    ],
    [
      '200 with an object',
      'code',
      json(facebook(4)),
      INVALID,
      { error: 'temporarily_unavailable', error_description: 'Wrong', status: 400 },
    ],
    [
      'a message (Twitch)',
      'refresh',
      json({ status: 400, message: 'Invalid refresh token' }, { status: 400 }),
      NOT_CONFORM,
      { error: 'invalid_grant', error_description: 'Invalid refresh token', status: 400 },
    ],
    [
      'a message about the client (Twitch)',
      'refresh',
      json({ status: 403, message: 'invalid client secret' }, { status: 403 }),
      NOT_CONFORM,
      { error: 'invalid_client', error_description: 'invalid client secret', status: 403 },
    ],
    [
      'a message with an unknown meaning',
      'code',
      json({ message: 'missing code' }, { status: 400 }),
      NOT_CONFORM,
      { error: 'invalid_request', error_description: 'missing code', status: 400 },
    ],
    [
      'a message with 401',
      'code',
      json({ message: 'Who?' }, { status: 401 }),
      NOT_CONFORM,
      { error: 'invalid_client', error_description: 'Who?', status: 401 },
    ],
    [
      'a message with 429',
      'code',
      json({ message: 'Later' }, { status: 429 }),
      NOT_CONFORM,
      { error: 'temporarily_unavailable', error_description: 'Later', status: 429 },
    ],
    [
      'true, with a message',
      'code',
      json({ error: true, message: 'No' }),
      INVALID,
      { error: 'invalid_request', error_description: 'No', status: 400 },
    ],
    [
      'authorization_pending with 200 (GitHub)',
      'generic',
      json({ error: 'authorization_pending' }),
      INVALID,
      { error: 'authorization_pending', status: 400 },
    ],
    [
      'slow_down with 200 (GitHub)',
      'generic',
      json({ error: 'slow_down', interval: 10 }),
      INVALID,
      { error: 'slow_down', status: 400 },
    ],
    [
      'slow_down as a message (Twitch)',
      'generic',
      json({ status: 400, message: 'slow_down' }, { status: 400 }),
      NOT_CONFORM,
      { error: 'slow_down', status: 400 },
    ],
    [
      'access_denied with 200 (GitHub)',
      'device',
      json({ error: 'access_denied' }),
      INVALID,
      { error: 'access_denied', status: 400 },
    ],
    [
      'expired_token with 200 (GitHub)',
      'device',
      json({ error: 'expired_token' }),
      INVALID,
      { error: 'expired_token', status: 400 },
    ],
  ])('%s is normalized', async (_name, grant, answer, without, expected) => {
    expect(await redeem(grant, asItCame, answer)).toEqual(without);
    expect(await redeem(grant, normalizeTokenResponse, answer)).toEqual(expected);
  });

  test('with a token and 200 is an error, although openid-client accepts the token', async () => {
    const answer = json({ ...tokens, error: 'invalid_scope' });
    expect(await redeem('code', asItCame, answer)).toHaveProperty('access_token');
    expect(await redeem('code', normalizeTokenResponse, answer)).toEqual({
      error: 'invalid_scope',
      status: 400,
    });
  });

  test.each([
    ['with 200 (GitHub)', json({ error: 'authorization_pending' }), INVALID],
    ['as a message (Twitch)', json({ message: 'authorization_pending' }, { status: 400 }), NOT_CONFORM],
  ])('that says "not yet" %s keeps the polling going', async (_name, pending, without) => {
    const answers = [pending, pending, json(tokens)];
    expect(await redeem('device', asItCame, ...answers)).toBe(without);
    expect(await redeem('device', normalizeTokenResponse, ...answers)).toEqual(tokens);
  });
});

describe('a normalized response', () => {
  const membersOf = async (answer: Response) => (await normalizeTokenResponse(answer)).json();

  test('of an error has only the members of RFC 6749 section 5.2', async () => {
    const body = {
      error: 'slow_down',
      error_uri: 'https://docs.example',
      interval: '10',
      access_token: 'at',
      ok: false,
    };
    expect(await membersOf(json(body))).toEqual({
      error: 'slow_down',
      error_uri: 'https://docs.example',
      interval: 10,
    });
  });

  test.each([
    ['quotes and backslashes', 'The “code” "x\\y"', "The 'code' 'x/y'"],
    [
      'line breaks and control characters (Entra ID)',
      'AADSTS70008: Expired.\r\nTrace ID: 1\u0000',
      'AADSTS70008: Expired. Trace ID: 1',
    ],
    ['no printable character', '認可', undefined],
    ['no end', 'x'.repeat(100_000), 'x'.repeat(512)],
  ])(
    'describes an error with %s in the character set of RFC 6749 section 5.2',
    async (_name, said, description) => {
      const body = await membersOf(
        json({ error: 'invalid_grant', error_description: said }, { status: 400 }),
      );
      expect(body).toEqual({
        error: 'invalid_grant',
        ...(description && { error_description: description }),
      });
    },
  );

  test('keeps the headers that say when and how to retry', async () => {
    const kept = {
      date: 'Thu, 20 Nov 2026 05:00:00 GMT',
      'dpop-nonce': 'n',
      'retry-after': '30',
    };
    const headers = {
      ...kept,
      'www-authenticate': 'Basic realm="x"',
      'content-length': '1',
      'content-encoding': 'gzip',
    };
    const { headers: normalized } = await normalizeTokenResponse(json({ error: 'slow_down' }, { headers }));
    expect(Object.fromEntries(normalized)).toEqual({ ...kept, 'content-type': 'application/json' });
  });

  test.each([
    ['503', () => new Response('down', { status: 503, headers: { 'retry-after': '30' } })],
    ['429', () => new Response('later', { status: 429, headers: { 'retry-after': '30' } })],
    ['303', () => new Response(null, { status: 303, headers: { location: 'https://id.example' } })],
  ])('is unchanged for %s without an error', async (_name, answer) => {
    const normalized = await normalizeTokenResponse(answer());
    const { status, headers } = answer();
    expect(normalized.status).toBe(status);
    expect(Object.fromEntries(normalized.headers)).toEqual(Object.fromEntries(headers));
    expect(await normalized.text()).toBe(await answer().text());
  });

  test('cannot modify a prototype', async () => {
    const untrusted =
      '{"__proto__":{"access_token":"at","polluted":1},"constructor":{"prototype":{"polluted":1}}}';
    expect(await redeem('generic', normalizeTokenResponse, typed(untrusted, 'application/json'))).toBe(
      INVALID,
    );
    expect(
      await redeem('generic', normalizeTokenResponse, typed('__proto__=1&error=e', FORM)),
    ).toHaveProperty('error', 'e');
    expect({}).not.toHaveProperty('polluted');
  });

  test('takes the last of duplicate members, as JSON.parse does', async () => {
    const answer = typed('{"access_token":"first","access_token":"last"}', 'application/json');
    expect(await redeem('generic', normalizeTokenResponse, answer)).toHaveProperty('access_token', 'last');
  });

  test('of an object that exceeds the stack depth is still an error', async () => {
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    const error = typed(
      `{"access_token":"at","token_type":"bearer","error":"e","x":${deep}}`,
      'application/json',
    );
    expect(await redeem('generic', normalizeTokenResponse, error)).toEqual({ error: 'e', status: 400 });
    const success = typed(`{"access_token":"at","token_type":"bearer","x":${deep}}`, 'application/json');
    expect(await redeem('generic', normalizeTokenResponse, success)).toHaveProperty('access_token', 'at');
  });
});
