import { mkdtempSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import express from 'express';
import { closeServer, listen } from '../backend/listen.ts';
import { socketApi } from '../backend/socket-api.ts';
import { AuthError } from '../core/errors.ts';
import { ddClientOver } from '../testing/browsers/socket-dd-client.ts';
import { type SignedInExtension, startSignedIn } from '../testing/extensions/signed-in.ts';
import { type ApiServer, startApiServer } from '../testing/servers/api-server.ts';
import type { AuthClient } from './auth-client.ts';
import { createAuthClient } from './client.ts';
import { SignInError } from './sign-in-error.ts';

const ADA = 'test:ada';
let directory: string;
let extension: SignedInExtension;
let api: ApiServer;
let server: Server;
let client: AuthClient;

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'socket-'));
  api = await startApiServer();
  extension = await startSignedIn({ apiHosts: [api.host], exposeAccessToken: true });
  const socket = join(directory, 'backend.sock');
  server = await listen(express().use(socketApi(extension.auth)), { path: socket });
  client = createAuthClient(ddClientOver(socket));
});

afterEach(async () => {
  await Promise.all([closeServer(server), extension.close(), api.close()]);
  rmSync(directory, { recursive: true });
});

test('the UI calls a route of the backend, and receives its value or its error', async () => {
  const socket = join(directory, 'routes.sock');
  const routes = express()
    .use(socketApi(extension.auth))
    .post('/things', (request, response) => response.json({ ok: true, value: request.body }))
    .post('/refusal', (_request, response) => {
      response.json({ ok: false, error: new AuthError('account-unknown', 'Who?').report() });
    });
  const own = await listen(routes, { path: socket });
  const { callBackend } = createAuthClient(ddClientOver(socket));
  expect(await callBackend('/things')).toEqual({});
  expect(await callBackend('/things', { name: 'thing' })).toEqual({ name: 'thing' });
  await expect(callBackend('/refusal')).rejects.toMatchObject({
    problem: { code: 'account-unknown', message: 'Who?' },
  });
  await closeServer(own);
});

describe("the UI calling a provider's API through the backend", () => {
  test('receives the response as from fetch, without a token', async () => {
    const response = await client.fetch(ADA, `${api.origin}/things?page=2`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(await response.json()).toEqual({ received: '' });
    expect(api.requests[0]).toMatchObject({ method: 'GET', url: '/things?page=2' });
    expect(api.requests[0]?.headers.authorization).toMatch(/^Bearer /);
  });

  test('receives the user info by the name of the endpoint', async () => {
    const response = await client.fetch(ADA, 'userinfo_endpoint');
    expect(await response.json()).toMatchObject({ sub: 'ada' });
  });

  test('sends the body types of fetch: JSON, forms, bytes', async () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
    await client.fetch(ADA, api.origin, { method: 'POST', body: JSON.stringify({ a: 'ü' }) });
    await client.fetch(ADA, api.origin, { method: 'PUT', body: new URLSearchParams({ a: 'b c' }) });
    await client.fetch(ADA, api.origin, { method: 'PATCH', body: bytes });
    expect(api.requests.map(({ method }) => method)).toEqual(['POST', 'PUT', 'PATCH']);
    expect(api.requests[0]?.body).toBe('{"a":"ü"}');
    expect(api.requests[1]).toMatchObject({ body: 'a=b+c' });
    expect(api.requests[1]?.headers['content-type']).toMatch(/^application\/x-www-form-urlencoded/);
    expect(api.requests[2]?.headers['content-length']).toBe('256');
  });

  test.each([204, 304, 404, 500])('receives a %d as a response, not as an error', async (status) => {
    const answering = await startApiServer({ status, headers: { 'set-cookie': 'a=b' } });
    await extension.close();
    extension = await startSignedIn({ apiHosts: [answering.host] });
    const socket = join(directory, 'another.sock');
    const another = await listen(express().use(socketApi(extension.auth)), { path: socket });
    const response = await createAuthClient(ddClientOver(socket)).fetch('test', answering.origin);
    expect(response.status).toBe(status);
    expect(response.headers.get('set-cookie')).toBeNull();
    await Promise.all([closeServer(another), answering.close()]);
  });

  test('rule 32: cannot call another host', async () => {
    const calling = client.fetch(ADA, 'https://attacker.example/');
    await expect(calling).rejects.toMatchObject({ problem: { code: 'host-not-allowed' } });
  });

  test.each([
    ['an invalid URL', 'not an address', {}],
    ['credentials in its URL', 'https://user:password@api.example/', {}],
    ['a header with a line break', 'https://api.example/', { headers: { accept: 'a\nb' } }],
    ['a method of connections', 'https://api.example/', { method: 'CONNECT' }],
  ])('cannot send a request with %s', async (_what, url, init) => {
    const calling = client.fetch(ADA, url, init);
    await expect(calling).rejects.toBeInstanceOf(SignInError);
    await expect(calling).rejects.toMatchObject({ problem: { code: 'request-invalid' } });
  });

  test('rule 33: receives an access token only if the extension opted in', async () => {
    const { accessToken } = await client.accessToken(ADA);
    expect(accessToken).toBe((await extension.store.get(ADA))?.accessToken);
  });
});
