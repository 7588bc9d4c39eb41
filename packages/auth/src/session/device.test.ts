import { oidc } from '@ddext-oauth/providers';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { ProviderSettings } from '../core/client/settings.ts';
import type { Pause } from '../core/http/pause.ts';
import { startExtension, type TestExtension } from '../testing/extensions/extension.ts';
import { startIdentityProvider, type TestIdentityProvider } from '../testing/servers/identity-provider.ts';
import {
  type ScriptedTokenResponse,
  startScriptedTokenServer,
} from '../testing/servers/scripted-token-server.ts';

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** Records the requested time and advances the clock by it instead of waiting. */
function patience(clock: { now: number }): { pause: Pause; waits: number[] } {
  const waits: number[] = [];
  const pause: Pause = async (milliseconds, signal) => {
    signal.throwIfAborted();
    waits.push(milliseconds / 1000);
    clock.now += milliseconds;
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { pause, waits };
}

/** Starts an extension with a server that returns a list of responses to polls. */
async function atScriptedServer(polls: ScriptedTokenResponse[], device: object = {}) {
  const server = await startScriptedTokenServer(polls, {
    device_code: 'a-device-code',
    user_code: 'ABCD-EFGH',
    verification_uri: 'https://id.example/device',
    expires_in: 600,
    ...device,
  });
  const clock = { now: 1_800_000_000_000 };
  const { pause, waits } = patience(clock);
  const preset = {
    ...oidc,
    endpoints: server.endpoints,
    protocol: 'oauth2' as const,
    scopes: { default: [], separator: ' ' as const },
  };
  const extension = await startExtension(
    async () => [{ id: 'test', preset, clientId: 'a', grants: ['device_code'] }],
    { pause, now: () => clock.now },
  );
  closers.push(server.close, extension.close);
  return { server, extension, waits, clock };
}

const outcomeOf = async ({ auth }: TestExtension, attempt: string) => auth.waitForAttempt(attempt, 60_000);
const pending = { status: 400, body: { error: 'authorization_pending' } };
const slowDown = { status: 400, body: { error: 'slow_down' } };
const tokens = { status: 200, body: { access_token: 'a-token', token_type: 'bearer' } };

describe('signing in by device code at a real provider', () => {
  async function atProvider(
    settings: Partial<ProviderSettings> = {},
  ): Promise<{ extension: TestExtension; identityProvider: TestIdentityProvider }> {
    const identityProvider = await startIdentityProvider([], {
      clients: [
        {
          client_id: 'test-extension',
          application_type: 'native',
          token_endpoint_auth_method: 'none',
          response_types: [],
          redirect_uris: [],
          grant_types: ['urn:ietf:params:oauth:grant-type:device_code', 'refresh_token'],
        },
      ],
    });
    const { issuer } = identityProvider;
    const extension = await startExtension(
      async () => [
        {
          id: 'test',
          preset: oidc,
          issuer,
          clientId: 'test-extension',
          grants: ['device_code'],
          ...settings,
        },
      ],
      { pause: () => new Promise((resolve) => setImmediate(resolve)) },
    );
    closers.push(identityProvider.close, extension.close);
    return { extension, identityProvider };
  }

  /** Allows or denies access on the provider's page after the user code was entered. */
  async function decide({ provider }: TestIdentityProvider, userCode: string, allowed: boolean) {
    const code = await provider.DeviceCode.findByUserCode(userCode.replaceAll('-', ''));
    if (!code) throw new Error('The provider does not know the code.');
    if (!allowed) return void (await Object.assign(code, { error: 'access_denied' }).save());
    const grant = new provider.Grant({ accountId: 'ada', clientId: 'test-extension' });
    grant.addOIDCScope('openid profile email');
    Object.assign(code, {
      grantId: await grant.save(),
      accountId: 'ada',
      scope: 'openid profile email',
      claims: {},
      authTime: Math.floor(Date.now() / 1000),
    });
    await code.save();
  }

  test('rule 39: returns the code and the link that contains it, polls until the user decides, and ends with the account', async () => {
    const { extension, identityProvider } = await atProvider();
    const { attempt, device } = await extension.auth.signInWithDevice('test');
    expect(device.userCode).toMatch(/^[A-Z]{4}-[A-Z]{4}$/);
    expect(device.verificationUri).toBe(`${identityProvider.issuer}/device`);
    expect(device.verificationUriComplete).toContain(device.userCode);
    await decide(identityProvider, device.userCode, true);
    expect(await outcomeOf(extension, attempt)).toMatchObject({
      status: 'signed-in',
      value: { id: 'test:ada', profile: { name: 'Ada Lovelace' } },
    });
  });

  test('rule 55: binds the tokens to a key, with one proof for each poll', async () => {
    const { extension, identityProvider } = await atProvider({ dpop: true });
    const bound: unknown[] = [];
    identityProvider.provider.on('access_token.saved', ({ jkt }) => void bound.push(jkt));
    const { attempt, device } = await extension.auth.signInWithDevice('test');
    await decide(identityProvider, device.userCode, true);
    expect(await outcomeOf(extension, attempt)).toMatchObject({ status: 'signed-in' });
    expect(bound).toEqual([expect.any(String)]);
    expect((await extension.auth.fetch('test', 'userinfo_endpoint')).status).toBe(200);
  });

  test('ends with access-denied if the user denies access', async () => {
    const { extension, identityProvider } = await atProvider();
    const { attempt, device } = await extension.auth.signInWithDevice('test');
    await decide(identityProvider, device.userCode, false);
    expect(await outcomeOf(extension, attempt)).toMatchObject({
      status: 'failed',
      error: { code: 'access-denied' },
    });
  });
});

describe('polling for a device code', () => {
  test('rule 40: waits five seconds if the provider returns no interval', async () => {
    const { extension, waits } = await atScriptedServer([pending, pending, tokens]);
    const { attempt } = await extension.auth.signInWithDevice('test');
    expect((await outcomeOf(extension, attempt)).status).toBe('signed-in');
    expect(waits).toEqual([5, 5, 5]);
  });

  test('rule 40: permanently waits five more seconds after each slow_down', async () => {
    const { extension, waits } = await atScriptedServer([slowDown, pending, slowDown, pending, tokens], {
      interval: 7,
    });
    const { attempt } = await extension.auth.signInWithDevice('test');
    await outcomeOf(extension, attempt);
    expect(waits).toEqual([7, 12, 12, 17, 17]);
  });

  test('rule 40: waits twice as long after a connection error', async () => {
    const { extension, waits } = await atScriptedServer(['break', 'break', pending, tokens]);
    const { attempt } = await extension.auth.signInWithDevice('test');
    await outcomeOf(extension, attempt);
    expect(waits).toEqual([5, 10, 20, 20]);
  });

  test.each([
    ['503', { status: 503, body: {} }, [5, 10, 10]],
    ['429', { status: 429, body: { message: 'Too many requests' } }, [5, 10, 10]],
    ['429 and Retry-After', { status: 429, body: {}, headers: { 'retry-after': '42' } }, [5, 42, 42]],
  ])('rule 40: continues more slowly after a temporary error %s', async (_what, answer, expected) => {
    const { extension, waits } = await atScriptedServer([answer, pending, tokens]);
    const { attempt } = await extension.auth.signInWithDevice('test');
    expect((await outcomeOf(extension, attempt)).status).toBe('signed-in');
    expect(waits).toEqual(expected);
  });

  test('rule 40: never waits past the expiry of the code, for any interval of the provider', async () => {
    const { extension, waits, server } = await atScriptedServer([slowDown], {
      interval: 4_000_000,
      expires_in: 900,
    });
    const { attempt } = await extension.auth.signInWithDevice('test');
    await expect(outcomeOf(extension, attempt)).resolves.toMatchObject({
      error: { code: 'device-code-expired' },
    });
    expect(waits).toEqual([900]);
    expect(server.polls()).toBe(0);
  });

  test('rule 40: handles GitHub, which returns authorization_pending with 200', async () => {
    const waiting = { status: 200, body: { error: 'authorization_pending' } };
    const { extension } = await atScriptedServer([waiting, waiting, tokens]);
    const { attempt } = await extension.auth.signInWithDevice('test');
    expect((await outcomeOf(extension, attempt)).status).toBe('signed-in');
  });

  test.each([
    ['access_denied', 'access-denied'],
    ['expired_token', 'device-code-expired'],
    ['invalid_grant', 'exchange-failed'],
  ])('rule 40: ends at %s', async (error, code) => {
    const { extension, server } = await atScriptedServer([pending, { status: 400, body: { error } }]);
    const { attempt } = await extension.auth.signInWithDevice('test');
    expect(await outcomeOf(extension, attempt)).toMatchObject({ status: 'failed', error: { code } });
    expect(server.polls()).toBe(2);
  });

  test('rule 40: ends when the code expires, for any response of the provider', async () => {
    const forever = Array.from({ length: 50 }, () => pending);
    const { extension, server } = await atScriptedServer(forever, { expires_in: 60, interval: 20 });
    const { attempt } = await extension.auth.signInWithDevice('test');
    await expect(outcomeOf(extension, attempt)).resolves.toMatchObject({
      error: { code: 'device-code-expired' },
    });
    expect(server.polls()).toBe(2);
  });

  test('ends when the user cancels', async () => {
    const forever = Array.from({ length: 1000 }, () => pending);
    const { extension, server } = await atScriptedServer(forever, { expires_in: 100_000 });
    const { attempt } = await extension.auth.signInWithDevice('test');
    extension.auth.cancelAttempt(attempt);
    expect(await outcomeOf(extension, attempt)).toMatchObject({ error: { code: 'attempt-cancelled' } });
    const polls = server.polls();
    await new Promise((resolve) => setImmediate(resolve));
    expect(server.polls()).toBeLessThanOrEqual(polls + 1);
  });
});

describe('the data that the backend returns', () => {
  test('rule 41: contains the user code and the link, never the device code', async () => {
    const { extension } = await atScriptedServer([tokens]);
    const created = await extension.auth.signInWithDevice('test');
    expect(created.device).toEqual({
      userCode: 'ABCD-EFGH',
      verificationUri: 'https://id.example/device',
      expiresAt: 1_800_000_600_000,
    });
    expect(JSON.stringify(created)).not.toContain('a-device-code');
  });
});

test.each([
  { verification_uri: 'http://id.example/device' },
  { verification_uri: 'javascript:alert(1)' },
  { verification_uri: 'id.example/device' },
  { verification_uri_complete: 'docker-desktop://dashboard/open' },
])('rule 42: a code with this verification URI is rejected: %j', async (device) => {
  const { extension } = await atScriptedServer([], device);
  await expect(extension.auth.signInWithDevice('test')).rejects.toMatchObject({
    code: 'provider-misconfigured',
    message: expect.stringContaining('is not an https address'),
  });
});

test('a provider without a device endpoint is reported immediately', async () => {
  const { extension } = await atScriptedServer([]);
  const preset = {
    ...oidc,
    endpoints: { authorization: 'https://id.example/a', token: 'https://id.example/t' },
  };
  const other = await startExtension(async () => [
    { id: 'test', preset, clientId: 'a', grants: ['device_code'] },
  ]);
  closers.push(other.close);
  await expect(other.auth.signInWithDevice('test')).rejects.toMatchObject({ code: 'grant-unsupported' });
  await expect(extension.auth.signIn('test')).rejects.toMatchObject({ code: 'grant-unsupported' });
});
