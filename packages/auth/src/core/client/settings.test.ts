import { github, oidc } from '@ddext-oauth/providers';
import { describe, expect, test } from '@jest/globals';
import { type ProviderSettings, readVariables, resolveProvider } from './settings.ts';

const variables: Record<string, string> = { ISSUER: 'https://id.example', ID: 'client', SECRET: 'shh' };
const resolve = (settings: ProviderSettings) => resolveProvider(settings, (name) => variables[name]);
const base = { id: 'work', preset: oidc, issuer: { variable: 'ISSUER' }, clientId: { variable: 'ID' } };

describe('the settings of a provider', () => {
  test('are read by name, and default to the values of the preset', () => {
    expect(resolve(base)).toMatchObject({
      name: 'OpenID Connect',
      issuer: 'https://id.example',
      clientId: 'client',
      scopes: ['openid', 'profile', 'email'],
    });
  });

  test('rule 55: bind tokens to a key if they say so, or if the preset requires it', () => {
    const preset = (dpop: 'required' | 'supported') => ({ ...base, preset: { ...oidc, dpop } });
    const bound = (settings: ProviderSettings) => resolve(settings).dpop;
    expect([bound(base), bound({ ...base, dpop: true })]).toEqual([false, true]);
    expect([bound(preset('supported')), bound({ ...preset('supported'), dpop: true })]).toEqual([
      false,
      true,
    ]);
    expect([bound(preset('required')), bound({ ...preset('required'), dpop: false })]).toEqual([true, false]);
  });

  test('rule 29: without a secret configure a public client', () => {
    expect(resolve({ ...base, clientSecret: { variable: 'UNSET' } }).credential).toEqual({ method: 'none' });
  });

  test('rule 29: with a secret use the first method of the preset that sends one', () => {
    expect(resolve({ ...base, clientSecret: { variable: 'SECRET' } }).credential).toEqual({
      method: 'client_secret_basic',
      secret: 'shh',
    });
    const settings = { id: 'github', preset: github, clientId: 'a', clientSecret: { variable: 'SECRET' } };
    expect(resolve(settings).credential).toEqual({ method: 'client_secret_post', secret: 'shh' });
  });

  test.each(['a\nb', 'a\u0000', 'a\u0085b'])(
    'with the control characters of %j in a secret or an ID are rejected',
    (value) => {
      const read = () => value;
      const issuer = 'https://id.example';
      const invalid = expect.objectContaining({ code: 'setting-unreadable' });
      const secret = { ...base, issuer, clientId: 'a', clientSecret: { variable: 'SECRET' } };
      expect(() => resolveProvider(secret, read)).toThrow(invalid);
      expect(() => resolveProvider({ ...base, issuer }, read)).toThrow(invalid);
    },
  );

  test('are read once for each name from an asynchronous source', async () => {
    const asked: string[] = [];
    const read = async (name: string) => {
      asked.push(name);
      return variables[name];
    };
    const lookUp = await readVariables({ ...base, clientSecret: { variable: 'SECRET' } }, read);
    expect(asked.sort()).toEqual(['ID', 'ISSUER', 'SECRET']);
    expect(lookUp('SECRET')).toBe('shh');
    expect(lookUp('OTHER')).toBeUndefined();
  });

  test.each([
    [{ ...base, clientId: { variable: 'UNSET' } }, 'OpenID Connect has no client id: set UNSET.'],
    [{ ...base, clientId: '' }, "OpenID Connect has no client id: add it to the provider's file."],
    [{ ...base, issuer: 'id.example' }, 'OpenID Connect: the issuer "id.example" is not a URL.'],
    [
      { id: 'work', preset: oidc, clientId: 'a' },
      "OpenID Connect has no issuer: add it to the provider's file.",
    ],
    [
      { id: 'github', preset: github, clientId: 'a', clientSecret: { variable: 'GITHUB_CLIENT_SECRET' } },
      'GitHub has no client secret: set GITHUB_CLIENT_SECRET.',
    ],
  ])('that are incomplete are rejected with the missing setting (%#)', (settings, message) => {
    expect(() => resolve(settings)).toThrow(
      expect.objectContaining({ code: 'provider-not-configured', message }),
    );
  });
});
