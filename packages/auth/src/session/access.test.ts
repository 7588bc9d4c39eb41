import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { Configuration } from 'oidc-provider';
import { DpopKeys } from '../core/dpop/dpop-keys.ts';
import { generateSealKey, sealedFileStore } from '../stores/index.ts';
import { hasTokens } from '../stores/store.ts';
import { TestBrowser } from '../testing/browsers/browser.ts';
import { type SignedInExtension, startSignedIn } from '../testing/extensions/signed-in.ts';
import { Access } from './access.ts';
import { ProviderRegistry } from './provider-registry.ts';

const ADA = 'test:ada';
const HOUR = 3600_000;
let extension: SignedInExtension;

afterEach(() => extension.close());

/** Another instance with the same store. */
function access(store = extension.store): Access {
  const { settings, clock } = extension;
  const registry = new ProviderRegistry(
    [settings],
    () => undefined,
    { insecureLoopbackIssuer: true },
    () => [''],
  );
  return new Access({ store, registry, dpopKeys: new DpopKeys(), now: () => clock.now });
}

async function start(configuration: Configuration = {}): Promise<void> {
  extension = await startSignedIn({}, configuration);
}

const stored = async () => {
  const account = await extension.store.get(ADA);
  if (!account || !hasTokens(account)) throw new Error('Ada is not signed in.');
  return account;
};

describe('an access token', () => {
  test('that is valid is returned unchanged', async () => {
    await start();
    const before = await stored();
    expect(await access().account(ADA)).toEqual(before);
    expect(extension.served).toEqual([]);
  });

  test('rule 36: is refreshed one minute before it expires, and not earlier', async () => {
    await start();
    const { expiresAt = 0, accessToken } = await stored();
    extension.clock.now = expiresAt - 60_001;
    expect((await access().account(ADA)).accessToken).toBe(accessToken);
    extension.clock.now = expiresAt - 60_000;
    expect((await access().account(ADA)).accessToken).not.toBe(accessToken);
    expect(extension.served).toEqual(['refresh_token']);
  });

  test('rule 36: with a short lifetime is used for nine tenths of it', async () => {
    await start({ ttl: { AccessToken: 60 } });
    const { issuedAt, accessToken } = await stored();
    extension.clock.now = issuedAt + 53_000;
    expect((await access().account(ADA)).accessToken).toBe(accessToken);
    extension.clock.now = issuedAt + 54_000;
    expect((await access().account(ADA)).accessToken).not.toBe(accessToken);
  });

  test('rule 36: is used until an API rejects it if the provider returned no expiry', async () => {
    await start();
    const { expiresAt: _expiresAt, ...unknown } = await stored();
    await extension.store.put(unknown);
    extension.clock.now += 1000 * HOUR;
    expect((await access().account(ADA)).accessToken).toBe(unknown.accessToken);
    expect((await access().account(ADA, unknown.accessToken)).accessToken).not.toBe(unknown.accessToken);
  });
});

describe('a renewal', () => {
  test('rule 34: sends one request for 100 concurrent callers and serves all of them', async () => {
    await start();
    extension.clock.now += 2 * HOUR;
    const one = access();
    const accounts = await Promise.all(Array.from({ length: 100 }, () => one.account(ADA)));
    expect(extension.served).toEqual(['refresh_token']);
    expect(extension.refused).toEqual([]);
    expect(new Set(accounts.map(({ accessToken }) => accessToken)).size).toBe(1);
  });

  test('rule 34: is one request for 100 callers of ten instances on the same store', async () => {
    await start();
    extension.clock.now += 2 * HOUR;
    const instances = Array.from({ length: 10 }, () => access());
    const callers = instances.flatMap((each) => Array.from({ length: 10 }, () => each.account(ADA)));
    const accounts = await Promise.all(callers);
    expect(extension.served).toEqual(['refresh_token']);
    expect(new Set(accounts.map(({ accessToken }) => accessToken)).size).toBe(1);
  });

  test('rule 34: sends one request for 100 callers of two backends on one volume', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'volume-'));
    const key = generateSealKey();
    extension = await startSignedIn({}, {}, { store: sealedFileStore({ directory, key }) });
    extension.clock.now += 2 * HOUR;
    const backends = [access(), access(sealedFileStore({ directory, key }))];
    const callers = backends.flatMap((each) => Array.from({ length: 50 }, () => each.account(ADA)));
    const accounts = await Promise.all(callers);
    expect(extension.served).toEqual(['refresh_token']);
    expect(new Set(accounts.map(({ accessToken }) => accessToken)).size).toBe(1);
    rmSync(directory, { recursive: true });
  });

  test('rule 34: is one request for 100 callers whose token was just rejected', async () => {
    await start();
    const { accessToken } = await stored();
    const one = access();
    await Promise.all(Array.from({ length: 100 }, () => one.account(ADA, accessToken)));
    expect(extension.served).toEqual(['refresh_token']);
  });

  test('rule 34: stores the new refresh token before it returns the access token', async () => {
    await start();
    const { refreshToken } = await stored();
    extension.clock.now += 2 * HOUR;
    const renewed = await access().account(ADA);
    expect(renewed.refreshToken).not.toBe(refreshToken);
    expect(await stored()).toEqual(renewed);
  });

  test('rule 34: keeps the refresh token if the provider returns no new one', async () => {
    await start({ rotateRefreshToken: false });
    const { refreshToken } = await stored();
    extension.clock.now += 2 * HOUR;
    expect((await access().account(ADA)).refreshToken).toBe(refreshToken);
  });

  test('keeps the profile, the time of the sign-in and the scopes', async () => {
    await start();
    const { profile, scopes, signedInAt } = await stored();
    extension.clock.now += 2 * HOUR;
    expect(await access().account(ADA)).toMatchObject({ profile, scopes, signedInAt });
  });

  test('rule 35: ends the sign-in if the provider rejects it, and is not repeated', async () => {
    await start();
    await extension.store.put({ ...(await stored()), refreshToken: 'revoked-elsewhere' });
    extension.clock.now += 2 * HOUR;
    await expect(access().account(ADA)).rejects.toMatchObject({ code: 'sign-in-again' });
    await expect(access().account(ADA)).rejects.toMatchObject({ code: 'account-unknown' });
    expect(extension.refused).toEqual(['invalid_grant']);
    expect((await extension.auth.session()).accounts).toEqual([]);
  });

  test('rule 35: without a refresh token asks the user to sign in again', async () => {
    await start();
    const { refreshToken: _refreshToken, ...account } = await stored();
    await extension.store.put(account);
    extension.clock.now += 2 * HOUR;
    await expect(access().account(ADA)).rejects.toMatchObject({ code: 'sign-in-again' });
  });

  test('with an ID token of another user is rejected (OpenID Connect Core 1.0 section 12.2)', async () => {
    await start();
    const payload = Buffer.from(JSON.stringify({ sub: 'grace' })).toString('base64url');
    await extension.store.put({ ...(await stored()), idToken: `e30.${payload}.` });
    extension.clock.now += 2 * HOUR;
    await expect(access().account(ADA)).rejects.toMatchObject({ code: 'token-invalid' });
  });

  test('keeps the sign-in if the provider is unavailable', async () => {
    await start();
    const before = await stored();
    await extension.identityProvider.close();
    extension.clock.now += 2 * HOUR;
    await expect(access().account(ADA)).rejects.toMatchObject({ code: 'provider-unreachable' });
    expect(await stored()).toEqual(before);
  });

  test('of a sign-in that was replaced in the meantime does not overwrite the new one', async () => {
    await start();
    const { accessToken } = await stored();
    const renewing = access().account(ADA, accessToken);
    const browser = new TestBrowser();
    const { url } = await extension.auth.signIn('test');
    await browser.get(await browser.follow(url, `${extension.origin}/callback`));
    await renewing;
    extension.clock.now += 2 * HOUR;
    await access().account(ADA);
    expect(extension.refused).toEqual([]);
  });
});
