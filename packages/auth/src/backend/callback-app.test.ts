import { request } from 'node:http';
import type { Host } from '@ddext-oauth/providers';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { TestBrowser } from '../testing/browsers/browser.ts';
import {
  startExtensionWithProvider,
  type TestExtensionWithProvider,
} from '../testing/extensions/extension.ts';
import { DASHBOARD_LINK } from './pages.ts';

let extension: TestExtensionWithProvider;
let browser: TestBrowser;

beforeAll(async () => {
  extension = await startExtensionWithProvider();
});

afterAll(() => extension.close());

beforeEach(async () => {
  browser = new TestBrowser();
  for (const { id } of (await extension.auth.session()).accounts) await extension.auth.signOut(id);
});

const accounts = async () => (await extension.auth.session()).accounts;

/** Starts a sign-in and follows the provider's redirects, without opening the callback. */
async function reachCallback(through = browser, host?: Host) {
  const { attempt, url } = await extension.auth.signIn('test', 'authorization_code', host);
  return { attempt, callback: await through.follow(url, `${extension.origin}/callback`) };
}

/** Expects the fixed page of a failed sign-in, with the escaped title and nothing of the request. */
async function expectFailure(response: Response, status: number) {
  const body = await response.text();
  expect(response.status).toBe(status);
  expect(body).toContain('The sign-in to Test &lt;extension&gt; failed');
  expect(await accounts()).toEqual([]);
  return body;
}

/** Expects the page for an unknown browser, which does not show who is signed in. */
async function expectRefusal(response: Response, status: number) {
  const body = await response.text();
  expect(response.status).toBe(status);
  expect(body).toContain('<title>Test &lt;extension&gt;</title>');
  expect(body).not.toMatch(/(not|are) signed in to/);
  expect(await accounts()).toEqual([]);
  return body;
}

/** Sends a request that fetch does not allow. */
function raw(path: string, options: { method?: string; headers?: Record<string, string> }) {
  return new Promise<{ status: number | undefined; body: string }>((resolve, reject) => {
    request(`${extension.origin}${path}`, { agent: false, ...options }, async (response) => {
      let body = '';
      for await (const chunk of response) body += chunk;
      resolve({ status: response.statusCode, body });
    })
      .on('error', reject)
      .end();
  });
}

describe('a sign-in through a real identity provider', () => {
  test('rule 23: ends with an account and a page, not a redirect, that opens Docker Desktop', async () => {
    const { attempt, callback } = await reachCallback(browser, 'docker');
    const response = await browser.get(callback);
    const page = await response.text();

    expect(response.status).toBe(200);
    expect(page).toContain(`<meta http-equiv="refresh" content="0; url=${DASHBOARD_LINK}">`);
    expect(page).toContain(`<a href="${DASHBOARD_LINK}">`);
    expect(await accounts()).toMatchObject([
      {
        id: 'test:ada',
        provider: { id: 'test', name: 'OpenID Connect' },
        profile: { id: 'ada', name: 'Ada Lovelace', email: 'ada@example.com' },
        scopes: ['openid', 'profile', 'email'],
      },
    ]);
    expect(await extension.auth.waitForAttempt(attempt, 0)).toMatchObject({
      status: 'signed-in',
      value: { id: 'test:ada' },
    });
  });

  test('rule 24: ends with a page without code, state, token or name', async () => {
    const { callback } = await reachCallback();
    const page = await (await browser.get(callback)).text();
    const query = new URL(callback).searchParams;
    for (const secret of [query.get('code'), query.get('state'), 'Ada']) expect(page).not.toContain(secret);
  });

  test('rule 33: gives the UI an account without any token', async () => {
    await browser.get((await reachCallback()).callback);
    expect(JSON.stringify(await accounts())).not.toMatch(/token/i);
  });

  test('rule 1: requests a code with PKCE S256, state and nonce, and with the registered redirect URI only', async () => {
    const { url } = await extension.auth.signIn('test');
    const location = (await browser.get(url)).headers.get('location') as string;
    const query = new URL(location).searchParams;
    expect(Object.fromEntries(query)).toMatchObject({
      response_type: 'code',
      code_challenge_method: 'S256',
      redirect_uri: `${extension.origin}/callback/test`,
      scope: 'openid profile email offline_access',
    });
    for (const name of ['state', 'nonce', 'code_challenge']) expect(query.get(name)).toMatch(/^[\w-]{43}$/);
  });

  test('signs in the same user again without a second account', async () => {
    await browser.get((await reachCallback()).callback);
    await browser.get((await reachCallback()).callback);
    expect(await accounts()).toHaveLength(1);
  });

  test('continues in the browser that started it after a reload of the link', async () => {
    const { url } = await extension.auth.signIn('test');
    const first = await browser.get(url);
    const again = await browser.get(url);
    expect(again.headers.get('location')).toBe(first.headers.get('location'));
  });
});

describe('every response of the published port', () => {
  test.each(['/callback/test', '/login/unknown', '/', '/auth/session'])(
    'rule 22: %s has the headers that prevent a code from leaking',
    async (path) => {
      const { headers } = await browser.get(`${extension.origin}${path}`);
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/);
      expect(headers.get('x-powered-by')).toBeNull();
    },
  );
});

describe('an untrusted callback', () => {
  test('rule 18: a replayed callback is rejected and signs in no user', async () => {
    const { callback } = await reachCallback();
    await browser.get(callback);
    await extension.auth.signOut('test:ada');
    await expectRefusal(await browser.get(callback), 400);
  });

  test('rule 18: a callback with an unknown state is rejected', async () => {
    const { callback } = await reachCallback();
    const forged = new URL(callback);
    forged.searchParams.set('state', 'x'.repeat(43));
    await expectRefusal(await browser.get(forged.href), 400);
  });

  test.each(['', '?code=1', '?state=', '?state=a&state=b', '?state[]=a', '?error=access_denied'])(
    'rule 18: with the query "%s" is rejected',
    async (query) => {
      await expectRefusal(await browser.get(`${extension.origin}/callback/test${query}`), 400);
    },
  );

  test('rule 7: a callback without the cookie is rejected and ends the attempt', async () => {
    const { attempt, callback } = await reachCallback();
    await expectRefusal(await new TestBrowser().get(callback), 403);
    await expectRefusal(await new TestBrowser().get(callback), 400);
    await expectRefusal(await browser.get(callback), 403);
    expect(await extension.auth.waitForAttempt(attempt, 0)).toMatchObject({
      status: 'failed',
      error: { code: 'browser-mismatch' },
    });
  });

  test('rule 7: with the cookie of another attempt is rejected', async () => {
    const mine = new TestBrowser();
    await reachCallback(mine);
    const { callback } = await reachCallback(browser);
    await expectRefusal(await mine.get(callback), 403);
  });

  test('rule 19: a callback with another issuer is rejected (RFC 9207)', async () => {
    const { callback } = await reachCallback();
    const mixedUp = new URL(callback);
    mixedUp.searchParams.set('iss', 'https://attacker.example');
    await expectFailure(await browser.get(mixedUp.href), 400);
  });

  test('rule 19: a callback without the issuer that the provider announces is rejected (RFC 9207)', async () => {
    const { callback } = await reachCallback();
    const stripped = new URL(callback);
    stripped.searchParams.delete('iss');
    await expectFailure(await browser.get(stripped.href), 400);
  });

  test('a callback with a code that the provider did not issue is rejected', async () => {
    const { attempt, callback } = await reachCallback();
    const forged = new URL(callback);
    forged.searchParams.set('code', 'stolen');
    expect(await expectFailure(await browser.get(forged.href), 400)).not.toContain('stolen');
    expect(await extension.auth.waitForAttempt(attempt, 0)).toMatchObject({
      error: { code: 'exchange-failed' },
    });
  });

  test('rule 21: the text of a provider is escaped', async () => {
    const { callback } = await reachCallback();
    const refused = new URL(callback);
    refused.searchParams.delete('code');
    refused.searchParams.set('error', 'access_denied');
    refused.searchParams.set('error_description', '<img src=x onerror=alert(1)>');
    const body = await expectFailure(await browser.get(refused.href), 400);
    expect(body).toContain('&lt;img src=x onerror=alert(1)&gt;');
    expect(body).not.toContain('<img');
  });
});

describe('an untrusted request', () => {
  test.each(['attacker.example', 'localhost', '127.0.0.1'])(
    'rule 16: a request with the Host "%s" is rejected',
    async (host) => {
      for (const path of ['/callback/test', '/login/unknown', '/']) {
        expect((await raw(path, { headers: { host } })).status).toBe(421);
      }
    },
  );

  test('rule 16: with another Host is rejected although everything else is correct, without effect on the sign-in', async () => {
    const { callback } = await reachCallback();
    const { pathname, search } = new URL(callback);
    const headers = { host: 'attacker.example', cookie: browser.cookieFor(callback) };
    const { status, body } = await raw(`${pathname}${search}`, { headers });
    expect(status).toBe(421);
    expect(body).toContain('Unexpected Host header');
    expect(body).not.toContain('attacker.example');
    expect(await accounts()).toEqual([]);
    expect((await browser.get(callback)).status).toBe(200);
  });

  test.each(['HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'])(
    'rule 17: a request with the method %s is rejected',
    async (method) => {
      const { host } = new URL(extension.origin);
      expect((await raw('/callback/test', { method, headers: { host } })).status).toBe(405);
    },
  );

  test.each([
    '/',
    '/auth/session',
    '/Callback/test',
    '/callback',
    '/callback/',
    '/callback/test/',
    '/login/a/b',
    '/login',
  ])('rule 17: a request for %s is not found', async (path) => {
    await expectRefusal(await browser.get(`${extension.origin}${path}`), 404);
  });

  test.each(['/login/unknown', '/login/%E0%A4%A', '/login/..%2f..%2fetc'])(
    'a request for %s is rejected',
    async (path) => {
      await expectRefusal(await browser.get(`${extension.origin}${path}`), 400);
    },
  );

  test('rule 7: a link that another browser opened is rejected', async () => {
    const { url } = await extension.auth.signIn('test');
    await browser.get(url);
    await expectRefusal(await new TestBrowser().get(url), 403);
  });

  test('a request that opens a used attempt is rejected', async () => {
    const { attempt, callback } = await reachCallback();
    await browser.get(callback);
    await extension.auth.signOut('test:ada');
    await expectRefusal(await browser.get(`${extension.origin}/login/${attempt}`), 400);
  });
});
