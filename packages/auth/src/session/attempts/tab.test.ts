import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Endpoints,
  type Extension,
  github,
  oidc,
  type Preset,
  type Redirect,
  redirectUriOf,
  redirectUrisOf,
} from '@ddext-oauth/providers';
import { afterEach, describe, expect, test } from '@jest/globals';
import * as openidClient from 'openid-client';
import { generateSealKey, memoryStore, sealedFileStore } from '../../stores/index.ts';
import type { TokenStore } from '../../stores/store.ts';
import { TestBrowser } from '../../testing/browsers/browser.ts';
import { startIdentityProvider, type TestIdentityProvider } from '../../testing/servers/identity-provider.ts';
import { Auth } from '../auth.ts';

const extensionFor = (redirect: Redirect | readonly ['scheme', 'bridge']) =>
  ({ id: 'acme/test', title: 'Test', strategy: 'extension-tab', redirect }) as const;
const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function start(
  redirect: Redirect | readonly ['scheme', 'bridge'] = 'scheme',
  store: TokenStore = memoryStore(),
) {
  const extension = extensionFor(redirect);
  const registered = redirectUrisOf(extension, { id: 'test', preset: oidc }).filter(
    (uri) => uri !== undefined,
  );
  const identityProvider = await startIdentityProvider(registered);
  closers.push(identityProvider.close);
  const clock = { now: Date.now() };
  const exchanges: string[] = [];
  identityProvider.provider.on('grant.success', (context) =>
    exchanges.push(String(context.oidc.params?.redirect_uri)),
  );
  const backend = (on = store) =>
    new Auth({
      extension,
      providers: [{ id: 'test', preset: oidc, issuer: identityProvider.issuer, clientId: 'test-extension' }],
      store: on,
      read: () => undefined,
      now: () => clock.now,
      insecureLoopbackIssuer: true,
    });
  return { auth: backend(), backend, identityProvider, clock, exchanges };
}

/** Starts a sign-in, and follows the browser to the provider's response. */
async function reachCallback(auth: Auth, signInMethod?: 'bridge') {
  const { attempt, url } = await auth.signIn('test', signInMethod);
  const redirectUri = new URL(url).searchParams.get('redirect_uri');
  const link = await new TestBrowser().follow(url, redirectUri?.split('?')[0] ?? '');
  return { attempt, query: new URL(link).searchParams };
}

const accounts = async (auth: Auth) => (await auth.session()).accounts.map(({ id }) => id);

/** Exchanges a code with openid-client alone, for a redirect URI with a query. */
async function exchangeUnaided({ issuer }: TestIdentityProvider): Promise<unknown> {
  const configuration = await openidClient.discovery(
    new URL(issuer),
    'test-extension',
    undefined,
    openidClient.None(),
    {
      execute: [openidClient.allowInsecureRequests],
    },
  );
  const pkceCodeVerifier = openidClient.randomPKCECodeVerifier();
  const url = openidClient.buildAuthorizationUrl(configuration, {
    redirect_uri: redirectUriOf(extensionFor('scheme'), { id: 'test', preset: oidc }),
    scope: 'openid',
    code_challenge: await openidClient.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: 'S256',
  });
  const link = await new TestBrowser().follow(url.href, 'docker-desktop:');
  return openidClient.authorizationCodeGrant(configuration, new URL(link), { pkceCodeVerifier });
}

describe('the redirect URI of the tab', () => {
  test('rule 12: loses its query in openid-client alone, and the provider rejects the code', async () => {
    const { identityProvider } = await start();
    await expect(exchangeUnaided(identityProvider)).rejects.toMatchObject({ error: 'invalid_grant' });
  });

  test.each([
    ['scheme', 'docker-desktop://dashboard/extension-tab?extensionId=acme/test'],
    ['bridge', 'https://open.docker.com/dashboard/extension-tab?extensionId=acme/test'],
  ] as const)(
    'rule 12: with %s is sent as registered, byte for byte, in both requests',
    async (redirect, uri) => {
      const { auth, exchanges } = await start(redirect);
      const { url } = await auth.signIn('test');
      expect(new URL(url).searchParams.get('redirect_uri')).toBe(uri);
      const { attempt, query } = await reachCallback(auth);
      // The provider encoded it differently.
      expect(query.toString()).toContain('extensionId=acme%2Ftest');
      await auth.finishSignInInTab(attempt, query);
      expect(exchanges).toEqual([uri]);
      expect(await accounts(auth)).toEqual(['test:ada']);
    },
  );
});

describe('an extension with both spellings registered', () => {
  test('rule 12: sends the redirect URI of the chosen method in both requests', async () => {
    const { auth, exchanges } = await start(['scheme', 'bridge']);
    expect((await auth.session()).providers[0]?.signInMethods).toEqual(['authorization_code', 'bridge']);
    const byBridge = await reachCallback(auth, 'bridge');
    const byScheme = await reachCallback(auth);
    await auth.finishSignInInTab(byScheme.attempt, byScheme.query);
    await auth.finishSignInInTab(byBridge.attempt, byBridge.query);
    expect(exchanges).toEqual([
      'docker-desktop://dashboard/extension-tab?extensionId=acme/test',
      'https://open.docker.com/dashboard/extension-tab?extensionId=acme/test',
    ]);
  });

  test('is the only one that offers the bridge as a second sign-in method', async () => {
    const { auth } = await start('bridge');
    expect((await auth.session()).providers[0]?.signInMethods).toEqual(['authorization_code']);
    await expect(auth.signIn('test', 'bridge')).rejects.toMatchObject({ code: 'request-invalid' });
  });
});

describe('a device code in addition to the tab', () => {
  const sessionOf = async (preset: Preset, issuer?: string) => {
    const settings = { id: 'test', preset, clientId: 'a', clientSecret: { variable: 'SECRET' } } as const;
    const auth = new Auth({
      extension: extensionFor('scheme'),
      providers: [{ ...settings, ...(issuer && { issuer }), grants: ['authorization_code', 'device_code'] }],
      store: memoryStore(),
      read: () => 'secret',
      insecureLoopbackIssuer: true,
    });
    const signInMethods = async () => (await auth.session()).providers[0]?.signInMethods;
    return { auth, signInMethods };
  };
  const { deviceAuthorization: _, ...endpoints } = github.endpoints as Endpoints;

  test.each([
    ['has', github, ['authorization_code', 'device_code']],
    ['lacks', { ...github, endpoints }, ['authorization_code']],
  ] as const)('is offered if the preset has the endpoint: it %s it', async (_what, preset, expected) => {
    expect(await (await sessionOf(preset)).signInMethods()).toEqual(expected);
  });

  test('is offered until discovery shows that the provider has no endpoint', async () => {
    const features = { devInteractions: { enabled: false } };
    const { issuer, close } = await startIdentityProvider([], { features });
    closers.push(close);
    const { auth, signInMethods } = await sessionOf(oidc, issuer);
    expect(await signInMethods()).toEqual(['authorization_code', 'device_code']);
    await auth.signIn('test');
    expect(await signInMethods()).toEqual(['authorization_code']);
  });
});

describe('rule 3: a provider without PKCE', () => {
  const plain: Preset = {
    ...oidc,
    pkce: { method: 'off', reason: 'Answers invalid_client to a code_verifier.' },
  };
  const make = (extension: Extension) => () =>
    new Auth({
      extension,
      providers: [{ id: 'test', preset: plain, issuer: 'https://id.example', clientId: 'a' }],
      store: memoryStore(),
      read: () => undefined,
    });

  test.each(['scheme', 'bridge'] as const)(
    'is rejected immediately if the code arrives by %s',
    (redirect) => {
      expect(make(extensionFor(redirect))).toThrow(
        'test does not use PKCE, and the code would pass other programs: Answers invalid_client to a code_verifier.',
      );
    },
  );

  test('is allowed if the callback server receives the code', () => {
    const extension = { id: 'acme/test', title: 'Test', strategy: 'backend-callback', port: 50_000 } as const;
    expect(make(extension)).not.toThrow();
  });
});

describe('rule 25: a response in the tab is ignored if it', () => {
  const change = (name: string, value: string) => (query: URLSearchParams) => query.set(name, value);

  test.each([
    ['has another state', change('state', 'x'.repeat(43)), 'callback-unexpected'],
    ['has no state', (query: URLSearchParams) => query.delete('state'), 'response-invalid'],
    ['has two states', (query: URLSearchParams) => query.append('state', 'x'), 'response-invalid'],
    ['is for another extension', change('extensionId', 'attacker/extension'), 'callback-unexpected'],
    ['names no extension', (query: URLSearchParams) => query.delete('extensionId'), 'callback-unexpected'],
  ])('%s, and the attempt continues', async (_what, tamper, code) => {
    const { auth, exchanges } = await start();
    const { attempt, query } = await reachCallback(auth);
    const forged = new URLSearchParams(query);
    tamper(forged);
    await expect(auth.finishSignInInTab(attempt, forged)).rejects.toMatchObject({ code });
    expect(exchanges).toEqual([]);
    await auth.finishSignInInTab(attempt, query);
    expect(await accounts(auth)).toEqual(['test:ada']);
  });

  test('arrives in a page that did not start a sign-in', async () => {
    const { auth, exchanges } = await start();
    const { query } = await reachCallback(auth);
    await expect(auth.finishSignInInTab('none', query)).rejects.toMatchObject({
      code: 'callback-unexpected',
    });
    expect(exchanges).toEqual([]);
  });

  test('belongs to another attempt', async () => {
    const { auth, exchanges } = await start();
    const [one, two] = [await reachCallback(auth), await reachCallback(auth)];
    await expect(auth.finishSignInInTab(one.attempt, two.query)).rejects.toMatchObject({
      code: 'callback-unexpected',
    });
    expect(exchanges).toEqual([]);
  });

  test('arrives after ten minutes', async () => {
    const { auth, clock, exchanges } = await start();
    const { attempt, query } = await reachCallback(auth);
    clock.now += 10 * 60 * 1000;
    await expect(auth.finishSignInInTab(attempt, query)).rejects.toMatchObject({ code: 'attempt-expired' });
    expect(exchanges).toEqual([]);
  });
});

describe('a repeated response in the tab', () => {
  test.each(['with its attempt', 'to a page without an attempt'])(
    '%s is not exchanged again, and returns the account',
    async (what) => {
      const { auth, exchanges } = await start();
      const { attempt, query } = await reachCallback(auth);
      await auth.finishSignInInTab(attempt, query);
      const again = auth.finishSignInInTab(what === 'with its attempt' ? attempt : 'none', query);
      expect(await again).toMatchObject({ id: 'test:ada' });
      expect(exchanges).toHaveLength(1);
    },
  );

  test('fails again with the same error', async () => {
    const { auth } = await start();
    const { attempt, query } = await reachCallback(auth);
    query.delete('code');
    query.set('error', 'access_denied');
    for (const id of [attempt, attempt, 'none'])
      await expect(auth.finishSignInInTab(id, query)).rejects.toMatchObject({ code: 'access-denied' });
  });

  test('is expired after ten minutes, each time', async () => {
    const { auth, clock } = await start();
    const { attempt, query } = await reachCallback(auth);
    clock.now += 10 * 60 * 1000;
    for (const id of [attempt, attempt, 'none'])
      await expect(auth.finishSignInInTab(id, query)).rejects.toMatchObject({ code: 'attempt-expired' });
    await expect(auth.waitForAttempt(attempt, 0)).rejects.toMatchObject({ code: 'attempt-expired' });
  });
});

describe('a response in the tab with the right state', () => {
  test('rule 19: from another issuer is rejected before the code is sent, and ends the sign-in', async () => {
    const { auth, exchanges } = await start();
    const { attempt, query } = await reachCallback(auth);
    const crossed = new URLSearchParams(query);
    crossed.set('iss', 'https://attacker.example');
    await expect(auth.finishSignInInTab(attempt, crossed)).rejects.toMatchObject({
      code: 'response-invalid',
    });
    expect(exchanges).toEqual([]);
    expect(await auth.waitForAttempt(attempt, 0)).toMatchObject({ status: 'failed' });
  });

  test('rule 27: with the code of another sign-in is rejected by the provider', async () => {
    const { auth } = await start();
    const [one, two] = [await reachCallback(auth), await reachCallback(auth)];
    one.query.set('code', two.query.get('code') ?? '');
    await expect(auth.finishSignInInTab(one.attempt, one.query)).rejects.toMatchObject({
      code: 'exchange-failed',
    });
    expect(await accounts(auth)).toEqual([]);
  });

  test('that denies access is reported', async () => {
    const { auth, exchanges } = await start();
    const { attempt, query } = await reachCallback(auth);
    query.delete('code');
    query.set('error', 'access_denied');
    await expect(auth.finishSignInInTab(attempt, query)).rejects.toMatchObject({ code: 'access-denied' });
    expect(exchanges).toEqual([]);
  });
});

test('a response in five pages at once is exchanged once, and all five return the account', async () => {
  const { auth, exchanges } = await start();
  const { attempt, query } = await reachCallback(auth);
  const pages = Array.from({ length: 5 }, () => auth.finishSignInInTab(attempt, query));
  expect((await Promise.all(pages)).map(({ id }) => id)).toEqual(Array(5).fill('test:ada'));
  expect(exchanges).toHaveLength(1);
});

describe('a backend that was restarted during a sign-in', () => {
  async function startRestartable() {
    const directory = mkdtempSync(join(tmpdir(), 'tab-'));
    closers.push(() => rmSync(directory, { recursive: true }));
    const key = generateSealKey();
    const created = await start('scheme', sealedFileStore({ directory, key }));
    return { ...created, restart: () => created.backend(sealedFileStore({ directory, key })) };
  }

  test('completes the sign-in from the sealed attempt', async () => {
    const { auth, restart } = await startRestartable();
    const { attempt, query } = await reachCallback(auth);
    const after = restart();
    expect(await after.waitForAttempt(attempt, 0)).toEqual({ status: 'pending' });
    await after.finishSignInInTab(attempt, query);
    expect(await accounts(after)).toEqual(['test:ada']);
    expect(await after.waitForAttempt(attempt, 0)).toMatchObject({ status: 'signed-in' });
  });

  test('cancels the sign-in, and rejects responses afterwards', async () => {
    const { auth, restart } = await startRestartable();
    const { attempt, query } = await reachCallback(auth);
    const after = restart();
    await after.cancelAttempt(attempt);
    await expect(after.finishSignInInTab(attempt, query)).rejects.toMatchObject({
      code: 'attempt-cancelled',
    });
  });
});
