import { describe, expect, test } from '@jest/globals';
import { pageStorage } from '../testing/browsers/page-storage.ts';
import { createAuthClient } from './client.ts';
import type { DdClient } from './dd-client.ts';
import { createAuthStore } from './state.ts';

const unlocked = { ok: true, value: { used: 0, callerToken: 'of-this-run' } };
const session = { ok: true, value: { providers: [], accounts: [] } };
const post = async (url: string) => (url === '/auth/unlock' ? unlocked : session);
const ddClient: DdClient = {
  extension: { vm: { service: { post } } },
  host: { openExternal: () => undefined },
};

describe('a page whose localStorage', () => {
  test.each(['{', 'null', '7', '"a"', '{"attempt":7}', ''])(
    'has "%s" as the sign-in in progress continues as if it had none',
    async (text) => {
      const { kept, storage } = pageStorage(new Map([['ddext-oauth.attempt', text]]));
      const store = createAuthStore(createAuthClient(ddClient, { storage }));
      await store.start();
      expect(store.getState().status).toBe('signed-out');
      expect(kept.get('ddext-oauth.attempt')).toBe(text);
    },
  );

  test('cannot be reached is reported, without a rejection', async () => {
    const forbidden = () => {
      throw new Error('The operation is insecure.');
    };
    const storage = { getItem: forbidden, setItem: forbidden, removeItem: forbidden };
    const store = createAuthStore(createAuthClient(ddClient, { storage }));
    await store.start();
    expect(store.getState()).toMatchObject({ status: 'unavailable', problem: { code: 'store-failed' } });
    await store.signIn('test');
    expect(store.getState()).toMatchObject({ status: 'unavailable', problem: { code: 'store-failed' } });
    await store.signOut('test:ada');
  });
});
