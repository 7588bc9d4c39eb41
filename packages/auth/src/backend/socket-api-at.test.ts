import { randomBytes } from 'node:crypto';
import type { RequestListener } from 'node:http';
import { afterEach, describe, expect, test } from '@jest/globals';
import express from 'express';
import express4 from 'express-4';
import { Auth } from '../session/auth.ts';
import { memoryStore } from '../stores/memory.ts';
import { startTestServer, type TestServer } from '../testing/servers/test-server.ts';
import { socketApiAt } from './socket-api-at.ts';

const extension = { id: 'acme/things', title: 'Things', strategy: 'extension-tab' } as const;
const middleware = (prefix?: string) => {
  const auth = new Auth({ extension, providers: [], store: memoryStore(), read: async () => undefined });
  return socketApiAt(auth, prefix === undefined ? {} : { prefix });
};

let server: TestServer;
afterEach(() => server.close());

async function listen(app: RequestListener): Promise<(path: string, body: unknown) => Promise<unknown>> {
  server = await startTestServer(app);
  return async (path, body) => {
    const response = await fetch(`${server.origin}${path}`, {
      ...{ method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) },
    });
    return response.json();
  };
}

describe.each([
  // Its types describe the same calls.
  ['4', express4 as unknown as typeof express],
  ['5', express],
])('in an app of Express %s', (_version, create) => {
  test('answers at its prefix, and passes other requests on', async () => {
    const app = create();
    app.use(middleware('/sign-in'));
    app.use(create.json());
    app.post(
      '/things',
      (request, response) => void response.json({ own: request.body, url: request.originalUrl }),
    );
    app.post('/auth/session', (_request, response) => void response.json('own'));
    const call = await listen(app);
    expect(await call('/sign-in/unlock', { keys: [randomBytes(32).toString('base64url')] })).toMatchObject({
      ok: true,
    });
    expect(await call('/sign-in/session', { callerToken: 'x', data: {} })).toMatchObject({
      error: { code: 'caller-unknown' },
    });
    expect(await call('/things?a=1', { name: 'one' })).toEqual({ own: { name: 'one' }, url: '/things?a=1' });
    expect(await call('/auth/session', {})).toBe('own');
  });

  test('behind a parser of bodies says what is wrong', async () => {
    const app = create();
    app.use(create.json());
    app.use(middleware());
    const call = await listen(app);
    expect(await call('/auth/session', { callerToken: 'x' })).toMatchObject({
      ok: false,
      error: { code: 'request-invalid', message: 'The backend parses bodies before socketApiAt.' },
    });
  });
});
