import { oidc } from '@ddext-oauth/providers';
import { afterEach, expect, test } from '@jest/globals';
import { TestBrowser } from '../../testing/browsers/browser.ts';
import { startExtension } from '../../testing/extensions/extension.ts';
import { startScriptedExtension } from '../../testing/extensions/scripted-extension.ts';
import { startSignedIn } from '../../testing/extensions/signed-in.ts';
import { startIdentityProvider } from '../../testing/servers/identity-provider.ts';
import { metadataOf } from '../../testing/servers/scripted-provider.ts';

const features = {
  devInteractions: { enabled: false },
  pushedAuthorizationRequests: { enabled: true, requirePushedAuthorizationRequests: true },
};
const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

test('a provider that requires it receives the authorization request directly, and the browser receives only a reference (RFC 9126)', async () => {
  const { auth, close } = await startSignedIn({}, { features });
  closers.push(close);
  expect((await auth.session()).accounts).toHaveLength(1);

  const { url } = await auth.signIn('test');
  const location = new URL((await new TestBrowser().get(url)).headers.get('location') ?? '');
  expect([...location.searchParams.keys()].sort()).toEqual(['client_id', 'request_uri']);
  expect(location.searchParams.get('request_uri')).toMatch(/^urn:ietf:params:oauth:request_uri:/);
});

test('a pushed request that the provider rejects ends before the browser opens', async () => {
  const { issuer, close } = await startIdentityProvider([], { features });
  const providers = [{ id: 'test', preset: oidc, issuer, clientId: 'unknown' }];
  const extension = await startExtension(async () => providers);
  closers.push(close, extension.close);
  await expect(extension.auth.signIn('test')).rejects.toMatchObject({
    code: 'exchange-failed',
    message: expect.stringContaining('invalid_client'),
  });
});

test('the error of a pushed request does not repeat what was sent', async () => {
  const { provider, auth, close } = await startScriptedExtension({
    settings: { pushedAuthorization: true, clientAuthentication: 'client_secret_post' },
  });
  closers.push(close);
  const { issuer } = provider;
  provider.overrides.discovery = () => ({
    body: { ...metadataOf(issuer), pushed_authorization_request_endpoint: `${issuer}/authorize` },
  });
  let sent: (string | null)[] = [];
  provider.overrides.authorize = ({ parameters }) => {
    sent = ['client_secret', 'state', 'nonce'].map((name) => parameters.get(name));
    const error_description = `Unknown: ${sent.join(' ')}!`;
    return { status: 400, body: { error: 'invalid_request', error_description } };
  };
  await expect(auth.signIn('test')).rejects.toMatchObject({
    code: 'exchange-failed',
    message: 'OpenID Connect did not accept the request: invalid_request: Unknown: ... ... ...!.',
  });
  expect(sent.map((value) => Number(value?.length) > 8)).toEqual([true, true, true]);
});
