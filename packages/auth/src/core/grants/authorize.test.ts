import { oidc, type Preset } from '@ddext-oauth/providers';
import { catalog } from '@ddext-oauth/providers/catalog';
import { describe, expect, test } from '@jest/globals';
import { createConfiguration } from '../client/client.ts';
import { type ProviderSettings, resolveProvider } from '../client/settings.ts';
import { createAuthorizationRequest } from './authorize.ts';

const REDIRECT_URI = 'http://127.0.0.1:51234/callback';

/** Known endpoints, so that no request is sent. */
const preset: Preset = {
  ...oidc,
  endpoints: { authorization: 'https://id.example/authorize', token: 'https://id.example/token' },
};

async function requestWith(settings: Partial<ProviderSettings> = {}, times = 1) {
  const provider = resolveProvider(
    { id: 'test', preset, issuer: 'https://id.example', clientId: 'client', ...settings },
    (name) => (name === 'SECRET' ? 'client-secret' : undefined),
  );
  const configuration = await createConfiguration(provider, {}, [REDIRECT_URI]);
  const make = () => createAuthorizationRequest(configuration, provider, REDIRECT_URI);
  const made = await Promise.all(Array.from({ length: times }, make));
  return made.map((request) => ({ ...request, query: new URL(request.url).searchParams }));
}

const one = async (settings?: Partial<ProviderSettings>) => (await requestWith(settings))[0] as Made;
type Made = Awaited<ReturnType<typeof requestWith>>[number];

describe('an authorization request', () => {
  test('rule 1: requests a code, and no token in the redirect', async () => {
    const { query } = await one();
    expect(query.getAll('response_type')).toEqual(['code']);
    expect(query.has('response_mode')).toBe(false);
  });

  test.each([
    ['public', {}],
    ['confidential', { clientSecret: { variable: 'SECRET' } }],
  ])('rule 3: contains an S256 challenge for a %s client', async (_kind, settings) => {
    const { query, codeVerifier } = await one(settings);
    expect(query.get('code_challenge_method')).toBe('S256');
    expect(query.get('code_challenge')).toMatch(/^[\w-]{43}$/);
    expect(query.get('code_challenge')).not.toBe(codeVerifier);
  });

  test('rule 3: omits PKCE only if the preset gives a reason', async () => {
    const pkce = { method: 'off', reason: 'Answers invalid_client to a code_verifier.' } as const;
    const { query, codeVerifier } = await one({ preset: { ...preset, pkce } });
    expect([codeVerifier, query.get('code_challenge')]).toEqual([undefined, null]);
    const without = catalog.filter((known) => known.pkce.method === 'off');
    for (const known of without) expect(known.pkce).toMatchObject({ reason: expect.stringMatching(/\S/) });
  });

  test('rule 5: has a unique verifier of 43 characters from 256 random bits', async () => {
    const requests = await requestWith({}, 200);
    const verifiers = requests.map(({ codeVerifier }) => codeVerifier as string);
    expect(new Set(verifiers).size).toBe(200);
    for (const verifier of verifiers) expect(Buffer.from(verifier, 'base64url')).toHaveLength(32);
    for (const verifier of verifiers) expect(verifier).toMatch(/^[A-Za-z0-9._~-]{43}$/);
  });

  test('rule 6, rule 11: has a unique state of 256 random bits', async () => {
    const requests = await requestWith({}, 200);
    expect(new Set(requests.map(({ state }) => state)).size).toBe(200);
    for (const { state, query } of requests) {
      expect(query.getAll('state')).toEqual([state]);
      expect(Buffer.from(state, 'base64url')).toHaveLength(32);
      expect(state).toMatch(/^[\w-]{43}$/);
    }
  });

  test('rule 8: contains a nonce only if openid is requested', async () => {
    const { query, nonce } = await one();
    expect(nonce).toMatch(/^[\w-]{43}$/);
    expect(query.get('nonce')).toBe(nonce);
    expect((await one({ scopes: ['profile'] })).query.has('nonce')).toBe(false);
  });

  test('rule 10: requests the listed scopes and no others', async () => {
    expect((await one()).query.get('scope')).toBe('openid profile email');
    expect((await one({ scopes: ['openid', 'repo:read'] })).query.get('scope')).toBe('openid repo:read');
  });

  test('encodes a space as %20, and keeps a plus sign unchanged', async () => {
    const { url, query } = await one({ scopes: ['openid', 'a+b'] });
    expect(new URL(url).search).toMatch(/[?&]scope=openid%20a%2Bb(&|$)/);
    expect(query.get('scope')).toBe('openid a+b');
  });

  test('rule 12: contains the redirect URI byte for byte', async () => {
    const { query, redirectUri } = await one();
    expect(query.getAll('redirect_uri')).toEqual([REDIRECT_URI]);
    expect(redirectUri).toBe(REDIRECT_URI);
  });

  test('rule 28: contains the client ID and never its secret', async () => {
    const { url, query } = await one({ clientSecret: { variable: 'SECRET' } });
    expect(query.get('client_id')).toBe('client');
    expect(url).not.toContain('client-secret');
  });
});
