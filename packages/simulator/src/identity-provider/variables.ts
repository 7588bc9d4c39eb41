import { readDotEnv } from '../extension/dot-env.ts';
import type { IdentityProvider } from './start-identity-provider.ts';

export type ProviderLocation = Pick<IdentityProvider, 'issuer' | 'clientId'>;

/** How an extension is told of the built-in provider: the environment variables of its backend, or of its UI. */
export function providerVariables({ issuer, clientId }: ProviderLocation): Record<string, string> {
  return { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, DDEXT_INSECURE_LOOPBACK_ISSUER: '1' };
}

/**
 * The same variables for the UI. The extension's .env overrides them, so that a real provider can be tried; nothing
 * else of that file is here, because everybody can read what a page is given.
 */
export async function uiVariables(
  extensionDirectory: string,
  provider: ProviderLocation,
): Promise<Record<string, string>> {
  const dotEnv = await readDotEnv(extensionDirectory);
  const variables = Object.entries(providerVariables(provider));
  return Object.fromEntries(variables.map(([name, value]) => [name, dotEnv[name] ?? value]));
}
