import { expect, test } from '@jest/globals';
import { pageStorage } from '../testing/browsers/page-storage.ts';
import { createAuthClient } from './client.ts';
import { createAuthStore } from './state.ts';

const key = { kind: 'api_key', noun: 'API key', name: 'Hub', scopes: [], format: { prefixes: ['key-'] } };
const hub = { id: 'hub', name: 'Hub', signInMethods: [], key };
const account = {
  ...{ id: 'hub:ada', provider: { id: 'hub', name: 'Hub' }, profile: { id: 'ada' }, scopes: [] },
  signedInAt: 0,
  key: { kind: 'api_key', noun: 'API key' },
};

/** A store over a backend that accepts the key `key-1`. */
async function start() {
  let accounts: object[] = [];
  const calls: string[] = [];
  let ended = false;
  const respond = (url: string, data: { key?: string }) => {
    if (url === '/auth/unlock') return { used: 0, callerToken: 'of-this-run' };
    if (url === '/auth/session') return { providers: [hub], accounts };
    if (url === '/auth/sign-out') return { revoked: false, keyPage: 'https://hub.example/keys' };
    if (url === '/auth/verify' && !ended) return { status: 'works', message: 'Hub accepts this API key.' };
    if (data.key !== 'key-1') return undefined;
    accounts = [account];
    return account;
  };
  const post = async (url: string, body: unknown) => {
    calls.push(url);
    const value = respond(url, (body as { data?: { key?: string } }).data ?? {});
    const error = { code: 'credential-rejected', message: 'Refused.', advice: 'Try another.' };
    return value ? { ok: true, value } : { ok: false, error };
  };
  const ddClient = { extension: { vm: { service: { post } } }, host: { openExternal: () => {} } };
  const store = createAuthStore(createAuthClient(ddClient, { storage: pageStorage().storage }));
  await store.start();
  return { store, calls, end: () => (ended = true) };
}

test('a text that cannot be a key is not sent', async () => {
  const { store, calls } = await start();
  expect(await store.addKey('hub', { key: 'something' })).toMatchObject({ code: 'key-malformed' });
  expect(calls).not.toContain('/auth/add-key');
  expect(store.getState()).toMatchObject({ status: 'signed-out' });
});

test('a refused key is a result and no problem of the page, and an accepted one signs in', async () => {
  const { store } = await start();
  expect(await store.addKey('hub', { key: 'key-2' })).toMatchObject({ code: 'credential-rejected' });
  expect(store.getState()).not.toHaveProperty('problem');
  expect(await store.addKey('hub', { key: 'key-1' })).toBeUndefined();
  expect(store.getState()).toMatchObject({ status: 'signed-in', accounts: [account] });
});

test('a connection test shows that it runs, and its result until the user dismisses it', async () => {
  const { store, end } = await start();
  await store.addKey('hub', { key: 'key-1' });
  const testing = store.verify('hub:ada');
  expect(store.getState().verification).toEqual({ account: 'hub:ada' });
  await testing;
  const result = { status: 'works', message: 'Hub accepts this API key.' };
  expect(store.getState().verification).toEqual({ account: 'hub:ada', result });
  await store.refresh();
  expect(store.getState().verification?.result).toEqual(result);
  store.dismiss('verification');
  expect(store.getState()).not.toHaveProperty('verification');
  end();
  await store.verify('hub:ada');
  expect(store.getState().verification?.result).toMatchObject({
    status: 'failed',
    problem: { code: 'credential-rejected' },
  });
});

test('a removed key leaves the page where it stays valid', async () => {
  const { store } = await start();
  await store.addKey('hub', { key: 'key-1' });
  await store.signOut('hub:ada');
  expect(store.getState().keyPage).toBe('https://hub.example/keys');
});
