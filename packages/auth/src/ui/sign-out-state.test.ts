import { describe, expect, test } from '@jest/globals';
import { pageStorage } from '../testing/browsers/page-storage.ts';
import { createAuthClient } from './client.ts';
import { createAuthStore } from './state.ts';

const ada = {
  id: 'test:ada',
  provider: { id: 'test', name: 'Test' },
  profile: { id: 'ada' },
  scopes: [],
  signedInAt: 0,
};
const unknown = { code: 'account-unknown', message: 'This account is not signed in.', advice: 'Reload.' };
const failed = { code: 'store-failed', message: 'The disk is full.', advice: 'Try again.' };

/** A store over a backend in which Ada is signed in. It signs an account out once, like the real one. */
async function signedIn() {
  let accounts = [ada];
  let failure: object | undefined;
  const respond = (url: string) => {
    if (url === '/auth/unlock') return { used: 0, callerToken: 'of-this-run' };
    if (url === '/auth/session') return { providers: [], accounts };
    if (accounts.length === 0) return undefined;
    accounts = [];
    return { revoked: true, endSessionUrl: 'https://id.example/end' };
  };
  const post = async (url: string) => {
    if (failure && url === '/auth/sign-out') return { ok: false, error: failure };
    const value = respond(url);
    return value ? { ok: true, value } : { ok: false, error: unknown };
  };
  const ddClient = { extension: { vm: { service: { post } } }, host: { openExternal: () => {} } };
  const store = createAuthStore(createAuthClient(ddClient, { storage: pageStorage().storage }));
  await store.start();
  return {
    store,
    fail: () => (failure = failed),
    signInElsewhere: () => (accounts = [ada]),
  };
}

describe('signing out', () => {
  test('twice, as by a double click, reports no problem and keeps the link to the provider', async () => {
    const { store } = await signedIn();
    await Promise.all([store.signOut(ada.id), store.signOut(ada.id)]);
    expect(store.getState()).toEqual({
      status: 'signed-out',
      providers: [],
      accounts: [],
      endSessionUrl: 'https://id.example/end',
    });
    await store.signOut(ada.id);
    expect(store.getState().problem).toBeUndefined();
  });

  test('that fails is reported', async () => {
    const { store, fail } = await signedIn();
    fail();
    await store.signOut(ada.id);
    expect(store.getState()).toMatchObject({ status: 'signed-in', problem: failed });
  });
});

describe('the report of the last action', () => {
  test('stays when the window gets the focus, until the user dismisses it', async () => {
    const { store } = await signedIn();
    await store.signOut(ada.id);
    await store.refresh();
    expect(store.getState().endSessionUrl).toBe('https://id.example/end');
    store.dismiss('endSessionUrl');
    expect(store.getState()).not.toHaveProperty('endSessionUrl');
    await store.refresh();
    expect(store.getState()).not.toHaveProperty('endSessionUrl');
  });

  test('stays for a problem too, which is dismissed separately', async () => {
    const { store, fail } = await signedIn();
    fail();
    await store.signOut(ada.id);
    await store.refresh();
    store.dismiss('endSessionUrl');
    expect(store.getState().problem).toEqual(failed);
    store.dismiss('problem');
    expect(store.getState()).toEqual({ status: 'signed-in', providers: [], accounts: [ada] });
  });

  test('is removed when a user has signed in meanwhile', async () => {
    const { store, signInElsewhere } = await signedIn();
    await store.signOut(ada.id);
    signInElsewhere();
    await store.refresh();
    expect(store.getState()).toEqual({ status: 'signed-in', providers: [], accounts: [ada] });
  });
});
