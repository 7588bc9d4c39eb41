import { createHash } from 'node:crypto';
import { afterEach, describe, expect, test } from '@jest/globals';
import {
  type ScriptedExtension,
  startScriptedExtension,
} from '../../testing/extensions/scripted-extension.ts';
import { metadataOf } from '../../testing/servers/scripted-provider.ts';
import type { ProviderSettings } from './settings.ts';

let extension: ScriptedExtension;
afterEach(() => extension.close());

async function start(settings: Partial<ProviderSettings>, metadata: object = {}): Promise<void> {
  extension = await startScriptedExtension({ settings, pause: async () => undefined });
  const { provider } = extension;
  provider.overrides.discovery = () => ({ body: { ...metadataOf(provider.issuer), ...metadata } });
}
const last = (wanted: string) =>
  extension.provider.received.filter(({ endpoint }) => endpoint === wanted).at(-1);

describe('client authentication at the token endpoint', () => {
  test.each([
    ['client_secret_post', {}, ['client_secret_post']],
    ['client_secret_basic', {}, ['client_secret_post', 'client_secret_basic']],
    ['client_secret_post', { clientAuthentication: 'client_secret_post' }, ['client_secret_basic']],
  ] as const)('is %s with %j at a provider that lists %j', async (method, settings, listed) => {
    await start(settings, { token_endpoint_auth_methods_supported: listed });
    await extension.signIn();
    const sent = last('token');
    expect(sent?.parameters.has('client_secret')).toBe(method === 'client_secret_post');
    expect(sent?.headers.authorization?.startsWith('Basic ') ?? false).toBe(method === 'client_secret_basic');
  });

  test('names the method, the methods that the provider lists, and the settings if it is rejected', async () => {
    await start({}, { token_endpoint_auth_methods_supported: ['tls_client_auth'] });
    extension.provider.overrides.token = () => ({ status: 401, body: { error: 'invalid_client' } });
    const { outcome } = await extension.signIn();
    expect(outcome.error?.message).toBe(
      'OpenID Connect did not accept the request: invalid_client. The client authenticated with client_secret_basic; ' +
        "the provider lists tls_client_auth. Check clientId, SECRET and clientAuthentication in the provider's settings.",
    );
  });
});

describe('the scope offline_access', () => {
  const listed = { scopes_supported: ['openid', 'offline_access'] };
  test.each([
    ['is requested if the provider lists it', {}, listed, true],
    ['is not requested if the provider does not list it', {}, {}, false],
    ['is requested if the settings require it', { offlineAccess: true }, {}, true],
    ['is not requested if the settings disable it', { offlineAccess: false }, listed, false],
    ['is not added to scopes of the settings', { scopes: ['openid'] }, listed, false],
    [
      'is added to scopes of the settings if they require it',
      { scopes: ['openid'], offlineAccess: true },
      {},
      true,
    ],
    ['is not requested if no user is identified', { scopes: ['repo'] }, listed, false],
  ] as const)('%s', async (_what, settings, metadata, asked) => {
    await start(settings, metadata);
    await extension.reachCallback();
    expect(last('authorize')?.parameters.get('scope')?.split(' ').includes('offline_access')).toBe(asked);
  });
});

describe('a pushed authorization request (RFC 9126)', () => {
  test.each([
    [true, true],
    [undefined, false],
  ])('with the setting %s and metadata that does not require it is sent: %s', async (setting, pushed) => {
    await start(setting === undefined ? {} : { pushedAuthorization: setting });
    const { provider } = extension;
    const { issuer } = provider;
    provider.overrides.discovery = () => ({
      body: { ...metadataOf(issuer), pushed_authorization_request_endpoint: `${issuer}/revoke` },
    });
    provider.overrides.revoke = () => ({
      status: 201,
      body: { request_uri: 'urn:example:1', expires_in: 60 },
    });
    const { value } = JSON.parse(await extension.api('sign-in', { provider: 'test' }));
    expect(value.attempt).toBeDefined();
    expect(last('revoke') !== undefined).toBe(pushed);
  });
});

describe('a device authorization', () => {
  test('contains a PKCE challenge, and the poll contains its verifier (RFC 7636)', async () => {
    await start({});
    const { value } = { value: await extension.auth.signInWithDevice('test') };
    expect(JSON.stringify(value)).not.toContain('codeVerifier');
    await extension.auth.waitForAttempt(value.attempt, 10_000);
    const verifier = last('token')?.parameters.get('code_verifier') ?? '';
    expect(last('device')?.parameters.get('code_challenge_method')).toBe('S256');
    expect(last('device')?.parameters.get('code_challenge')).toBe(
      createHash('sha256').update(verifier).digest('base64url'),
    );
  });

  test('that the user declines at Entra ID is access-denied', async () => {
    await start({});
    extension.provider.overrides.token = () => ({ status: 400, body: { error: 'authorization_declined' } });
    const { value } = { value: await extension.auth.signInWithDevice('test') };
    const outcome = await extension.auth.waitForAttempt(value.attempt, 10_000);
    expect(outcome).toMatchObject({ status: 'failed', error: { code: 'access-denied' } });
  });
});
