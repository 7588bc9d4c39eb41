import { github, twitch } from '@ddext-oauth/providers';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { ProviderSettings } from '../core/client/settings.ts';
import { TestBrowser } from '../testing/browsers/browser.ts';
import { startExtension, type TestExtension } from '../testing/extensions/extension.ts';
import { startIdentityProvider, type TestIdentityProvider } from '../testing/servers/identity-provider.ts';
import { isSimulated, simulated, simulatedBy } from './simulated-provider.ts';

const settings = {
  id: 'github',
  preset: github,
  clientId: { variable: 'GITHUB_CLIENT_ID' },
  clientSecret: { variable: 'GITHUB_CLIENT_SECRET' },
};

describe('a provider without a client ID', () => {
  const { fetch } = globalThis;
  const closers: (() => Promise<void>)[] = [];
  afterEach(async () => {
    globalThis.fetch = fetch;
    for (const close of closers.splice(0)) await close();
  });

  async function startSimulated(provider: ProviderSettings): Promise<TestExtension> {
    let identityProvider: TestIdentityProvider | undefined;
    const extension = await startExtension(
      async (redirectUriOf) => {
        identityProvider = await startIdentityProvider([redirectUriOf(provider.id)]);
        closers.push(identityProvider.close);
        return [provider];
      },
      // A getter, because the provider has no URL yet.
      {
        get simulatedProvider() {
          return { issuer: identityProvider?.issuer ?? '', clientId: 'test-extension' };
        },
      },
    );
    closers.push(extension.close);
    return extension;
  }

  async function signIn({ auth, origin }: TestExtension, providerId: string): Promise<void> {
    const browser = new TestBrowser();
    const { url } = await auth.signIn(providerId);
    await browser.get(await browser.follow(url, `${origin}/callback`));
  }

  test('has tokens that are bound to a key if its settings say so', async () => {
    const { auth, ...extension } = await startSimulated({ ...settings, dpop: true });
    await signIn({ auth, ...extension }, 'github');
    const { headers } = await auth.fetch('github', 'userinfo_endpoint');
    expect(headers.get('content-type')).toContain('application/json');
    expect((await auth.session()).accounts).toHaveLength(1);
  });

  test('is simulated under its name, and the session reports that', async () => {
    const extension = await startSimulated(settings);
    const { providers } = await extension.auth.session();
    expect(providers).toEqual([
      { id: 'github', name: 'GitHub', signInMethods: ['authorization_code'], simulated: true },
    ]);
    await signIn(extension, 'github');
    expect((await extension.auth.session()).accounts).toMatchObject([
      { provider: { id: 'github', name: 'GitHub' }, profile: { name: 'Ada Lovelace' } },
    ]);
  });

  test('receives no request, also not at endpoints that its discovery document does not contain', async () => {
    const hosts = new Set<string>();
    globalThis.fetch = (input, init) => {
      hosts.add(new URL(String(input)).hostname);
      return fetch(input, init);
    };
    expect(twitch.endpointOverrides?.revocation).toBeDefined();
    // The redirect URI of the test extension is on 127.0.0.1.
    const { loopbackHost: _, ...preset } = twitch;
    const extension = await startSimulated({
      id: 'twitch',
      preset,
      clientId: { variable: 'TWITCH_CLIENT_ID' },
    });
    await signIn(extension, 'twitch');
    const [account] = (await extension.auth.session()).accounts;
    await extension.auth.signOut(account?.id ?? '');
    expect([...hosts]).toEqual(['127.0.0.1']);
  });
});

describe('the simulated provider', () => {
  test('does not replace a provider that has a client ID', () => {
    expect(isSimulated(settings, () => undefined)).toBe(true);
    expect(isSimulated(settings, (name) => (name === 'GITHUB_CLIENT_ID' ? 'a' : undefined))).toBe(false);
    expect(isSimulated({ ...settings, clientId: 'a' }, () => undefined)).toBe(false);
  });

  test.each(['https://id.example', 'http://attacker.example', 'nonsense'])(
    'is rejected if it is not on this machine: %s',
    (issuer) => {
      expect(() => simulatedBy({ issuer, clientId: 'a' }, settings)).toThrow(
        `DDEXT_SIMULATOR_ISSUER ${issuer} is not on this machine.`,
      );
    },
  );

  test('has none of the API hosts of the provider that it replaces, because they reject its tokens', () => {
    const startSimulated = simulatedBy({ issuer: 'http://127.0.0.1:1', clientId: 'a' }, settings);
    expect(startSimulated.apiHosts).toEqual([]);
  });

  test('is absent unless the environment names it', () => {
    expect(simulated(() => undefined)).toEqual({ insecureLoopbackIssuer: false });
    const set = { DDEXT_SIMULATOR_ISSUER: 'http://127.0.0.1:1', DDEXT_SIMULATOR_CLIENT_ID: 'a' } as const;
    expect(simulated((name) => set[name as keyof typeof set])).toEqual({
      insecureLoopbackIssuer: true,
      simulatedProvider: { issuer: 'http://127.0.0.1:1', clientId: 'a' },
    });
  });
});
