import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { github } from '../providers/github.ts';
import { TestBrowser } from '../testing/browser.ts';
import { startExtension, type TestExtension } from '../testing/extension.ts';
import { startIdentityProvider, type TestIdentityProvider } from '../testing/identity-provider.ts';
import { isPlayed, playedBy, simulated } from './stand-in.ts';

const settings = {
  id: 'github',
  preset: github,
  clientId: { variable: 'GITHUB_CLIENT_ID' },
  clientSecret: { variable: 'GITHUB_CLIENT_SECRET' },
};

describe('a provider that no client id is set for', () => {
  let identityProvider: TestIdentityProvider;
  let extension: TestExtension;

  beforeEach(async () => {
    extension = await startExtension(
      async (redirectUri) => {
        identityProvider = await startIdentityProvider([redirectUri]);
        return [settings];
      },
      // The getter is read once the provider has an address.
      {
        get standIn() {
          return { issuer: identityProvider.issuer, clientId: 'test-extension' };
        },
      },
    );
  });

  afterEach(() => Promise.all([extension.close(), identityProvider.close()]));

  test('is played by the stand-in under its own name, which the session says', async () => {
    const { providers } = await extension.auth.session();
    expect(providers).toEqual([
      { id: 'github', name: 'GitHub', grants: ['authorization_code'], simulated: true },
    ]);
    const browser = new TestBrowser();
    const { url } = await extension.auth.signIn('github');
    await browser.get(await browser.follow(url, `${extension.origin}/callback`));
    expect((await extension.auth.session()).accounts).toMatchObject([
      { provider: { id: 'github', name: 'GitHub' }, profile: { name: 'Ada Lovelace' } },
    ]);
  });
});

describe('the stand-in', () => {
  test('leaves a provider alone as soon as it has a client id', () => {
    expect(isPlayed(settings, () => undefined)).toBe(true);
    expect(isPlayed(settings, (name) => (name === 'GITHUB_CLIENT_ID' ? 'a' : undefined))).toBe(false);
    expect(isPlayed({ ...settings, clientId: 'a' }, () => undefined)).toBe(false);
  });

  test.each(['https://id.example', 'http://attacker.example', 'nonsense'])(
    'is refused where it is not on this machine: %s',
    (issuer) => {
      expect(() => playedBy({ issuer, clientId: 'a' }, settings)).toThrow(
        `DDEXT_SIMULATOR_ISSUER ${issuer} is not on this machine.`,
      );
    },
  );

  test('gets none of the API hosts of the provider it plays: its tokens are of no use there', () => {
    const played = playedBy({ issuer: 'http://127.0.0.1:1', clientId: 'a' }, settings);
    expect(played.apiHosts).toEqual([]);
  });

  test('is absent unless the environment names it', () => {
    expect(simulated(() => undefined)).toEqual({ insecureLoopbackIssuer: false });
    const set = { DDEXT_SIMULATOR_ISSUER: 'http://127.0.0.1:1', DDEXT_SIMULATOR_CLIENT_ID: 'a' } as const;
    expect(simulated((name) => set[name as keyof typeof set])).toEqual({
      insecureLoopbackIssuer: true,
      standIn: { issuer: 'http://127.0.0.1:1', clientId: 'a' },
    });
  });
});
