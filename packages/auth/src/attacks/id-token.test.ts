import { createHmac, generateKeyPairSync } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { type ScriptedExtension, startScriptedExtension } from '../testing/extensions/scripted-extension.ts';
import type { ScriptedProvider } from '../testing/servers/scripted-provider.ts';

let extension: ScriptedExtension;
beforeAll(async () => {
  extension = await startScriptedExtension();
});
afterAll(() => extension.close());
afterEach(() => {
  jest.restoreAllMocks();
  delete extension.provider.overrides.token;
});

const now = () => Math.floor(Date.now() / 1000);
const { privateKey: anotherKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

/** A token signed with the public key as a shared secret (RFC 8725 section 2.1). */
function confused({ idToken, publicKey }: ScriptedProvider): string {
  const pem = publicKey().export({ format: 'pem', type: 'spki' });
  const unsigned = idToken({}, { alg: 'HS256' }, '').slice(0, -1);
  return `${unsigned}.${createHmac('sha256', pem).update(unsigned).digest('base64url')}`;
}

describe('rule 30: a sign-in is rejected if its ID token', () => {
  test.each<[string, (provider: ScriptedProvider) => string]>([
    ['names another issuer', ({ idToken }) => idToken({ iss: 'https://attacker.example' })],
    ['is for another client', ({ idToken }) => idToken({ aud: 'another-client' })],
    [
      'is for several clients and has another authorized party',
      ({ idToken }) => idToken({ aud: ['scripted-client', 'b'], azp: 'b' }),
    ],
    ['expired a minute ago', ({ idToken }) => idToken({ exp: now() - 61 })],
    ['is not valid yet', ({ idToken }) => idToken({ nbf: now() + 120 })],
    ['never expires', ({ idToken }) => idToken({ exp: undefined })],
    ['has no subject', ({ idToken }) => idToken({ sub: undefined })],
    ['is signed with another key', ({ idToken }) => idToken({}, {}, anotherKey)],
    [
      'names a key that the provider does not have',
      ({ idToken }) => idToken({}, { kid: 'unknown' }, anotherKey),
    ],
    ['is not signed (alg: none)', ({ idToken }) => idToken({}, { alg: 'none', kid: undefined }, '')],
    ['is signed with the public key (HS256)', confused],
    ['has a signature that was cut off', ({ idToken }) => idToken({}, {}, '')],
  ])('%s', async (_what, make) => {
    const { provider } = extension;
    provider.overrides.token = () => ({ body: provider.tokenResponse({ id_token: make(provider) }) });
    await extension.expectFailure(await extension.signIn(), 400, 'token-invalid');
  });

  test.each([
    ['is not a JWT', 'not.a-jwt'],
    ['is missing', undefined],
  ])('%s', async (_what, id_token) => {
    const { provider } = extension;
    provider.overrides.token = () => ({ body: provider.tokenResponse({ id_token }) });
    await extension.expectFailure(await extension.signIn(), 400, 'exchange-failed');
  });

  test.each([
    ['has the nonce of another sign-in (rule 8)', { nonce: 'x'.repeat(43) }],
    ['has no nonce (rule 8)', { nonce: undefined }],
  ])('%s', async (_what, claims) => {
    const { provider } = extension;
    provider.overrides.token = () => ({ body: provider.tokenResponse({}, claims) });
    await extension.expectFailure(await extension.signIn(), 400, 'token-invalid');
  });
});

describe('rule 30: a sign-in continues', () => {
  test('if the ID token expired 20 seconds ago, to allow for clock skew', async () => {
    const { provider } = extension;
    provider.overrides.token = () => ({ body: provider.tokenResponse({}, { exp: now() - 20 }) });
    expect((await extension.signIn()).outcome.status).toBe('signed-in');
    await extension.auth.signOut('test:ada');
  });

  test('after the provider replaced its keys', async () => {
    expect((await extension.signIn()).outcome.status).toBe('signed-in');
    extension.provider.rotateKeys();
    // Cached keys of a provider are fetched again after a minute at the earliest.
    const later = Date.now() + 61_000;
    jest.spyOn(Date, 'now').mockImplementation(() => later);
    expect((await extension.signIn()).outcome.status).toBe('signed-in');
    await extension.auth.signOut('test:ada');
  });
});
