import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { AuthError } from '../../core/errors.ts';
import {
  ADA,
  ALMOST_AN_HOUR,
  type ExpiringSignIn,
  startExpiringSignIn,
} from '../../testing/extensions/expiring-sign-in.ts';

let extension: ExpiringSignIn['extension'];
let clock: ExpiringSignIn['clock'];
let disk: ExpiringSignIn['disk'];
let stored: ExpiringSignIn['stored'];

beforeEach(async () => {
  ({ extension, clock, disk, stored } = await startExpiringSignIn());
});
afterEach(() => extension.close());

const call = () => extension.auth.fetch(ADA, `${extension.provider.issuer}/userinfo`);
const refreshTokens = () =>
  extension.provider.received
    .filter(({ endpoint }) => endpoint === 'token')
    .map(({ parameters }) => parameters.get('refresh_token'));
const full = async () => {
  throw new AuthError('store-failed', 'The disk that keeps the accounts is full.');
};

describe('a refreshed token', () => {
  test('rule 34: is stored before it is used', async () => {
    const steps: string[] = [];
    disk.before = async () => {
      await new Promise((resolve) => setImmediate(resolve));
      steps.push('stored');
    };
    extension.provider.overrides.userinfo = () => {
      steps.push('used');
      return {};
    };
    await call();
    // First the refresh token, then the complete response after its validation.
    expect(steps).toEqual(['stored', 'stored', 'used']);
  });

  test('rule 34: is neither used nor lost if the disk is full: the next caller stores it without another request', async () => {
    const { refreshToken: usedUp } = await stored();
    disk.before = full;
    for (let times = 0; times < 3; times++)
      await expect(call()).rejects.toMatchObject({ code: 'store-failed' });
    expect(extension.provider.received.map(({ endpoint }) => endpoint)).toEqual(['token']);
    expect((await stored()).refreshToken).toBe(usedUp);

    disk.before = async () => undefined;
    expect((await call()).status).toBe(200);
    expect(refreshTokens()).toEqual([usedUp]);
    const kept = await stored();
    expect(kept.refreshToken).not.toBe(usedUp);

    clock.now += ALMOST_AN_HOUR;
    expect((await call()).status).toBe(200);
    expect(refreshTokens()).toEqual([usedUp, kept.refreshToken]);
  });

  test('rule 36: is used until an API rejects it if expires_in is 0', async () => {
    const { provider } = extension;
    provider.overrides.token = () => ({ body: provider.tokenResponse({ expires_in: 0 }) });
    for (let times = 0; times < 20; times++) expect((await call()).status).toBe(200);
    expect(refreshTokens()).toHaveLength(1);
    provider.overrides.userinfo = () => ({ status: 401 });
    expect((await call()).status).toBe(401);
    expect(refreshTokens()).toHaveLength(2);
  });

  test('that a full disk cannot store is replaced by a new sign-in', async () => {
    disk.before = full;
    await expect(call()).rejects.toMatchObject({ code: 'store-failed' });
    disk.before = async () => undefined;
    await extension.signIn();
    const { accessToken } = await stored();
    clock.now += ALMOST_AN_HOUR;
    await call();
    expect(refreshTokens()).toHaveLength(3);
    expect((await stored()).accessToken).not.toBe(accessToken);
  });
});

describe('a provider that says when to retry (RFC 9110 section 10.2.3)', () => {
  const busy = (headers: Readonly<Record<string, string>>) => {
    extension.provider.overrides.token = () => ({ status: 429, headers });
  };

  test('with 429 and Retry-After receives one request of 100 callers, and none before that time', async () => {
    busy({ 'retry-after': '60' });
    const calls = await Promise.allSettled(Array.from({ length: 100 }, call));
    expect(new Set(calls.map(({ status }) => status))).toEqual(new Set(['rejected']));
    clock.now += 59_999;
    await expect(call()).rejects.toMatchObject({
      code: 'provider-unreachable',
      message: 'OpenID Connect is rate limiting requests; retry in 1 s.',
    });
    expect(refreshTokens()).toHaveLength(1);

    delete extension.provider.overrides.token;
    clock.now += 1;
    expect((await call()).status).toBe(200);
    expect(refreshTokens()).toHaveLength(2);
  });

  test('as a date is accepted too', async () => {
    busy({ 'retry-after': new Date(clock.now + 120_000).toUTCString() });
    await expect(call()).rejects.toMatchObject({ code: 'provider-unreachable' });
    clock.now += 110_000;
    await expect(call()).rejects.toMatchObject({ code: 'provider-unreachable' });
    expect(refreshTokens()).toHaveLength(1);
  });

  test.each([
    ['nothing', {}],
    ['nonsense', { 'retry-after': 'later' }],
    ['a time that has passed', { 'retry-after': 'Thu, 01 Jan 1970 00:00:00 GMT' }],
  ])('with %s receives a request with the next call', async (_what, headers) => {
    busy(headers);
    await expect(call()).rejects.toMatchObject({
      message: 'OpenID Connect returned HTTP 429.',
    });
    await expect(call()).rejects.toMatchObject({ code: 'provider-unreachable' });
    expect(refreshTokens()).toHaveLength(2);
  });

  test('with a year receives no request for ten minutes', async () => {
    busy({ 'retry-after': String(365 * 86_400) });
    await expect(call()).rejects.toMatchObject({ code: 'provider-unreachable' });
    delete extension.provider.overrides.token;
    clock.now += 600_000;
    expect((await call()).status).toBe(200);
  });
});
