import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { type ScriptedExtension, startScriptedExtension } from '../testing/extensions/scripted-extension.ts';
import { metadataOf, type Override, type ScriptedProvider } from '../testing/servers/scripted-provider.ts';

let extension: ScriptedExtension;
beforeAll(async () => {
  extension = await startScriptedExtension();
});
afterAll(() => extension.close());
afterEach(() => {
  const { overrides } = extension.provider;
  for (const endpoint of Object.keys(overrides)) delete overrides[endpoint as keyof typeof overrides];
});

const dead: Override = (_received, response) => void response.destroy();
const html = { 'content-type': 'text/html' };
/** One byte more than 1 MiB, including the quotes around it. */
const tooLarge = 'x'.repeat(1024 * 1024 - 1);

describe('a sign-in ends with an error if the token endpoint', () => {
  test.each<[string, Override, number, Parameters<ScriptedExtension['expectFailure']>[2]]>([
    ['breaks the connection', dead, 502, 'provider-unreachable'],
    ['answers 500', () => ({ status: 500 }), 502, 'provider-unreachable'],
    [
      'returns 503 with a page',
      () => ({ status: 503, headers: html, body: '<h1>Down' }),
      502,
      'provider-unreachable',
    ],
    [
      'returns 429 with Retry-After',
      () => ({ status: 429, headers: { 'retry-after': '60' } }),
      502,
      'provider-unreachable',
    ],
    ['returns malformed JSON', () => ({ body: '{"access_token":' }), 400, 'exchange-failed'],
    ['returns an HTML page', () => ({ headers: html, body: '<p>Welcome</p>' }), 400, 'exchange-failed'],
    ['returns an array', () => ({ body: [] }), 400, 'exchange-failed'],
    ['returns an empty body', () => ({ body: '' }), 400, 'exchange-failed'],
    ['returns no access token', () => ({ body: { token_type: 'Bearer' } }), 400, 'exchange-failed'],
    ['returns more than 1 MiB', () => ({ body: JSON.stringify(tooLarge) }), 400, 'exchange-failed'],
    [
      'answers invalid_grant',
      () => ({ status: 400, body: { error: 'invalid_grant' } }),
      400,
      'exchange-failed',
    ],
    [
      'answers invalid_client',
      () => ({ status: 401, headers: { 'www-authenticate': 'Basic' }, body: { error: 'invalid_client' } }),
      400,
      'exchange-failed',
    ],
  ])('%s', async (_what, override, status, code) => {
    extension.provider.overrides.token = override;
    await extension.expectFailure(await extension.signIn(), status, code);
  });
});

test('a sign-in ends with an error if discovery names no token endpoint', async () => {
  const fresh = await startScriptedExtension();
  fresh.provider.overrides.discovery = but({ token_endpoint: undefined });
  await fresh.expectFailure(await fresh.signIn(), 502, 'provider-misconfigured');
  await fresh.close();
});

test("a provider's error text is shown without the secrets that it repeats", async () => {
  extension.provider.overrides.token = ({ parameters, headers }) => ({
    status: 400,
    body: {
      error: 'invalid_grant',
      error_description: `Invalid code ${parameters.get('code')}, verifier ${parameters.get('code_verifier')}, ${headers.authorization}`,
    },
  });
  const seen = await extension.signIn();
  await extension.expectFailure(seen, 400, 'exchange-failed');
  expect(seen.page).toContain('invalid_grant: Invalid code');
});

test('rule 43: a redirect of the token endpoint is not followed, and its target receives no request', async () => {
  const elsewhere = `${extension.provider.issuer}/revoke`;
  extension.provider.overrides.token = () => ({ status: 307, headers: { location: elsewhere } });
  extension.provider.received.length = 0;
  await extension.expectFailure(await extension.signIn(), 400, 'exchange-failed');
  expect(extension.provider.received.map(({ endpoint }) => endpoint)).toEqual(['authorize', 'token']);
});

describe('a sign-in uses the claims of the ID token if the user info endpoint', () => {
  test.each<[string, Override]>([
    ['is down', dead],
    ...[401, 403, 404, 500, 503].map((status): [string, Override] => [
      `answers ${status}`,
      () => ({ status, headers: { 'www-authenticate': 'Bearer error="invalid_token"' } }),
    ]),
    ['returns malformed JSON', () => ({ body: '{' })],
    ['returns an HTML page', () => ({ headers: html, body: '<p>Ada</p>' })],
    ['returns more than 1 MiB', () => ({ body: JSON.stringify(tooLarge) })],
    ['is a redirect', () => ({ status: 302, headers: { location: 'https://attacker.example/' } })],
    [
      'is a JWT that the provider did not announce',
      () => ({ headers: { 'content-type': 'application/jwt' }, body: extension.provider.idToken() }),
    ],
  ])('%s', async (_what, override) => {
    const { provider } = extension;
    provider.overrides.userinfo = override;
    provider.overrides.token = () => ({ body: provider.tokenResponse({}, { name: 'Ada of the ID token' }) });
    const seen = await extension.signIn();
    expect(seen.outcome.status).toBe('signed-in');
    expect(await extension.api('session')).toContain('"name":"Ada of the ID token"');
    await extension.auth.signOut('test:ada');
  });

  test('responds, and its claims are added to those of the ID token', async () => {
    const { provider } = extension;
    provider.overrides.userinfo = () => ({ body: { sub: 'ada', email: 'ada@example.com' } });
    provider.overrides.token = () => ({ body: provider.tokenResponse({}, { name: 'Ada of the ID token' }) });
    await extension.signIn();
    const { accounts } = JSON.parse(await extension.api('session')).value;
    expect(accounts[0].profile).toMatchObject({ name: 'Ada of the ID token', email: 'ada@example.com' });
    await extension.auth.signOut('test:ada');
  });

  test('rule 31: has another subject than the ID token: it fails, and the tokens are revoked', async () => {
    extension.provider.overrides.userinfo = () => ({ body: { sub: 'mallory', name: 'Mallory' } });
    extension.provider.received.length = 0;
    const seen = await extension.signIn();
    await extension.expectFailure(seen, 400, 'token-invalid');
    expect(seen.page).not.toContain('Mallory');
    expect(revoked()).toEqual(['refresh_token', 'access_token']);
  });
});

describe('signed user info that the provider announces', () => {
  let signed: ScriptedExtension;
  afterEach(() => signed.close());

  async function signInWith(claims: object, change: (provider: ScriptedProvider) => void = () => undefined) {
    signed = await startScriptedExtension();
    const { provider } = signed;
    provider.overrides.discovery = but({ userinfo_signing_alg_values_supported: ['RS256'] });
    provider.overrides.userinfo = () => {
      change(provider);
      const body = provider.idToken({ sub: 'ada', name: 'Ada, signed', ...claims });
      return { headers: { 'content-type': 'application/jwt' }, body };
    };
    return signed.signIn();
  }

  test('is read', async () => {
    expect((await signInWith({})).outcome.status).toBe('signed-in');
    expect(await signed.api('session')).toContain('Ada, signed');
  });

  test('with a key that was replaced just before is read', async () => {
    let rotated = false;
    const rotateOnce = (provider: ScriptedProvider) => {
      if (!rotated) provider.rotateKeys();
      rotated = true;
    };
    expect((await signInWith({}, rotateOnce)).outcome.status).toBe('signed-in');
    expect(await signed.api('session')).toContain('Ada, signed');
  });

  test('of another issuer is rejected', async () => {
    const seen = await signInWith({ iss: 'https://attacker.example' });
    await signed.expectFailure(seen, 400, 'token-invalid');
  });
});

const revoked = () =>
  extension.provider.received
    .filter(({ endpoint }) => endpoint === 'revoke')
    .map(({ parameters }) => parameters.get('token_type_hint'));

/** Returns the provider's metadata with these members replaced. */
const but =
  (members: object): Override =>
  ({ headers }) => ({ body: { ...metadataOf(`http://${headers.host}`), ...members } });

describe('a sign-in does not start if discovery', () => {
  test.each<[string, Override, string]>([
    ['breaks the connection', dead, 'provider-unreachable'],
    ['answers 500', () => ({ status: 500 }), 'provider-unreachable'],
    ['answers 429', () => ({ status: 429, headers: { 'retry-after': '60' } }), 'provider-unreachable'],
    ['returns malformed JSON', () => ({ body: '{' }), 'provider-misconfigured'],
    ['returns an HTML page', () => ({ headers: html, body: '<h1>Hello' }), 'provider-misconfigured'],
    ['returns more than 1 MiB', () => ({ body: JSON.stringify(tooLarge) }), 'provider-misconfigured'],
    ['names no authorization endpoint', but({ authorization_endpoint: undefined }), 'provider-misconfigured'],
    [
      'names an authorization endpoint that is not a URL',
      but({ authorization_endpoint: 'sign in' }),
      'provider-misconfigured',
    ],
    [
      'names an authorization endpoint that is not a web page',
      but({ authorization_endpoint: 'docker-desktop://dashboard/open' }),
      'provider-misconfigured',
    ],
    [
      'is a redirect',
      () => ({ status: 302, headers: { location: 'https://attacker.example/' } }),
      'provider-misconfigured',
    ],
    [
      'names another issuer, rule 44',
      () => ({ body: metadataOf('https://attacker.example') }),
      'provider-misconfigured',
    ],
  ])('%s', async (_what, override, code) => {
    const fresh = await startScriptedExtension();
    fresh.provider.overrides.discovery = override;
    const answer = await fresh.api('sign-in', { provider: 'test' });
    await fresh.close();
    expect(JSON.parse(answer)).toMatchObject({ ok: false, error: { code } });
  });
});
