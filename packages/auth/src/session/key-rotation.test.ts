import { afterEach, describe, expect, test } from '@jest/globals';
import { TestBrowser } from '../testing/browsers/browser.ts';
import { type ScriptedExtension, startScriptedExtension } from '../testing/extensions/scripted-extension.ts';
import { type SignedInExtension, startSignedIn } from '../testing/extensions/signed-in.ts';
import { createSigningKey } from '../testing/fixtures/signing-keys.ts';
import { metadataOf } from '../testing/servers/scripted-provider.ts';

const ADA = 'test:ada';

describe('a provider that replaces its keys without a transition (OpenID Connect Core 1.0 section 10.1.1)', () => {
  let extension: SignedInExtension;
  afterEach(() => extension.close());

  const rotate = () => extension.identityProvider.restart({ jwks: { keys: [createSigningKey()] } });

  async function signIn(): Promise<string> {
    const browser = new TestBrowser();
    const { attempt, url } = await extension.auth.signIn('test');
    await browser.get(await browser.follow(url, `${extension.origin}/callback`));
    return (await extension.auth.waitForAttempt(attempt, 0)).status;
  }

  test('can sign in users immediately, several times in a row', async () => {
    extension = await startSignedIn();
    for (let times = 0; times < 3; times++) {
      rotate();
      expect(await signIn()).toBe('signed-in');
    }
  });

  test('refreshes a sign-in immediately, with one token request', async () => {
    extension = await startSignedIn();
    const { accessToken } = (await extension.store.get(ADA)) ?? {};
    rotate();
    const seen: string[] = [];
    extension.clock.now += 3_600_000;
    await extension.auth
      .fetch(ADA, `${extension.identityProvider.issuer}/me`)
      .then(({ status }) => seen.push(String(status)));
    expect(seen).toEqual(['200']);
    expect((await extension.store.get(ADA))?.accessToken).not.toBe(accessToken);
  });
});

describe('metadata and keys', () => {
  const clock = { now: 0 };
  let extension: ScriptedExtension;
  afterEach(() => extension.close());

  async function start(): Promise<void> {
    clock.now = Date.now();
    extension = await startScriptedExtension({ now: () => clock.now });
    expect((await extension.signIn()).outcome.status).toBe('signed-in');
    extension.provider.received.length = 0;
  }
  const requests = (wanted: string) =>
    extension.provider.received.filter(({ endpoint }) => endpoint === wanted).length;
  const moveTo = (members: object) => {
    extension.provider.overrides.discovery = () => ({
      body: { ...metadataOf(extension.provider.issuer), ...members },
    });
  };

  test('are fetched again for unknown key IDs a limited number of times, and then with delays', async () => {
    await start();
    const { provider } = extension;
    provider.overrides.token = () => ({
      body: provider.tokenResponse({ id_token: provider.idToken({}, { kid: 'made-up' }) }),
    });
    for (let times = 0; times < 20; times++) await extension.signIn();
    expect(requests('discovery')).toBe(5);
    expect(requests('jwks')).toBe(5);
    clock.now += 20_000;
    for (let times = 0; times < 5; times++) await extension.signIn();
    expect(requests('discovery')).toBe(6);
  });

  test('are fetched again once for a new key with the ID of the previous one', async () => {
    await start();
    extension.provider.rotateKeys();
    const { kid } = JSON.parse(
      Buffer.from(extension.provider.idToken().split('.')[0] as string, 'base64url').toString(),
    );
    const jwk = { ...extension.provider.publicKey().export({ format: 'jwk' }), kid, use: 'sig' };
    extension.provider.overrides.jwks = () => ({ body: { keys: [jwk] } });
    expect((await extension.signIn()).outcome.status).toBe('signed-in');
    expect(requests('jwks')).toBe(1);
  });

  test('are fetched again after six hours', async () => {
    await start();
    clock.now += 6 * 3_600_000 - 1;
    await extension.signIn();
    expect(requests('discovery')).toBe(0);
    clock.now += 1;
    await extension.signIn();
    await extension.signIn();
    expect(requests('discovery')).toBe(1);
  });

  test('that cannot be fetched again after six hours are still used', async () => {
    await start();
    extension.provider.overrides.discovery = () => ({ status: 503 });
    clock.now += 6 * 3_600_000;
    expect((await extension.signIn()).outcome.status).toBe('signed-in');
    expect((await extension.signIn()).outcome.status).toBe('signed-in');
    expect(requests('discovery')).toBe(1);
  });

  test('at a new URL are found by the next sign-in', async () => {
    await start();
    const { provider } = extension;
    provider.rotateKeys();
    const jwks = { keys: [{ ...provider.publicKey().export({ format: 'jwk' }), use: 'sig' }] };
    provider.overrides.jwks = () => ({ status: 404 });
    provider.overrides.revoke = () => ({ body: jwks });
    moveTo({ jwks_uri: `${provider.issuer}/revoke` });
    const signed = provider.idToken;
    provider.overrides.token = () => ({
      body: provider.tokenResponse({ id_token: signed({}, { kid: undefined }) }),
    });
    expect((await extension.signIn()).outcome.status).toBe('signed-in');
  });

  test('with another token endpoint are found by a sign-in, which sends one request to it', async () => {
    await start();
    const { provider } = extension;
    provider.overrides.token = () => ({ status: 404 });
    provider.overrides.device = () => ({ body: provider.tokenResponse() });
    moveTo({ token_endpoint: `${provider.issuer}/device` });
    expect((await extension.signIn()).outcome.status).toBe('signed-in');
    expect([requests('token'), requests('device')]).toEqual([1, 1]);
  });
});

describe('unusable keys are reported as an error of the provider and not of the token, if they', () => {
  let extension: ScriptedExtension;
  afterEach(() => extension.close());

  test.each([
    ['are not found', { status: 404 }],
    ['are an HTML page', { headers: { 'content-type': 'text/html' }, body: '<html>' }],
    ['are redirected', { status: 302, headers: { location: 'https://elsewhere.example' } }],
    ['are not a list', { body: { keys: {} } }],
    ['are more than 1 MiB', { body: { keys: [], more: 'x'.repeat(1024 * 1024) } }],
  ])('%s', async (_what, answer) => {
    extension = await startScriptedExtension();
    extension.provider.overrides.jwks = () => answer;
    await extension.expectFailure(await extension.signIn(), 502, 'provider-misconfigured');
  });
});

describe('the error for an ID token with an unsupported algorithm names the setting at the provider if it', () => {
  let extension: ScriptedExtension;
  afterEach(() => extension.close());

  test.each([
    ['HS256', 'signs ID tokens with HS256', ['RS256']],
    ['HS256', 'signs ID tokens with HS256', ['RS256', 'HS256']],
    ['HS512', 'signs ID tokens with HS512', ['HS512']],
    ['none', 'does not sign ID tokens', ['RS256']],
    ['none', 'does not sign ID tokens', ['RS256', 'none']],
  ])('%s, %s, of %j', async (alg, says, announced) => {
    extension = await startScriptedExtension();
    const { provider } = extension;
    provider.overrides.discovery = () => ({
      body: { ...metadataOf(provider.issuer), id_token_signing_alg_values_supported: announced },
    });
    provider.overrides.token = () => ({
      body: provider.tokenResponse({ id_token: provider.idToken({}, { alg }) }),
    });
    const seen = await extension.signIn();
    await extension.expectFailure(seen, 400, 'token-invalid');
    expect(seen.outcome.error?.message).toContain(says);
    expect(seen.outcome.error?.message).toContain('choose RS256 or ES256');
  });
});
