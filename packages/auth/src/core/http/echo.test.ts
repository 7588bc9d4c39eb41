import { describe, expect, test } from '@jest/globals';
import { secretsOf, withoutEcho } from './echo.ts';

const basic = (user: string, password: string) =>
  `Basic ${Buffer.from([user, password].map(encodeURIComponent).join(':')).toString('base64')}`;

describe('the secrets of a token request', () => {
  test.each([
    'code',
    'code_verifier',
    'refresh_token',
    'client_secret',
    'client_assertion',
    'device_code',
    'state',
    'nonce',
  ])('include the parameter %s', (name) => {
    const body = new URLSearchParams({
      grant_type: 'any',
      client_id: 'my-client-id',
      [name]: 'a-long-secret',
    });
    expect(secretsOf({ body })).toEqual(['a-long-secret']);
  });

  test('include Basic credentials, encoded and decoded', () => {
    const authorization = basic('client', 'p%ss w:rd+long');
    const secrets = secretsOf({ headers: { authorization } });
    expect(secrets).toEqual([authorization.slice('Basic '.length), 'p%ss w:rd+long']);
  });

  test('include a DPoP proof', () => {
    expect(secretsOf({ headers: { dpop: 'header.payload.signature' } })).toEqual([
      'header.payload.signature',
    ]);
  });

  test('are none if there is no form, and exclude values as short as a word', () => {
    expect(secretsOf({})).toEqual([]);
    expect(secretsOf({ body: new URLSearchParams({ code: 'invalid' }) })).toEqual([]);
  });
});

test('are removed everywhere in a response, which is otherwise unchanged', () => {
  const answer = {
    error: 'invalid_grant',
    error_description: 'Invalid refresh token: a-long-secret (a-long-secret)',
    interval: 5,
    nested: { message: 'a-long-secret is used up', code: 190 },
    none: null,
  };
  expect(withoutEcho(answer, ['a-long-secret'])).toEqual({
    error: 'invalid_grant',
    error_description: 'Invalid refresh token: ... (...)',
    interval: 5,
    nested: { message: '... is used up', code: 190 },
    none: null,
  });
});
