import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type ScriptedExtension, startScriptedExtension } from '../testing/extensions/scripted-extension.ts';
import { untrustedPages } from '../testing/fixtures/untrusted-pages.ts';
import { metadataOf } from '../testing/servers/scripted-provider.ts';

let extension: ScriptedExtension;
beforeEach(async () => {
  extension = await startScriptedExtension();
});
afterEach(() => extension.close());

const discovers = (members: object) => {
  const { provider } = extension;
  provider.overrides.discovery = () => ({ body: { ...metadataOf(provider.issuer), ...members } });
};

describe('signing out at a provider whose end-session endpoint is not safe to open in a browser', () => {
  test.each([...untrustedPages, '', 42, null, { href: 'https://id.example/' }, ['https://id.example/']])(
    'succeeds and returns no page to open: %j',
    async (end_session_endpoint) => {
      discovers({ end_session_endpoint });
      await extension.signIn();
      const answer = await extension.api('sign-out', { account: 'test:ada' });
      expect(JSON.parse(answer)).toEqual({ ok: true, value: { revoked: true } });
      expect(await extension.store.list()).toEqual([]);
    },
  );

  test('returns a page on loopback with the development setting', async () => {
    const end_session_endpoint = `${extension.provider.issuer}/end`;
    discovers({ end_session_endpoint });
    await extension.signIn();
    expect(await extension.auth.signOut('test:ada')).toEqual({
      revoked: true,
      endSessionUrl: `${end_session_endpoint}?client_id=scripted-client`,
    });
  });
});

test.each(['http://127.0.0.1:1/revoke', 'http://10.0.0.1/revoke', 'javascript:alert(1)', 'revoke', 42])(
  'signing out at a provider with the revocation endpoint %j succeeds and reports that no token was revoked',
  async (revocation_endpoint) => {
    discovers({ revocation_endpoint });
    await extension.signIn();
    expect(await extension.auth.signOut('test:ada')).toEqual({ revoked: false });
    expect(await extension.store.list()).toEqual([]);
  },
);

test.each(untrustedPages)('rule 42: a sign-in does not open the page %j', async (authorization_endpoint) => {
  discovers({ authorization_endpoint });
  const answer = JSON.parse(await extension.api('sign-in', { provider: 'test' }));
  expect(answer).toMatchObject({ ok: false, error: { code: 'provider-misconfigured' } });
  expect(answer.error.message).not.toMatch(/state|nonce|challenge/);
});
