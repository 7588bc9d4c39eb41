import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import * as oauth from 'openid-client';
import { openLinkUrl } from '../desktop-links/rewrite.ts';
import { createBrowserServer } from '../http/browser-server.ts';
import { closerOf, listen, preferredPort } from '../http/listen.ts';
import { rawRequest } from '../testing/clients/raw-request.ts';
import { signInOverHttp } from './sign-in/sign-in-over-http.ts';
import { type IdentityProvider, startIdentityProvider } from './start-identity-provider.ts';

/** A server that replaces the backend. A sign-in ends here with the response in the URL. */
const callback = createBrowserServer((_request, response) => response.end('back'));
const closeCallback = closerOf(callback);
const publishedPort = await listen(callback, 0);
const extensionId = 'acme/hello';
const loopbackUri = `http://127.0.0.1:${publishedPort}/callback/acme`;
const tabUri = `docker-desktop://dashboard/extension-tab?extensionId=${extensionId}`;
const bridgeUri = `https://open.docker.com/dashboard/extension-tab?extensionId=${extensionId}`;
const dashboardUrl = 'http://127.0.0.1:1/';
const extensionOrigin = 'http://127.0.0.1:2';

let provider: IdentityProvider;
let config: oauth.Configuration;
let authorizationEndpoint: string;
const printed: unknown[][] = [];

beforeAll(async () => {
  for (const method of ['warn', 'info', 'error'] as const) {
    jest.spyOn(globalThis.console, method).mockImplementation((...words) => void printed.push(words));
  }
  provider = await startIdentityProvider({
    title: 'Hello',
    extensionId,
    publishedPort,
    extensionOrigin,
    dashboardUrl,
    port: 0,
    formAction: undefined,
  });
  config = await oauth.discovery(new URL(provider.issuer), provider.clientId, undefined, oauth.None(), {
    execute: [oauth.allowInsecureRequests],
  });
  authorizationEndpoint = config.serverMetadata().authorization_endpoint ?? '';
});

afterAll(async () => {
  await provider?.close();
  await closeCallback();
  jest.restoreAllMocks();
});

const verifier = oauth.randomPKCECodeVerifier();

async function request(changed: Record<string, string | undefined> = {}): Promise<URL> {
  const parameters = {
    client_id: provider.clientId,
    response_type: 'code',
    redirect_uri: loopbackUri,
    scope: 'openid profile email',
    state: 'the-state',
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ...changed,
  };
  const url = new URL(authorizationEndpoint);
  for (const [name, value] of Object.entries(parameters)) if (value) url.searchParams.set(name, value);
  return url;
}

async function redirectAfter(url: URL, user = 'ada', deny = false): Promise<URL> {
  return new URL((await signInOverHttp(url.href, { user, deny })).finalUrl);
}

async function signIn(user = 'ada', changed = {}) {
  const back = await redirectAfter(await request(changed), user);
  return oauth.authorizationCodeGrant(config, back, {
    expectedState: 'the-state',
    pkceCodeVerifier: verifier,
  });
}

describe('the test identity provider', () => {
  test('publishes its metadata', () => {
    expect(config.serverMetadata()).toMatchObject({
      issuer: provider.issuer,
      code_challenge_methods_supported: ['S256'],
      authorization_response_iss_parameter_supported: true,
      scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
      device_authorization_endpoint: expect.any(String),
      revocation_endpoint: expect.any(String),
      end_session_endpoint: expect.any(String),
    });
  });

  test('signs a user in through the loopback address, with iss, claims and a refresh token', async () => {
    const tokens = await signIn('alan');
    const sub = tokens.claims()?.sub ?? '';
    expect(sub).toBe('alan');
    expect(tokens.refresh_token).toEqual(expect.any(String));
    expect(await oauth.fetchUserInfo(config, tokens.access_token, sub)).toEqual({
      sub: 'alan',
      name: 'Alan Turing',
      preferred_username: 'alan',
      email: 'alan@example.com',
      email_verified: false,
      picture: `${provider.issuer}/users/alan.svg`,
    });
  });

  test('redirects a sign-in by extension-tab to the dashboard, with the extension ID in the link', async () => {
    const url = await request({ redirect_uri: tabUri });
    const walk = signInOverHttp(url.href, { user: 'ada' });
    // There is no dashboard, so the sign-in ends at its URL.
    await expect(walk).rejects.toThrow('http://127.0.0.1:1/os/open');
  });

  test('redirects a sign-in by the bridge to the simulated bridge, with the query unchanged', async () => {
    const url = await request({ redirect_uri: bridgeUri });
    // There is no dashboard, so the sign-in ends at its URL.
    await expect(signInOverHttp(url.href, { user: 'ada' })).rejects.toThrow(
      'http://127.0.0.1:1/bridge/dashboard/extension-tab: fetch failed',
    );
  });

  test.each([
    ['the extension ID encoded', bridgeUri.replace('acme/', 'acme%2F')],
    ['the image with its tag', `${bridgeUri}:1.0.0`],
    ['another extension', bridgeUri.replace('hello', 'other')],
    ['another page of the bridge', bridgeUri.replace('extension-tab', 'open')],
    ['the tab’s link with the extension id encoded', tabUri.replace('acme/', 'acme%2F')],
  ])('rejects a redirect URI that differs from the registered one: %s', async (_what, uri) => {
    expect((await rawRequest(await request({ redirect_uri: uri }))).status).toBe(400);
  });

  test('rejects an unregistered redirect URI with an error page', async () => {
    const answer = await rawRequest(await request({ redirect_uri: 'http://127.0.0.1:1/elsewhere' }));
    expect(answer.status).toBe(400);
    expect(answer.headers.location).toBeUndefined();
    expect(answer.body).toContain('<code>invalid_redirect_uri</code>');
  });

  test('accepts localhost too, because some simulated providers accept no other host', async () => {
    const uri = loopbackUri.replace('127.0.0.1', 'localhost');
    expect((await rawRequest(await request({ redirect_uri: uri }))).status).toBe(303);
  });

  test.each([
    ['another path', '/callback', '/callback2'],
    ['no provider', '/callback/acme', '/callback'],
    ['a path that leads elsewhere', '/acme', '/..'],
    ['a longer path', '/acme', '/acme/more'],
    ['another port', String(publishedPort), '1'],
    ['a query', '/acme', '/acme?next=1'],
    ['another address of this machine', '127.0.0.1', '[::1]'],
    ['another host', '127.0.0.1', 'attacker.example'],
  ])('rejects %s in the redirect URI', async (_what, from, to) => {
    const uri = loopbackUri.replace(from, to);
    expect((await rawRequest(await request({ redirect_uri: uri }))).status).toBe(400);
  });

  test.each([
    ['a request without PKCE', { code_challenge: undefined, code_challenge_method: undefined }],
    ['PKCE by the plain method', { code_challenge_method: 'plain' }],
  ])('rejects %s', async (_what, changed) => {
    const { headers } = await rawRequest(await request(changed));
    expect(headers.location).toMatch(new RegExp(`^${loopbackUri}\\?error=invalid_request`));
  });

  test('rejects a wrong verifier', async () => {
    const back = await redirectAfter(await request());
    const checks = { expectedState: 'the-state', pkceCodeVerifier: oauth.randomPKCECodeVerifier() };
    await expect(oauth.authorizationCodeGrant(config, back, checks)).rejects.toMatchObject({
      error: 'invalid_grant',
    });
  });

  test('returns access_denied, state and iss if the user denies', async () => {
    const { searchParams } = await redirectAfter(await request(), 'ada', true);
    expect(Object.fromEntries(searchParams)).toMatchObject({
      error: 'access_denied',
      state: 'the-state',
      iss: provider.issuer,
    });
  });

  test('rotates refresh tokens, and ends the grant when an old one is used', async () => {
    const { refresh_token: first = '' } = await signIn();
    const { refresh_token: second = '' } = await oauth.refreshTokenGrant(config, first);
    expect(second).not.toBe(first);
    await expect(oauth.refreshTokenGrant(config, first)).rejects.toMatchObject({ error: 'invalid_grant' });
    await expect(oauth.refreshTokenGrant(config, second)).rejects.toMatchObject({ error: 'invalid_grant' });
  });

  test('revokes a token', async () => {
    const { refresh_token: token = '' } = await signIn();
    await oauth.tokenRevocation(config, token);
    await expect(oauth.refreshTokenGrant(config, token)).rejects.toMatchObject({ error: 'invalid_grant' });
  });

  test('issues a device code, and waits for the user', async () => {
    const device = await oauth.initiateDeviceAuthorization(config, { scope: 'openid email' });
    expect(device).toMatchObject({
      user_code: expect.stringMatching(/^[A-Z]{4}-[A-Z]{4}$/),
      verification_uri: `${provider.issuer}/device`,
    });
    const answer = await rawRequest(`${provider.issuer}/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
        client_id: provider.clientId,
        device_code: device.device_code,
      }).toString(),
    });
    expect(JSON.parse(answer.body)).toMatchObject({ error: 'authorization_pending' });
  });

  describe('for the UI of the extension', () => {
    const others = [dashboardUrl.slice(0, -1), 'http://localhost:2', 'https://evil.example', 'null'];
    const preflight = (origin: string, path: string, method: string) =>
      rawRequest(`${provider.issuer}${path}`, {
        method: 'OPTIONS',
        headers: {
          origin,
          'access-control-request-method': method,
          'access-control-request-headers': 'authorization',
        },
      });
    const corsHeaders = (headers: object) =>
      Object.keys(headers).filter((name) => /^access-control-/.test(name));

    test.each([
      ['/token', 'POST'],
      ['/me', 'GET'],
      ['/token/revocation', 'POST'],
      ['/jwks', 'GET'],
      ['/.well-known/openid-configuration', 'GET'],
    ])('accepts a preflight for %s from the UI, and from no other origin', async (path, method) => {
      expect((await preflight(extensionOrigin, path, method)).headers).toMatchObject({
        'access-control-allow-origin': extensionOrigin,
        'access-control-allow-methods': expect.stringContaining(method),
        'access-control-allow-headers': 'authorization',
      });
      for (const origin of others) {
        expect(corsHeaders((await preflight(origin, path, method)).headers)).toEqual([]);
      }
    });

    test.each(['/jwks', '/.well-known/openid-configuration'])(
      'allows it to read %s, and no other origin',
      async (path) => {
        const get = (origin: string) => rawRequest(`${provider.issuer}${path}`, { headers: { origin } });
        expect((await get(extensionOrigin)).headers['access-control-allow-origin']).toBe(extensionOrigin);
        for (const origin of others) expect(corsHeaders((await get(origin)).headers)).toEqual([]);
      },
    );

    test('exchanges, uses and revokes tokens for it, and rejects another origin', async () => {
      const { access_token: token, refresh_token: refresh = '' } = await signIn();
      const send = (origin: string, path: string, form: Record<string, string>) =>
        rawRequest(`${provider.issuer}${path}`, {
          method: 'POST',
          headers: { origin, 'content-type': 'application/x-www-form-urlencoded' },
          body: new URLSearchParams({ client_id: provider.clientId, ...form }).toString(),
        });
      const useAll = async (origin: string) => [
        await rawRequest(`${provider.issuer}/me`, { headers: { origin, authorization: `Bearer ${token}` } }),
        await send(origin, '/token', { grant_type: 'refresh_token', refresh_token: refresh }),
        await send(origin, '/token/revocation', { token }),
      ];
      for (const { status, headers } of await useAll('https://evil.example')) {
        expect({ status, cors: corsHeaders(headers) }).toEqual({ status: 400, cors: [] });
      }
      for (const { status, headers } of await useAll(extensionOrigin)) {
        expect({ status, origin: headers['access-control-allow-origin'] }).toEqual({
          status: 200,
          origin: extensionOrigin,
        });
      }
    });
  });

  test('its pages cannot be framed, send no referrer, and set no form-action', async () => {
    const { headers } = await rawRequest(`${provider.issuer}/device`);
    expect(headers).toMatchObject({ 'x-frame-options': 'DENY', 'referrer-policy': 'no-referrer' });
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers['content-security-policy']).not.toContain('form-action');
  });

  test('accepts only its own Host', async () => {
    const headers = { host: 'evil.example' };
    expect((await rawRequest(`${provider.issuer}/device`, { headers })).status).toBe(403);
  });

  test('shows a message for an unknown sign-in', async () => {
    const answer = await rawRequest(`${provider.issuer}/interaction/none`);
    expect(answer).toMatchObject({
      status: 400,
      body: expect.stringContaining('Start the sign-in again in the extension.'),
    });
  });

  test('serves a picture of each test user, and no other', async () => {
    for (const { picture } of provider.testUsers) {
      expect((await fetch(picture)).headers.get('content-type')).toContain('image/svg+xml');
    }
    expect((await fetch(`${provider.issuer}/users/constructor.svg`)).status).toBe(404);
  });

  test('prints nothing', () => {
    expect(printed).toEqual([]);
  });
});

test('the port of the test identity provider is never the port that the extension publishes', async () => {
  const id = `acme/${crypto.randomUUID()}`;
  const preferred = preferredPort(`${id} identity provider`);
  const other = await startIdentityProvider({
    title: 'Hello',
    extensionId: id,
    publishedPort: preferred,
    extensionOrigin,
    dashboardUrl,
    port: undefined,
    formAction: undefined,
  });
  expect(new URL(other.issuer).port).not.toBe(String(preferred));
  await other.close();
});

test('a link in a Location header is replaced with its URL on the dashboard', () => {
  expect(openLinkUrl(dashboardUrl, `${tabUri}&code=1`)).toBe(
    `http://127.0.0.1:1/os/open?url=${encodeURIComponent(`${tabUri}&code=1`)}`,
  );
});
