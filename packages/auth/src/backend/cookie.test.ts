import { expect, test } from '@jest/globals';
import { cookieName, cookieOptions, readCookie } from './cookie.ts';

test('rule 45: two extensions or two attempts never share a cookie name', () => {
  const names = [
    cookieName('acme/one', 'attempt-1'),
    cookieName('acme/one', 'attempt-2'),
    cookieName('acme/two', 'attempt-1'),
    cookieName('acme', 'one/attempt-1'),
  ];
  expect(new Set(names).size).toBe(names.length);
  for (const name of names) expect(name).not.toContain('acme');
});

test('rule 7: the cookie of an attempt is HttpOnly and SameSite, and expires after ten minutes', () => {
  expect(cookieOptions).toEqual({
    httpOnly: true,
    sameSite: 'lax',
    path: '/',
    maxAge: 600_000,
    priority: 'high',
  });
});

test.each([
  [undefined, undefined],
  ['', undefined],
  ['other=1', undefined],
  ['wanted=1', '1'],
  ['other=1; wanted=2', '2'],
  ['wanted=1; wanted=2', '1'],
  ['unwanted=1', undefined],
  ['wanted', ''],
  ['wanted=a=b', 'a=b'],
])('of the header %j the cookie read is %j', (header, value) => {
  expect(readCookie(header, 'wanted')).toBe(value);
});
