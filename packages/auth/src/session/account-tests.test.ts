import { afterEach, describe, expect, test } from '@jest/globals';
import { authWithKeys } from '../testing/extensions/key-auth.ts';
import { type ScriptedExtension, startScriptedExtension } from '../testing/extensions/scripted-extension.ts';
import {
  type KeyResponse,
  type KeyServer,
  sampleKey,
  startKeyServer,
} from '../testing/servers/key-server.ts';

const ADA = 'test:ada';

describe('the connection test of a sign-in', () => {
  let extension: ScriptedExtension;
  afterEach(() => extension.close());

  test('works if the provider returns the user info', async () => {
    extension = await startScriptedExtension();
    await extension.signIn();
    expect(await extension.auth.verify(ADA)).toEqual({
      status: 'works',
      message: 'OpenID Connect accepts this sign-in.',
    });
  });

  test.each<[string, { status?: number; headers?: Record<string, string>; body?: unknown }, string]>([
    [
      'a scope is missing',
      { status: 403, headers: { 'www-authenticate': 'Bearer error="insufficient_scope"' } },
      'scope-missing',
    ],
    ['the account is blocked', { status: 403, body: { message: 'Account disabled' } }, 'access-blocked'],
    ['the API is unavailable', { status: 503, body: {} }, 'provider-unreachable'],
    [
      'a page responds',
      { status: 200, headers: { 'content-type': 'text/html' }, body: '<html></html>' },
      'verification-failed',
    ],
  ])('fails by name if %s', async (_what, response, code) => {
    extension = await startScriptedExtension();
    await extension.signIn();
    extension.provider.overrides.userinfo = () => response;
    expect(await extension.auth.verify(ADA)).toMatchObject({ status: 'failed', problem: { code } });
    expect((await extension.auth.session()).accounts).toHaveLength(1);
  });

  test('of an account that is not signed in is rejected', async () => {
    extension = await startScriptedExtension();
    await expect(extension.auth.verify(ADA)).rejects.toMatchObject({ code: 'account-unknown' });
    await expect(extension.auth.verify('test')).rejects.toMatchObject({ code: 'account-unknown' });
  });
});

describe('the connection test of a key', () => {
  let server: KeyServer;
  afterEach(() => server.close());

  async function add(provider: string, isVerified = true) {
    server = await startKeyServer();
    server.respond = () => ({ body: { id: 1, login: 'ada' } });
    const { verification, ...unverified } = server.methodOf(provider);
    const method = { ...unverified, ...(isVerified && verification && { verification }) };
    const auth = authWithKeys([{ id: provider, method }]);
    const { id } = await auth.addKey(provider, { key: sampleKey(method) });
    return { auth, id };
  }

  test('works while the provider accepts it', async () => {
    const { auth, id } = await add('github');
    expect(await auth.verify(id)).toEqual({
      status: 'works',
      message: 'GitHub accepts this personal access token.',
    });
  });

  test.each<[string, KeyResponse, string]>([
    ['it has expired', { status: 401, body: { message: 'Token is expired.' } }, 'credential-expired'],
    ['it was revoked', { status: 401, body: { message: 'Bad credentials' } }, 'credential-rejected'],
    ['it names another user', { body: { id: 2, login: 'grace' } }, 'key-of-another-user'],
  ])('fails by name if %s, and keeps the account', async (_what, response, code) => {
    const { auth, id } = await add('gitlab');
    server.respond = () => response;
    expect(await auth.verify(id)).toMatchObject({ status: 'failed', problem: { code } });
    expect((await auth.session()).accounts).toHaveLength(1);
  });

  test('is not possible for a provider without a request that proves it', async () => {
    const { auth, id } = await add('jfrog', false);
    expect(await auth.verify(id)).toEqual({
      status: 'untested',
      message: 'JFrog has no request that tests this identity token.',
    });
    expect(server.received).toEqual([]);
  });
});
