import { afterEach, describe, expect, test } from '@jest/globals';
import { TestBrowser } from '../testing/browsers/browser.ts';
import { startScriptedExtension } from '../testing/extensions/scripted-extension.ts';
import { type SignedInExtension, startSignedIn } from '../testing/extensions/signed-in.ts';
import { metadataOf } from '../testing/servers/scripted-provider.ts';

const ADA = 'test:ada';
let extension: SignedInExtension;

afterEach(() => extension.close());

/** Returns the tokens that the provider still knows. */
async function knownToProvider({ identityProvider, store }: SignedInExtension) {
  const { accessToken = '', refreshToken = '' } = (await store.get(ADA)) ?? {};
  return async () => {
    const { AccessToken, RefreshToken } = identityProvider.provider;
    return [await AccessToken.find(accessToken), await RefreshToken.find(refreshToken)].map(Boolean);
  };
}

describe('signing out', () => {
  test('rule 38: revokes the refresh token and the access token at the provider', async () => {
    extension = await startSignedIn();
    const known = await knownToProvider(extension);
    expect(await known()).toEqual([true, true]);
    expect(await extension.auth.signOut(ADA)).toMatchObject({ revoked: true });
    expect(await known()).toEqual([false, false]);
  });

  test('rule 38: counts a token that the provider has forgotten as revoked', async () => {
    extension = await startSignedIn();
    const account = await extension.store.get(ADA);
    if (account?.kind === 'person')
      await extension.store.put({ ...account, accessToken: 'forgotten', refreshToken: 'forgotten' });
    expect(await extension.auth.signOut(ADA)).toMatchObject({ revoked: true });
  });

  test('rule 38: deletes the account if the provider is unavailable, and reports that the tokens are not revoked', async () => {
    extension = await startSignedIn();
    await extension.identityProvider.close();
    expect(await extension.auth.signOut(ADA)).toMatchObject({ revoked: false });
    expect((await extension.auth.session()).accounts).toEqual([]);
  });

  test('rule 38: deletes the account if the provider has no revocation endpoint', async () => {
    extension = await startSignedIn({}, { features: { devInteractions: { enabled: false } } });
    expect(await extension.auth.signOut(ADA)).toMatchObject({ revoked: false });
    expect((await extension.auth.session()).accounts).toEqual([]);
  });

  test('returns the URL that ends the session at the provider, without a token', async () => {
    extension = await startSignedIn();
    const { endSessionUrl } = await extension.auth.signOut(ADA);
    expect(endSessionUrl).toBe(`${extension.identityProvider.issuer}/session/end?client_id=test-extension`);
  });

  test('has no effect the second time', async () => {
    extension = await startSignedIn();
    await extension.auth.signOut(ADA);
    await expect(extension.auth.signOut(ADA)).rejects.toMatchObject({ code: 'account-unknown' });
  });

  test('waits for a refresh in progress, so that no refreshed token stays valid', async () => {
    extension = await startSignedIn({ exposeAccessToken: true });
    const { provider } = extension.identityProvider;
    extension.clock.now += 7200_000;
    const renewed = new Promise((resolve) => provider.once('grant.success', resolve));
    const renewing = extension.auth.accessToken(ADA);
    await renewed;
    expect(await extension.auth.signOut(ADA)).toMatchObject({ revoked: true });
    expect(await provider.AccessToken.find((await renewing).accessToken)).toBeUndefined();
    expect((await extension.auth.session()).accounts).toEqual([]);
  });
});

describe('the session at the provider', () => {
  /** Ends a session by its hint. Without a hint, shows an empty page and ends no session, like glewlwyd. */
  async function endSession(idTokenHint?: boolean) {
    const scripted = await startScriptedExtension({ settings: { ...(idTokenHint && { idTokenHint }) } });
    const { provider } = scripted;
    const sessions = new Set(['ada']);
    provider.overrides.discovery = () => ({
      body: { ...metadataOf(provider.issuer), end_session_endpoint: `${provider.issuer}/end-session` },
    });
    provider.overrides.endSession = ({ parameters }) => {
      const payload = parameters.get('id_token_hint')?.split('.')[1];
      if (payload) sessions.delete(JSON.parse(Buffer.from(payload, 'base64url').toString()).sub);
      return { headers: { 'content-type': 'text/html' }, body: payload ? 'You are signed out.' : '' };
    };
    await scripted.signIn();
    const { endSessionUrl } = await scripted.auth.signOut('test:ada');
    const page = await (await fetch(String(endSessionUrl))).text();
    await scripted.close();
    return { page, sessions: [...sessions] };
  }

  test('continues at a provider that requires the ID token as a hint, unless the setting sends it', async () => {
    expect(await endSession()).toEqual({ page: '', sessions: ['ada'] });
    expect(await endSession(true)).toEqual({ page: 'You are signed out.', sessions: [] });
  });

  test('ends at oidc-provider with the hint after the user confirms', async () => {
    extension = await startSignedIn({ idTokenHint: true });
    const { provider } = extension.identityProvider;
    const browser = new TestBrowser();
    const { url } = await extension.auth.signIn('test');
    await browser.get(await browser.follow(url, `${extension.origin}/callback`));
    const idToken = (await extension.store.get(ADA))?.idToken;

    const ended = new Promise((resolve) => provider.once('end_session.success', () => resolve('ended')));
    const { endSessionUrl = '' } = await extension.auth.signOut(ADA);
    expect(new URL(endSessionUrl).searchParams.get('id_token_hint')).toBe(idToken);
    const form = await (await browser.get(endSessionUrl)).text();
    const [, action = ''] = /action="([^"]+)"/.exec(form) ?? [];
    const [, xsrf = ''] = /name="xsrf" value="([^"]+)"/.exec(form) ?? [];
    const agreed = await browser.get(action, {
      method: 'POST',
      body: new URLSearchParams({ xsrf, logout: 'yes' }),
    });
    expect(agreed.status).toBe(303);
    expect(await ended).toBe('ended');

    const changed = new URL(endSessionUrl);
    changed.searchParams.set('id_token_hint', `${idToken}x`);
    expect((await browser.get(changed.href)).status).toBe(400);
  });
});
