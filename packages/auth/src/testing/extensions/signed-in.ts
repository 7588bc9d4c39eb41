import { oidc } from '@ddext-oauth/providers';
import type { Configuration } from 'oidc-provider';
import type { ProviderSettings } from '../../core/client/settings.ts';
import type { AuthOptions } from '../../session/auth.ts';
import { memoryStore } from '../../stores/memory.ts';
import type { TokenStore } from '../../stores/store.ts';
import { TestBrowser } from '../browsers/browser.ts';
import { startIdentityProvider, type TestIdentityProvider } from '../servers/identity-provider.ts';
import { startExtension, type TestExtension } from './extension.ts';

export interface SignedInExtension extends TestExtension {
  readonly identityProvider: TestIdentityProvider;
  readonly store: TokenStore;
  /** The extension's clock; the provider has its own. */
  readonly clock: { now: number };
  /** The names of the successful grants, in order. */
  readonly served: string[];
  /** The OAuth errors of rejected token requests. */
  readonly refused: string[];
  readonly settings: ProviderSettings;
}

/**
 * Starts an extension in which Ada has signed in, at a real provider that rotates refresh tokens and detects their
 * reuse.
 */
export async function startSignedIn(
  settings: Partial<ProviderSettings> = {},
  configuration: Configuration = {},
  options: Partial<AuthOptions> = {},
): Promise<SignedInExtension> {
  const clock = { now: Date.now() };
  const store = options.store ?? memoryStore();
  const served: string[] = [];
  const refused: string[] = [];
  let identityProvider: TestIdentityProvider | undefined;
  let used: ProviderSettings | undefined;
  const extension = await startExtension(
    async (redirectUriOf) => {
      identityProvider = await startIdentityProvider([redirectUriOf('test')], {
        issueRefreshToken: async () => true,
        rotateRefreshToken: true,
        ...configuration,
      });
      used = {
        id: 'test',
        preset: oidc,
        issuer: identityProvider.issuer,
        clientId: 'test-extension',
        ...settings,
      };
      return [used];
    },
    { now: () => clock.now, ...options, store },
  );
  const { provider, close } = identityProvider as unknown as TestIdentityProvider;
  provider.on('grant.success', (context) => served.push(String(context.oidc.params?.grant_type)));
  provider.on('grant.error', (_context, error) => refused.push(error.error));

  const browser = new TestBrowser();
  const { url } = await extension.auth.signIn('test');
  await browser.get(await browser.follow(url, `${extension.origin}/callback`));
  served.length = 0;
  return {
    ...extension,
    identityProvider: identityProvider as unknown as TestIdentityProvider,
    settings: used as unknown as ProviderSettings,
    store,
    clock,
    served,
    refused,
    close: async () => void (await Promise.all([extension.close(), close()])),
  };
}
