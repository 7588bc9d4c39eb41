import { oauth2 } from '@ddext-oauth/providers';
import { afterEach, describe, expect, test } from '@jest/globals';
import { Auth } from '../../session/auth.ts';
import { memoryStore } from '../../stores/memory.ts';
import { accountOf } from '../../stores/testing/account.ts';
import { startScriptedTokenServer } from '../../testing/servers/scripted-token-server.ts';
import { resolveProvider } from '../client/settings.ts';
import { createFetch } from './fetch.ts';

/** The messages of runtimes for the same network error: Node, Chromium, Firefox, Safari, and an unknown one. */
const words = [
  'fetch failed',
  'Failed to fetch',
  'NetworkError when attempting to fetch resource.',
  'Load failed',
  'Netzwerkfehler',
];
const realFetch = globalThis.fetch;
const closers: (() => unknown)[] = [];

afterEach(async () => {
  globalThis.fetch = realFetch;
  Reflect.deleteProperty(globalThis, 'document');
  for (const close of closers.splice(0)) await close();
});

/** Fails requests to URLs with this ending, this many times. */
function lose(ending: string, reason: unknown, times = Number.POSITIVE_INFINITY) {
  let lost = 0;
  globalThis.fetch = (input, init) => {
    if (!String(input).endsWith(ending) || lost >= times) return realFetch(input, init);
    lost += 1;
    return Promise.reject(reason);
  };
}

async function extension() {
  const tokens = { status: 200, body: { access_token: 'a', token_type: 'bearer', refresh_token: 'r' } };
  const device = {
    device_code: 'd',
    user_code: 'ABCD-EFGH',
    verification_uri: 'https://id.example/device',
    expires_in: 900,
  };
  const server = await startScriptedTokenServer([tokens], device);
  closers.push(server.close);
  const waits: number[] = [];
  const store = memoryStore();
  const auth = new Auth({
    extension: { id: 'acme/test', title: 'Test', strategy: 'backend-callback', port: 50_000 },
    providers: [
      {
        id: 'test',
        preset: { ...oauth2, parameters: [], endpoints: server.endpoints },
        clientId: 'c',
        grants: ['device_code'],
        apiHosts: [new URL(server.endpoints.token).host],
      },
      { id: 'discovered', preset: oauth2Discovered, issuer: 'https://id.example', clientId: 'c' },
    ],
    store,
    read: () => undefined,
    insecureLoopbackIssuer: true,
    pause: async (milliseconds) => void waits.push(milliseconds / 1000),
  });
  return { auth, server, store, waits };
}

const { endpoints: _endpoints, parameters: _parameters, ...rest } = oauth2;
const oauth2Discovered = { ...rest, protocol: 'oidc' as const };

describe.each(words)('a network failure that the runtime calls "%s"', (word) => {
  test('slows down polling for a device code and does not end it (rule 40)', async () => {
    const { auth, waits } = await extension();
    lose('/token', new TypeError(word), 2);
    const { attempt } = await auth.signInWithDevice('test');
    expect(await auth.waitForAttempt(attempt, 60_000)).toMatchObject({ status: 'signed-in' });
    expect(waits).toEqual([5, 10, 20]);
  });

  test.each([
    ['discovery', '/openid-configuration', (auth: Auth) => auth.signIn('discovered')],
    ['a device authorization', '/device', (auth: Auth) => auth.signInWithDevice('test')],
    ['a refresh', '/token', (auth: Auth) => auth.accessToken('test:ada')],
  ])('is provider-unreachable at %s', async (_what, ending, request) => {
    const { auth, store } = await extension();
    await store.put({
      ...accountOf('ada'),
      id: 'test:ada',
      providerId: 'test',
      refreshToken: 'r',
      expiresAt: 1,
    });
    lose(ending, new TypeError(word));
    await expect(request(auth)).rejects.toMatchObject({ code: 'provider-unreachable' });
  });

  test('is provider-unreachable in an API call', async () => {
    const { auth, store, server } = await extension();
    const { expiresAt: _, ...ada } = accountOf('ada');
    await store.put({ ...ada, id: 'test:ada', providerId: 'test' });
    lose('/user', new TypeError(word));
    const call = auth.fetch('test:ada', server.endpoints.userInfo ?? '');
    await expect(call).rejects.toMatchObject({ code: 'provider-unreachable' });
  });

  test('is provider-unreachable when the profile is read', async () => {
    const { auth } = await extension();
    lose('/user', new TypeError(word));
    const { attempt } = await auth.signInWithDevice('test');
    expect(await auth.waitForAttempt(attempt, 60_000)).toMatchObject({
      error: { code: 'provider-unreachable' },
    });
  });
});

describe('a request to a provider', () => {
  const provider = resolveProvider(
    { id: 'test', preset: oauth2Discovered, issuer: 'https://id.example', clientId: 'c', name: 'Test' },
    () => undefined,
  );
  const send = (init: object = {}) =>
    createFetch(
      provider,
      false,
      [],
      () => undefined,
    )('https://id.example/x', {
      method: 'GET',
      headers: {},
      body: undefined,
      redirect: 'manual',
      ...init,
    });

  test.each([
    ['a backend', false, 'Could not reach Test (id.example).'],
    [
      'a page',
      true,
      'Could not reach Test (id.example), or its server does not let this page read responses (CORS).',
    ],
  ])('of %s that fails names the possible causes', async (_where, page, message) => {
    if (page) Object.defineProperty(globalThis, 'document', { value: {}, configurable: true });
    lose('/x', new TypeError('Failed to fetch'));
    await expect(send()).rejects.toMatchObject({ code: 'provider-unreachable', message });
  });

  test('that takes too long is provider-unreachable, without CORS', async () => {
    Object.defineProperty(globalThis, 'document', { value: {}, configurable: true });
    lose('/x', new DOMException('', 'TimeoutError'));
    const message = 'Test (id.example) did not respond in time.';
    await expect(send()).rejects.toMatchObject({ code: 'provider-unreachable', message });
  });

  test('that the caller aborts rejects with the reason of the caller', async () => {
    const reason = new DOMException('', 'AbortError');
    lose('/x', reason);
    await expect(send()).rejects.toBe(reason);
  });

  test('that cannot be sent is not reported as a network failure', async () => {
    await expect(send({ method: 'NOT A METHOD' })).rejects.toMatchObject({ name: 'TypeError' });
  });

  test('whose response is incomplete is provider-unreachable', async () => {
    const body = new ReadableStream({
      pull: (controller) => controller.error(new TypeError('network error')),
    });
    globalThis.fetch = async () => new Response(body);
    await expect(send()).rejects.toMatchObject({ code: 'provider-unreachable' });
  });
});
