import { afterEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fixture as acme } from '../contract/oauth2.fixture.ts';
import { startRun } from '../contract/run.ts';
import { DpopKeys } from '../core/dpop/dpop-keys.ts';
import { isSubject } from '../core/profile/safe-profile.ts';
import { Access } from '../session/access.ts';
import { checkedStore } from '../session/checked-store.ts';
import { ProviderRegistry } from '../session/provider-registry.ts';
import { memoryStore } from '../stores/memory.ts';
import { accountOf } from '../stores/testing/account.ts';
import { type SignedInExtension, startSignedIn } from '../testing/extensions/signed-in.ts';

let extension: SignedInExtension | undefined;
afterEach(async () => {
  await extension?.close();
  extension = undefined;
});

const [userInfo = ''] = Object.keys(acme.resources);

describe('a provider that identifies the user by', () => {
  const untrusted = [
    ':service',
    '::service',
    '%3Aservice',
    'ada:service',
    '../ada',
    '__proto__',
    'constructor',
    "'; --",
  ];

  test.each(untrusted)('%j signs in the user with a unique account ID', async (id) => {
    const run = await startRun(acme);
    try {
      run.script(userInfo, { body: { id } });
      const account = await run.signIn();
      expect(account.profile.id).toBe(id);
      expect(account.id).toBe(`test:${encodeURIComponent(id)}`);
      expect(await run.stored(account)).toMatchObject({ kind: 'person', profile: { id } });
      expect((await run.auth.session()).accounts).toEqual([account]);
    } finally {
      await run.close();
    }
  });

  test.each([
    ['256 characters', 'a'.repeat(256), 'subject-invalid'],
    ['a control character', 'ada\u0000', 'subject-invalid'],
    ['a line feed', 'ada\n', 'subject-invalid'],
    ['an unpaired surrogate', 'ada\ud800', 'subject-invalid'],
    ['a number that JSON cannot represent', 2 ** 53 + 2, 'profile-unavailable'],
    ['nothing', '', 'profile-unavailable'],
    ['an object', { toString: 'ada' }, 'profile-unavailable'],
  ])('%s signs in no user and reports its error code', async (_what, id, code) => {
    const run = await startRun(acme);
    try {
      run.script(userInfo, { body: { id } });
      await expect(run.signIn()).rejects.toMatchObject({ code });
      expect((await run.auth.session()).accounts).toEqual([]);
    } finally {
      await run.close();
    }
  });

  test('100 random values signs in exactly that user or fails', async () => {
    const run = await startRun(acme);
    const subjects = fc.sample(fc.string({ unit: 'binary', minLength: 1, maxLength: 300 }), 100);
    try {
      for (const id of subjects) {
        run.script(userInfo, { body: { id } });
        const signedIn = await run.signIn().then(
          ({ profile }) => profile.id,
          (error) => error.code,
        );
        expect(signedIn).toBe(isSubject(id) ? id : 'subject-invalid');
      }
      const valid = new Set(subjects.filter(isSubject));
      expect((await run.auth.session()).accounts).toHaveLength(valid.size);
    } finally {
      await run.close();
    }
  });
});

describe("the extension's own account", () => {
  test('is not the user whose subject is ":service", however that account was stored', async () => {
    extension = await startSignedIn();
    const { settings, store, clock } = extension;
    const options = { insecureLoopbackIssuer: true };
    const registry = new ProviderRegistry(
      [settings],
      () => undefined,
      options,
      () => [''],
    );
    const tools = { store: checkedStore(store), registry, dpopKeys: new DpopKeys(), now: () => clock.now };
    const access = new Access(tools);
    const tokens = { accessToken: 'token-of-a-person', issuedAt: clock.now, scopes: [], members: {} };
    const person = await access.keep(await registry.get('test'), tokens, { id: ':service' }, undefined);
    await store.put({ ...person, id: 'test::service' });
    // The provider does not allow this grant for the client.
    await expect(access.service('test')).rejects.toMatchObject({ code: 'exchange-failed' });
  });

  test('is not available to the UI: not in the list, and not for a token, a call or a sign-out', async () => {
    const store = memoryStore();
    const own = accountOf('client', { id: 'test::service', kind: 'service', providerId: 'test' });
    await store.put(own);
    extension = await startSignedIn({ exposeAccessToken: true, apiHosts: ['api.example'] }, {}, { store });
    const { auth } = extension;
    await expect(auth.accessToken(own.id)).rejects.toMatchObject({ code: 'account-unknown' });
    await expect(auth.fetch(own.id, 'https://api.example')).rejects.toMatchObject({
      code: 'account-unknown',
    });
    await expect(auth.signOut(own.id)).rejects.toMatchObject({ code: 'account-unknown' });
    expect(await store.get(own.id)).toEqual(own);
    expect((await auth.session()).accounts.map(({ id }) => id)).toEqual(['test:ada']);
  });
});

test('an account that the store returns with another ID or a local picture is not trusted', async () => {
  const store = memoryStore();
  const grace = accountOf('grace');
  await store.put({ ...accountOf('ada'), id: grace.id });
  expect(await checkedStore(store).get(grace.id)).toBeUndefined();
  expect(await checkedStore(store).list()).toEqual([]);
  const profile = { ...grace.profile, avatarUrl: 'https://127.0.0.1/', token: 'x' };
  await store.put({ ...grace, profile });
  expect((await checkedStore(store).get(grace.id))?.profile).toEqual(grace.profile);
});
