import { describe, expect, test } from '@jest/globals';
import * as client from 'openid-client';
import { asItCame, metadata, redeem, type TestGrant } from '../../testing/fixtures/redeem.ts';
import { normalizeTokenResponse } from './normalize.ts';

const json = (body: unknown, init: ResponseInit = {}) => Response.json(body, init);
const typed = (body: string, type: string | undefined, status = 200) =>
  // A Blob without a type sets no content type.
  new Response(new Blob([body]), { status, headers: type === undefined ? {} : { 'content-type': type } });

const FORM = 'application/x-www-form-urlencoded; charset=utf-8';
const tokens = { access_token: 'at', token_type: 'bearer' };
const NOT_JSON = 'OAUTH_RESPONSE_IS_NOT_JSON';
const NOT_CONFORM = 'OAUTH_RESPONSE_IS_NOT_CONFORM';
const INVALID = 'OAUTH_INVALID_RESPONSE';
const UNSUPPORTED = 'OAUTH_UNSUPPORTED_OPERATION';

describe('a success that openid-client would reject', () => {
  test.each<[string, TestGrant, Response, without: string, expected: object]>([
    [
      'form (GitHub without Accept)',
      'code',
      typed('access_token=at&scope=repo%2Cuser&token_type=bearer', FORM),
      NOT_JSON,
      { ...tokens, scope: 'repo user' },
    ],
    [
      'form as plain text (Facebook in the past)',
      'code',
      typed('access_token=at&expires_in=60\n', 'text/plain'),
      NOT_JSON,
      { ...tokens, expires_in: 60 },
    ],
    ['form without a content type', 'refresh', typed('access_token=at', undefined), NOT_JSON, tokens],
    ['without token_type (Twitch in the past)', 'refresh', json({ access_token: 'at' }), INVALID, tokens],
    ['with an empty token_type', 'refresh', json({ access_token: 'at', token_type: '' }), INVALID, tokens],
    [
      'token_type "bot" (Slack)',
      'code',
      json({ ok: true, access_token: 'at', token_type: 'bot' }),
      UNSUPPORTED,
      { ok: true, ...tokens },
    ],
    [
      'token_type "BearerToken" (Apigee)',
      'code',
      json({ access_token: 'at', token_type: 'BearerToken' }),
      UNSUPPORTED,
      tokens,
    ],
    [
      'token_type with a space',
      'code',
      json({ access_token: 'at', token_type: 'Bearer ' }),
      UNSUPPORTED,
      tokens,
    ],
    [
      'scope as an array (Twitch)',
      'device',
      json({ ...tokens, scope: ['chat:read', 'chat:edit'] }),
      INVALID,
      { ...tokens, scope: 'chat:read chat:edit' },
    ],
    ['scope as an empty array (Twitch)', 'device', json({ ...tokens, scope: [] }), INVALID, tokens],
    ['scope null', 'refresh', json({ ...tokens, scope: null }), INVALID, tokens],
    [
      'refresh_token null (Notion)',
      'code',
      json({ ...tokens, refresh_token: null, owner: null }),
      INVALID,
      tokens,
    ],
    ['an empty refresh_token', 'refresh', json({ ...tokens, refresh_token: '' }), INVALID, tokens],
    ['expires_in null', 'code', json({ ...tokens, expires_in: null }), INVALID, tokens],
    ['expires_in empty', 'code', json({ ...tokens, expires_in: '' }), INVALID, tokens],
    ['expires_in as text', 'code', json({ ...tokens, expires_in: 'never' }), INVALID, tokens],
    ['expires_in negative', 'code', json({ ...tokens, expires_in: -1 }), INVALID, tokens],
    ['an empty id_token', 'code', json({ ...tokens, id_token: '' }), INVALID, tokens],
    ['id_token null', 'refresh', json({ ...tokens, id_token: null }), INVALID, tokens],
    ['201 Created', 'code', json(tokens, { status: 201 }), NOT_CONFORM, tokens],
    ['202 Accepted', 'generic', json(tokens, { status: 202 }), NOT_CONFORM, tokens],
  ])('%s is accepted', async (_name, grant, answer, without, expected) => {
    expect(await redeem(grant, asItCame, answer)).toBe(without);
    expect(await redeem(grant, normalizeTokenResponse, answer)).toEqual(expected);
  });

  test("Slack's user token response is used completely, and nothing of the bot's", async () => {
    const user = { id: 'U1', access_token: 'xoxp', token_type: 'user', scope: 'chat:write,users:read' };
    const answer = json({
      ok: true,
      authed_user: user,
      refresh_token: 'of the bot',
      expires_in: 5,
      scope: 'commands',
    });
    expect(await redeem('code', asItCame, answer)).toBe(INVALID);
    expect(await redeem('code', normalizeTokenResponse, answer)).toEqual({
      ok: true,
      authed_user: user,
      access_token: 'xoxp',
      token_type: 'bearer',
      scope: 'chat:write users:read',
    });
  });

  test("Bitbucket's member for scopes is accepted, and the standard member has precedence", async () => {
    const grants = (members: object) =>
      redeem('code', normalizeTokenResponse, json({ ...tokens, ...members }));
    expect(await grants({ scopes: 'account email' })).toMatchObject({ scope: 'account email' });
    expect(await grants({ scopes: 'account email', scope: 'account' })).toMatchObject({ scope: 'account' });
  });

  test("Google's name for the verification URI is accepted", async () => {
    const answer = {
      device_code: 'd',
      user_code: 'u',
      verification_url: 'https://id.example/d',
      expires_in: 60,
    };
    const response = await normalizeTokenResponse(json(answer));
    expect(await response.json()).toMatchObject({ verification_uri: 'https://id.example/d' });
  });

  test("Slack's user token is ignored beside that of a bot", async () => {
    const answer = json({ ok: true, ...tokens, token_type: 'bot', authed_user: { access_token: 'xoxp' } });
    expect(await redeem('code', normalizeTokenResponse, answer)).toMatchObject(tokens);
  });
});

describe('a success that openid-client accepts', () => {
  test.each<[string, Response, object]>([
    ['JSON served as HTML', typed(JSON.stringify(tokens), 'text/html'), tokens],
    ['JSON served as a form', typed(JSON.stringify(tokens), FORM), tokens],
    ['token_type "Bearer"', json({ ...tokens, token_type: 'Bearer' }), tokens],
    ['token_type "DPoP"', json({ ...tokens, token_type: 'DPoP' }), { ...tokens, token_type: 'dpop' }],
    ['expires_in as a string', json({ ...tokens, expires_in: '3600' }), { ...tokens, expires_in: 3600 }],
    ['expires_in zero', json({ ...tokens, expires_in: 0 }), { ...tokens, expires_in: 0 }],
    ['expires_in zero as a string', json({ ...tokens, expires_in: '0' }), { ...tokens, expires_in: 0 }],
    ['expires_in with a fraction', json({ ...tokens, expires_in: 59.9 }), { ...tokens, expires_in: 59 }],
    ['scope with spaces', json({ ...tokens, scope: 'a  b' }), { ...tokens, scope: 'a  b' }],
    [
      'scope with commas (GitHub)',
      json({ ...tokens, scope: 'repo, user' }),
      { ...tokens, scope: 'repo user' },
    ],
    ['scope empty', json({ ...tokens, scope: '' }), tokens],
    [
      'additional members (Salesforce)',
      json({ ...tokens, instance_url: 'https://x.example' }),
      { ...tokens, instance_url: 'https://x.example' },
    ],
    ['an error that is null', json({ ...tokens, error: null }), tokens],
  ])('%s stays a success', async (_name, answer, expected) => {
    expect(await redeem('generic', asItCame, answer)).toHaveProperty('access_token', 'at');
    expect(await redeem('generic', normalizeTokenResponse, answer)).toEqual(expected);
  });
});

describe('a response that must stay rejected', () => {
  test.each<[string, Response, string]>([
    ['token_type "mac"', json({ ...tokens, token_type: 'mac' }), UNSUPPORTED],
    ['token_type of another kind', json({ ...tokens, token_type: 7 }), INVALID],
    ['no access token', json({ token_type: 'bearer' }), INVALID],
    ['an empty access token', json({ ...tokens, access_token: '' }), INVALID],
    ['an access token that is not a string', json({ ...tokens, access_token: { at: 1 } }), INVALID],
    ['a scope of mixed kinds', json({ ...tokens, scope: ['a', 1] }), INVALID],
    ['a nested token without "ok" (not Slack)', json({ authed_user: tokens }), INVALID],
    ['malformed JSON', typed('{"access_token":"at"', 'application/json'), 'OAUTH_PARSE_ERROR'],
    ['an array', json([tokens]), INVALID],
    ['a string', json('access_token=at'), INVALID],
    ['a number', json(1), INVALID],
    ['null', json(null), INVALID],
    ['a page with a form in it', typed('<a href="?a&access_token=at">', 'text/plain'), NOT_JSON],
    ['a form served as JSON', typed('access_token=at', 'application/json'), 'OAUTH_PARSE_ERROR'],
    ['a token with status 400', json(tokens, { status: 400 }), NOT_CONFORM],
    [
      'a redirect',
      new Response(null, { status: 302, headers: { location: 'https://id.example' } }),
      NOT_CONFORM,
    ],
    ['204 without a body', new Response(null, { status: 204 }), NOT_CONFORM],
    ['202 without a token', json({ queued: true }, { status: 202 }), NOT_CONFORM],
    ['503 in HTML', typed('<h1>Down</h1>', 'text/html', 503), NOT_CONFORM],
    ['429 in plain text', typed('slow down', 'text/plain', 429), NOT_JSON],
    ['500 with an error in JSON', json({ error: 'invalid_grant' }, { status: 500 }), NOT_CONFORM],
  ])('%s is', async (_name, answer, code) => {
    expect(await redeem('generic', asItCame, answer)).toBe(code);
    expect(await redeem('generic', normalizeTokenResponse, answer)).toBe(code);
  });

  test('an empty ID token is rejected if one is required', async () => {
    const configuration = new client.Configuration(metadata, 'id', undefined, client.None());
    configuration[client.customFetch] = () => normalizeTokenResponse(json({ ...tokens, id_token: '' }));
    const callback = new URL('https://app.example/callback?code=c');
    await expect(
      client.authorizationCodeGrant(configuration, callback, { idTokenExpected: true }),
    ).rejects.toMatchObject({ code: INVALID });
  });
});
