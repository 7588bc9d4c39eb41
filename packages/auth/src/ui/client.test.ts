import { describe, expect, test } from '@jest/globals';
import { pageStorage } from '../testing/browsers/page-storage.ts';
import { createAuthClient } from './client.ts';
import type { DdClient } from './dd-client.ts';
import { SignInError } from './sign-in-error.ts';

/** A ddClient whose backend accepts any key and has a response per path. Functions are called, Errors are thrown. */
function ddClientWith(responses: Record<string, unknown>, wrap: (body: unknown) => unknown = (body) => body) {
  const calls: [string, unknown][] = [];
  const opened: string[] = [];
  const post = async (url: string, sent: unknown) => {
    if (url === '/auth/unlock') return wrap(ok({ used: 0, callerToken: 'of-this-run' }));
    const { callerToken, data } = sent as { callerToken: string; data: unknown };
    expect(callerToken).toBe('of-this-run');
    calls.push([url, data]);
    const found = responses[url];
    const body = typeof found === 'function' ? await found() : found;
    if (body instanceof Error) throw body;
    return wrap(body);
  };
  const ddClient: DdClient = {
    extension: { vm: { service: { post } } },
    host: { openExternal: (url) => void opened.push(url) },
  };
  return { ddClient, calls, opened };
}

const ok = (value: unknown) => ({ ok: true, value });
const failed = (code: string) => ok({ status: 'failed', error: { code, message: 'No.', advice: 'Again.' } });
const session = { providers: [], accounts: [] };
const never = new AbortController().signal;

describe('the UI client', () => {
  test('accepts a plain body and a body in an object with headers, status and data', async () => {
    const plain = ddClientWith({ '/auth/session': ok(session) });
    expect(await createAuthClient(plain.ddClient).session()).toEqual(session);
    const wrapped = ddClientWith({ '/auth/session': ok(session) }, (data) => ({
      headers: {},
      status: 200,
      data,
    }));
    expect(await createAuthClient(wrapped.ddClient).session()).toEqual(session);
  });

  test('calls the socket API at another prefix', async () => {
    const urls: string[] = [];
    const post = async (url: string) => {
      urls.push(url);
      return ok(url.endsWith('/unlock') ? { used: 0, callerToken: 'of-this-run' } : session);
    };
    const ddClient: DdClient = {
      extension: { vm: { service: { post } } },
      host: { openExternal: () => undefined },
    };
    await createAuthClient(ddClient, { prefix: '/sign-in/api' }).session();
    expect(urls).toEqual(['/sign-in/api/unlock', '/sign-in/api/session']);
  });

  test('opens the link of a sign-in in the browser', async () => {
    const { ddClient, calls, opened } = ddClientWith({
      '/auth/sign-in': ok({ attempt: 'a', url: 'http://127.0.0.1:50000/login/a' }),
    });
    expect(await createAuthClient(ddClient).signIn('test')).toBe('a');
    expect(calls).toEqual([['/auth/sign-in', { provider: 'test', signInMethod: 'authorization_code' }]]);
    expect(opened).toEqual(['http://127.0.0.1:50000/login/a']);
  });

  test('polls until the user completes the sign-in', async () => {
    const ada = { id: 'ada', provider: { id: 'test' } };
    const outcomes = [
      ok({ status: 'pending' }),
      ok({ status: 'pending' }),
      ok({ status: 'signed-in', value: ada }),
    ];
    const { ddClient, calls } = ddClientWith({ '/auth/attempts/a': () => outcomes.shift() });
    expect(await createAuthClient(ddClient).waitForAccount('a', never)).toEqual(ada);
    expect(calls).toHaveLength(3);
  });

  test('rejects with the problem of a sign-in that failed', async () => {
    const { ddClient } = ddClientWith({ '/auth/attempts/a': failed('access-denied') });
    const waiting = createAuthClient(ddClient).waitForAccount('a', never);
    await expect(waiting).rejects.toMatchObject({
      problem: { code: 'access-denied', message: 'No.', advice: 'Again.' },
    });
    await expect(waiting).rejects.toBeInstanceOf(SignInError);
  });

  test('cancels at the backend when the user cancels, before or during the wait', async () => {
    for (const abortFirst of [true, false]) {
      const giveUp = new AbortController();
      let end: (outcome: unknown) => void = () => {};
      const { ddClient, calls } = ddClientWith({
        '/auth/session': ok(session),
        '/auth/attempts/a': () => new Promise((resolve) => (end = resolve)),
        '/auth/attempts/a/cancel': () => {
          end(failed('attempt-cancelled'));
          return ok(null);
        },
      });
      const client = createAuthClient(ddClient);
      await client.session();
      if (abortFirst) giveUp.abort();
      const waiting = client.waitForAccount('a', giveUp.signal);
      if (!abortFirst) giveUp.abort();
      await expect(waiting).rejects.toThrow();
      expect(calls.map(([url]) => url)).toContain('/auth/attempts/a/cancel');
    }
  });

  test.each([
    ['throws', new Error('connect ECONNREFUSED')],
    ['does not return JSON', 'Bad gateway'],
    ['returns another format', { hello: 'world' }],
    ['returns no value', undefined],
  ])('reports that the backend is unavailable if it %s', async (_what, respond) => {
    const { ddClient } = ddClientWith({ '/auth/session': respond });
    await expect(createAuthClient(ddClient).session()).rejects.toMatchObject({
      problem: { code: 'backend-unavailable' },
    });
  });

  test('sends a response again while the backend restarts, and keeps the attempt until it is accepted', async () => {
    const ada = { id: 'ada', provider: { id: 'test' } };
    const replies: unknown[] = [new Error('connect ECONNREFUSED'), ok(ada)];
    const { ddClient, calls } = ddClientWith({
      '/auth/sign-in': ok({ attempt: 'a', url: 'https://id.example/', tab: true }),
      '/auth/tab-callback': () => replies.shift(),
    });
    const { storage } = pageStorage();
    const client = createAuthClient(ddClient, { storage });
    await client.signIn('test');
    expect(await client.handleTabCallback('?code=c&state=s')).toEqual(ada);
    const handedOver = ['/auth/tab-callback', { attempt: 'a', query: '?code=c&state=s' }];
    expect(calls.slice(1)).toEqual([handedOver, handedOver]);
    expect(client.pending()).toBeUndefined();
  });

  test('reports that there is no backend if Docker Desktop offers none', async () => {
    const client = createAuthClient({ extension: {}, host: { openExternal: () => {} } });
    await expect(client.session()).rejects.toThrow(
      'This extension has no backend service to sign in through.',
    );
  });
});
