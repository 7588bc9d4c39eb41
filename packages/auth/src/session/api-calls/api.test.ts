import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type SignedInExtension, startSignedIn } from '../../testing/extensions/signed-in.ts';
import { type ApiServer, startApiServer } from '../../testing/servers/api-server.ts';
import type { ApiRequest } from './api.ts';

const ADA = 'test:ada';
let api: ApiServer;
let extension: SignedInExtension;

beforeEach(async () => {
  api = await startApiServer();
  extension = await startSignedIn({ apiHosts: [api.host] });
});

afterEach(() => Promise.all([extension.close(), api.close()]));

const accessToken = async () => (await extension.store.get(ADA))?.accessToken ?? '';

describe('a call of the API', () => {
  test('rule 32: sends the access token in the Authorization header only', async () => {
    const response = await extension.auth.fetch(ADA, `${api.origin}/things?page=2`);
    expect(response.status).toBe(200);
    expect(api.requests).toMatchObject([{ method: 'GET', url: '/things?page=2', body: '' }]);
    expect(api.requests[0]?.headers.authorization).toBe(`Bearer ${await accessToken()}`);
  });

  test('passes on method, headers and body, but no header that the backend sets', async () => {
    await extension.auth.fetch(ADA, `${api.origin}/things`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        Authorization: 'Bearer forged',
        Cookie: 'a=b',
        Host: 'elsewhere',
      },
      body: '{"name":"thing"}',
    });
    const [request] = api.requests;
    expect(request).toMatchObject({ method: 'POST', body: '{"name":"thing"}' });
    expect(request?.headers).toMatchObject({ 'content-type': 'application/json', host: api.host });
    expect(request?.headers.authorization).not.toContain('forged');
    expect(request?.headers.cookie).toBeUndefined();
  });

  test('reads the user info by the name of the endpoint, whatever request is passed', async () => {
    const response = await extension.auth.fetch(ADA, 'userinfo_endpoint', { method: 'DELETE' });
    expect(await response.json()).toMatchObject({ sub: 'ada' });
  });

  test('finds the account by its provider if there is only one', async () => {
    expect((await extension.auth.fetch('test', api.origin)).status).toBe(200);
  });

  test('with the response 401 refreshes the token once and is sent once more, with its body', async () => {
    const before = await accessToken();
    api.revoked.add(before);
    const response = await extension.auth.fetch(ADA, api.origin, { method: 'PUT', body: 'once more' });
    expect(response.status).toBe(200);
    expect(extension.served).toEqual(['refresh_token']);
    expect(api.requests.map(({ body }) => body)).toEqual(['once more', 'once more']);
    expect(api.requests[1]?.headers.authorization).toBe(`Bearer ${await accessToken()}`);
  });

  test('with the response 401 again returns that response', async () => {
    const refusing = await startApiServer({ status: 401, headers: {} });
    const { auth, close, served } = await startSignedIn({ apiHosts: [refusing.host] });
    expect((await auth.fetch(ADA, refusing.origin)).status).toBe(401);
    expect(refusing.requests).toHaveLength(2);
    expect(served).toEqual(['refresh_token']);
    await Promise.all([refusing.close(), close()]);
  });

  test('refreshes the token again if an API that accepted it rejects it later', async () => {
    for (let count = 1; count <= 3; count++) {
      api.revoked.add(await accessToken());
      expect((await extension.auth.fetch(ADA, api.origin)).status).toBe(200);
      expect(extension.served).toHaveLength(count);
    }
  });

  test('does not refresh the token for an API that rejected a token that was just refreshed', async () => {
    const refusing = await startApiServer({ status: 401, headers: {} });
    const { auth, close, served } = await startSignedIn({ apiHosts: [refusing.host] });
    for (let count = 0; count < 3; count++) {
      const response = await auth.fetch(ADA, refusing.origin);
      expect([response.status, await response.text()]).toEqual([401, '{"received":""}']);
    }
    expect(served).toEqual(['refresh_token']);
    // The first call, which refreshed the token, sent two requests, and each other call sent one.
    expect(refusing.requests).toHaveLength(4);
    await Promise.all([refusing.close(), close()]);
  });

  test('50 of which receive the response 401 at once refresh the token once', async () => {
    api.revoked.add(await accessToken());
    const calls = Array.from({ length: 50 }, () => extension.auth.fetch(ADA, api.origin));
    expect((await Promise.all(calls)).every(({ status }) => status === 200)).toBe(true);
    expect(extension.served).toEqual(['refresh_token']);
  });
});

test.each<[string, ApiRequest]>([
  ['an unsupported method', { method: 'TRACE' }],
  ['a body with the method GET', { method: 'GET', body: 'a' }],
  ['an invalid header name', { headers: { 'a b': 'c' } }],
  ['a header value of two lines', { headers: { a: 'b\r\nAuthorization: c' } }],
])('a call with %s is rejected as invalid, and is not sent', async (_what, request) => {
  await expect(extension.auth.fetch(ADA, api.origin, request)).rejects.toMatchObject({
    code: 'request-invalid',
    message: 'This request cannot be sent: look at its method, headers and body.',
  });
  expect(api.requests).toEqual([]);
});

test('a call of an API that closes the connection reports that it could not be reached', async () => {
  await api.close();
  await expect(extension.auth.fetch(ADA, api.origin)).rejects.toMatchObject({
    code: 'provider-unreachable',
    message: `Could not reach OpenID Connect (${api.host}).`,
  });
  api = await startApiServer();
});

describe('rule 32: the access token', () => {
  test.each(['https://attacker.example/', 'http://localhost:1/', 'https://user@attacker.example/'])(
    'is not sent to %s',
    async (url) => {
      await expect(extension.auth.fetch(ADA, url)).rejects.toMatchObject({ code: 'host-not-allowed' });
    },
  );

  test('is not sent to an allowed host at another port', async () => {
    await expect(extension.auth.fetch(ADA, 'http://127.0.0.1:1/')).rejects.toMatchObject({
      code: 'host-not-allowed',
    });
  });

  test('is not sent to the target of a redirect of the API', async () => {
    const other = await startApiServer();
    const redirecting = await startApiServer({ status: 302, headers: { location: `${other.origin}/steal` } });
    const { auth, close } = await startSignedIn({ apiHosts: [redirecting.host] });
    expect((await auth.fetch(ADA, redirecting.origin)).status).toBe(302);
    expect(other.requests).toEqual([]);
    await Promise.all([other.close(), redirecting.close(), close()]);
  });

  test('is not sent to another machine over plain http', async () => {
    const { auth, close } = await startSignedIn({ apiHosts: ['api.example'] });
    await expect(auth.fetch(ADA, 'http://api.example/')).rejects.toMatchObject({
      code: 'provider-misconfigured',
    });
    await close();
  });
});

test.each(['test:unknown', 'unknown', ''])('a call for the unknown account "%s" is rejected', async (who) => {
  await expect(extension.auth.fetch(who, api.origin)).rejects.toMatchObject({ code: 'account-unknown' });
});

test('a call for a provider with several accounts requires an account ID', async () => {
  const account = await extension.store.get(ADA);
  if (account) await extension.store.put({ ...account, id: 'test:grace', profile: { id: 'grace' } });
  await expect(extension.auth.fetch('test', api.origin)).rejects.toMatchObject({
    code: 'request-invalid',
    message: 'Several accounts are signed in with OpenID Connect: pass the ID of one.',
  });
});

describe('rule 33: an access token for the UI', () => {
  test('is rejected unless the extension allows it', async () => {
    await expect(extension.auth.accessToken(ADA)).rejects.toMatchObject({ code: 'request-invalid' });
  });

  test('is returned if it does, without the refresh token', async () => {
    const { auth, close, store } = await startSignedIn({ exposeAccessToken: true });
    const { accessToken, expiresAt } = (await store.get(ADA)) ?? {};
    expect(await auth.accessToken(ADA)).toEqual({ accessToken, expiresAt });
    await close();
  });
});
