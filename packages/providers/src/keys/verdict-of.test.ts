import { describe, expect, test } from '@jest/globals';
import { keyHeaderOf } from './key-header-of.ts';
import { dockerHubKey } from './presets/docker-hub.ts';
import { githubKey } from './presets/github.ts';
import { jfrogKey } from './presets/jfrog.ts';
import { localstackKey } from './presets/localstack.ts';
import { pagerdutyKey } from './presets/pagerduty.ts';
import { verdictOf } from './verdict-of.ts';

const answer = (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}) => ({
  status,
  headers,
  body: typeof body === 'string' ? body : JSON.stringify(body),
});

describe('verdictOf', () => {
  test.each([
    ['ENOTFOUND', 'its host name was not found'],
    ['EAI_AGAIN', 'its host name was not found'],
    ['ECONNREFUSED', 'the connection was refused'],
    ['UND_ERR_CONNECT_TIMEOUT', 'there was no response in time'],
    ['TimeoutError', 'there was no response in time'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'its certificate is not trusted on this machine'],
    ['CERT_HAS_EXPIRED', 'its certificate is not trusted on this machine'],
    ['ECONNRESET', 'the connection failed'],
  ])('says why the provider could not be reached: %s', (failure, cause) => {
    expect(verdictOf(githubKey, { failure })).toEqual({
      outcome: 'unreachable',
      message: `Could not reach GitHub: ${cause}.`,
    });
  });

  test('names the scopes that a key lacks', () => {
    const { message } = verdictOf(githubKey, answer(403, { message: 'Forbidden' }));
    expect(message).toContain('It needs: read:user.');
    expect(verdictOf(jfrogKey, answer(403, {})).message).toContain('Choose more permissions for it.');
  });

  test('repeats nothing of the response in the message, except its status', () => {
    const secret = 'S3cr3tOfTheUser';
    for (const status of [200, 302, 400, 401, 402, 403, 404, 429, 451, 500, 503]) {
      const { message } = verdictOf(
        githubKey,
        answer(status, { message: secret }, { 'x-request-id': secret }),
      );
      expect(message).not.toContain(secret);
    }
  });

  test.each([
    ['an empty body', ''],
    ['text', 'OK'],
    ['an array', '[]'],
    ['null', 'null'],
    ['an owner without an ID', '{"name":"Ada"}'],
    ['an ID beyond 2^53, which JSON has changed', '{"id":9007199254740993}'],
  ])('does not accept a key by %s with HTTP 200, if the response has to name its owner', (_title, body) => {
    expect(verdictOf(githubKey, answer(200, body))).toMatchObject({ outcome: 'unexpected-response' });
  });

  test('reads only a number of seconds from Retry-After', () => {
    const at = (value: string) => verdictOf(githubKey, answer(429, {}, { 'retry-after': value }));
    expect(at('12')).toMatchObject({ retryAfter: 12, message: expect.stringContaining('retry in 12 s') });
    expect(at('Wed, 21 Oct 2026 07:28:00 GMT').retryAfter).toBeUndefined();
    expect(at('-1').retryAfter).toBeUndefined();
  });

  test('also describes an OAuth account', () => {
    const account = { ...githubKey, noun: 'access token', scopes: ['read:user'] };
    expect(verdictOf(account, answer(401, {})).message).toMatch(/^GitHub rejected this access token: /);
  });

  test('takes a refusal that is not about the key as proof of it', () => {
    expect(verdictOf(localstackKey, answer(403, { message: 'generic.forbidden' })).outcome).toBe('works');
  });
});

describe('keyHeaderOf', () => {
  test.each([
    [githubKey, 'Bearer key'],
    [pagerdutyKey, 'Token token=key'],
    [localstackKey, `Basic ${btoa(':key')}`],
  ])('writes the header of $name', (method, value) => {
    expect(keyHeaderOf(method, 'key')).toEqual({ name: 'authorization', value });
  });

  test('sends a user name for the kind basic, as UTF-8', () => {
    const { value } = keyHeaderOf(dockerHubKey, 'key', 'añe');
    expect(Buffer.from(value.replace('Basic ', ''), 'base64').toString()).toBe('añe:key');
  });

  test('sends the key as the user name, with an empty password', () => {
    const method = {
      name: 'A',
      header: { name: 'authorization', scheme: 'Basic', keyIsUserName: true },
    } as const;
    expect(keyHeaderOf(method, 'key').value).toBe(`Basic ${btoa('key:')}`);
  });

  test.each([undefined, '', 'a:b'])('does not take the user name %j', (userName) => {
    expect(() => keyHeaderOf(dockerHubKey, 'key', userName)).toThrow(RangeError);
  });
});
