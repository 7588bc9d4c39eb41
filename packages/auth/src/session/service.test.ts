import { generateKeyPairSync } from 'node:crypto';
import { oidc } from '@ddext-oauth/providers';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { ProviderSettings } from '../core/client/settings.ts';
import { startExtension, type TestExtension } from '../testing/extensions/extension.ts';
import { ecKeyPair, ed25519KeyPair, rsaKeyPair } from '../testing/fixtures/key-pairs.ts';
import { type ApiServer, startApiServer } from '../testing/servers/api-server.ts';
import { startIdentityProvider, type TestIdentityProvider } from '../testing/servers/identity-provider.ts';

const preset = { ...oidc, clientAuthentication: [...oidc.clientAuthentication, 'private_key_jwt'] } as const;
let identityProvider: TestIdentityProvider;
let extension: TestExtension;
let api: ApiServer;
let clock: { now: number };
let served: number;

// oidc-provider clones a client's keys and expects plain objects, but in jest structuredClone returns objects of another realm.
globalThis.structuredClone = (value) => (value === undefined ? value : JSON.parse(JSON.stringify(value)));

afterEach(() => Promise.all([identityProvider.close(), extension.close(), api.close()]));

/** Starts an extension with a service account, which uses the given client authentication. */
async function start(
  method: string,
  credential: Partial<ProviderSettings>,
  value: string,
  client: object = {},
) {
  api = await startApiServer();
  identityProvider = await startIdentityProvider([], {
    clients: [
      {
        client_id: 'service',
        token_endpoint_auth_method: method as 'client_secret_post',
        grant_types: ['client_credentials'],
        response_types: [],
        redirect_uris: [],
        ...client,
      },
    ],
    enabledJWA: { clientAuthSigningAlgValues: ['RS256', 'ES256', 'ES384', 'EdDSA', 'Ed25519'] },
  });
  clock = { now: Date.now() };
  served = 0;
  identityProvider.provider.on('grant.success', () => {
    served += 1;
  });
  const { issuer } = identityProvider;
  extension = await startExtension(
    async () => [
      {
        id: 'own',
        preset,
        issuer,
        clientId: 'service',
        grants: ['client_credentials'],
        scopes: [],
        apiHosts: [api.host],
        ...credential,
      },
    ],
    { read: () => value, now: () => clock.now },
  );
}

const secret = { clientSecret: { variable: 'SECRET' } };

describe("the extension's own account", () => {
  test('signs in when it is first needed, and is used until it expires', async () => {
    await start('client_secret_basic', secret, 'a-secret', { client_secret: 'a-secret' });
    for (let calls = 0; calls < 3; calls++) await extension.auth.fetch('own', api.origin);
    expect(served).toBe(1);
    clock.now += 3600_000;
    await extension.auth.fetch('own', api.origin);
    expect(served).toBe(2);
  });

  test('rule 34: signs in once for 100 calls at once', async () => {
    await start('client_secret_basic', secret, 'a-secret', { client_secret: 'a-secret' });
    await Promise.all(Array.from({ length: 100 }, () => extension.auth.fetch('own', api.origin)));
    expect(served).toBe(1);
    expect(api.requests).toHaveLength(100);
  });

  test('signs in again if an API rejects its token', async () => {
    await start('client_secret_basic', secret, 'a-secret', { client_secret: 'a-secret' });
    await extension.auth.fetch('own', api.origin);
    api.revoked.add((api.requests[0]?.headers.authorization ?? '').replace('Bearer ', ''));
    expect((await extension.auth.fetch('own', api.origin)).status).toBe(200);
    expect(served).toBe(2);
  });

  test('is listed as a service, and neither as an account nor as a provider', async () => {
    await start('client_secret_basic', secret, 'a-secret', { client_secret: 'a-secret' });
    await extension.auth.fetch('own', api.origin);
    expect(await extension.auth.session()).toEqual({
      providers: [],
      accounts: [],
      services: [{ provider: { id: 'own', name: 'OpenID Connect' }, kind: 'client_credentials' }],
    });
    expect(await extension.auth.verify('own')).toMatchObject({ status: 'works' });
    await expect(extension.auth.signIn('own')).rejects.toMatchObject({ code: 'grant-unsupported' });
  });

  test("that the provider rejects reports the provider's message", async () => {
    await start('client_secret_basic', secret, 'wrong', { client_secret: 'a-secret' });
    await expect(extension.auth.fetch('own', api.origin)).rejects.toMatchObject({
      code: 'exchange-failed',
      message: expect.stringContaining('invalid_client'),
    });
  });
});

describe('rule 29: a client authenticates', () => {
  test('with its secret in the Authorization header', async () => {
    await start('client_secret_basic', secret, 'a:secret/with=signs', {
      client_secret: 'a:secret/with=signs',
    });
    expect((await extension.auth.fetch('own', api.origin)).status).toBe(200);
  });

  test.each([
    ['an RSA key', () => rsaKeyPair()],
    ['a P-256 key', () => ecKeyPair('P-256')],
    ['a P-384 key', () => ecKeyPair('P-384')],
    ['an Ed25519 key', () => ed25519KeyPair()],
  ])('with an assertion signed by %s (RFC 7523)', async (_kind, generate) => {
    const { publicKey, privateKey } = generate();
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const jwk = { ...publicKey.export({ format: 'jwk' }), kid: 'a-key', use: 'sig' };
    const jwks = { keys: [jwk] };
    await start('private_key_jwt', { clientKey: { variable: 'KEY' }, clientKeyId: 'a-key' }, pem, { jwks });
    expect((await extension.auth.fetch('own', api.origin)).status).toBe(200);
  });

  test.each([
    ['is not PEM', 'not a key', 'the client key is not an unencrypted PKCS #8 private key in PEM'],
    [
      'is PKCS #1',
      generateKeyPairSync('rsa', { modulusLength: 2048 })
        .privateKey.export({ type: 'pkcs1', format: 'pem' })
        .toString(),
      'Convert it with "openssl pkcs8 -topk8 -nocrypt".',
    ],
    [
      'is truncated',
      '-----BEGIN PRIVATE KEY-----\nMC4CAQAw\n-----END PRIVATE KEY-----\n',
      'the client key is not a readable EC P-256, EC P-384, Ed25519 or RSA key.',
    ],
    [
      'is of another kind',
      generateKeyPairSync('x25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      'the client key is not a readable EC P-256, EC P-384, Ed25519 or RSA key.',
    ],
  ])('with no key that %s', async (_what, pem, message) => {
    await start('private_key_jwt', { clientKey: { variable: 'KEY' } }, pem, { jwks: { keys: [] } });
    await expect(extension.auth.fetch('own', api.origin)).rejects.toMatchObject({
      code: 'provider-not-configured',
      message: expect.stringContaining(message),
    });
  });
});
