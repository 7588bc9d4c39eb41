import type { Profile } from '@ddext-oauth/providers';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { acceptProfile, isSubject, safeProfile } from './safe-profile.ts';

const provider = (protocol: 'oidc' | 'oauth2') => ({ name: 'Acme', preset: { protocol } });

describe('the subject of a user', () => {
  test.each([
    ['one character', 'a'],
    ['255 characters', 'a'.repeat(255)],
    ['our separators', 'a:b::service%3A'],
    ['255 characters outside the basic plane', '\u{1f600}'.repeat(255)],
  ])('may be %s', (_what, id) => {
    expect(acceptProfile({ id }, provider('oauth2'))).toEqual({ id });
  });

  test.each([
    ['empty', ''],
    ['of 256 characters', 'a'.repeat(256)],
    ['with NUL', 'a\0'],
    ['with a line feed', 'a\nb'],
    ['with DEL', 'a\x7f'],
    ['with a C1 control', 'a\x85'],
    ['with an unpaired surrogate', 'a\ud800'],
    ['not a string', 7 as unknown as string],
  ])('is rejected as subject-invalid if it is %s', (_what, id) => {
    for (const protocol of ['oidc', 'oauth2'] as const) {
      expect(() => acceptProfile({ id }, provider(protocol))).toThrow(
        expect.objectContaining({ code: 'subject-invalid', message: expect.not.stringContaining('\0') }),
      );
    }
  });

  test('must be ASCII at an OpenID provider (OpenID Connect Core 1.0 section 2), but not at others', () => {
    expect(acceptProfile({ id: 'zoë' }, provider('oauth2'))).toEqual({ id: 'zoë' });
    expect(() => acceptProfile({ id: 'zoë' }, provider('oidc'))).toThrow(
      expect.objectContaining({ code: 'subject-invalid' }),
    );
  });
});

describe('a profile', () => {
  test('keeps only known members with valid types', () => {
    const told = {
      id: 'ada',
      name: 7,
      email: 'a@b.example',
      emailVerified: 'true',
      avatarUrl: 'http://a',
      token: 'x',
    };
    expect(safeProfile(told as unknown as Profile)).toEqual({ id: 'ada', email: 'a@b.example' });
  });

  test('reports whether the email address is verified only if there is one', () => {
    expect(safeProfile({ id: 'ada', emailVerified: true })).toEqual({ id: 'ada' });
    const whole: Profile = { id: 'ada', name: 'Ada', email: 'a@b.example', emailVerified: false };
    expect(safeProfile(whole)).toEqual(whole);
  });

  test('is accepted with its exact subject or rejected', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (id) => {
        if (isSubject(id)) expect(acceptProfile({ id }, provider('oauth2')).id).toBe(id);
        else expect(() => acceptProfile({ id }, provider('oauth2'))).toThrow();
      }),
    );
  });
});
