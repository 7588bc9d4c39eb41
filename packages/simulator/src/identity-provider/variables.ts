import { readDotEnv } from '../extension/dot-env.ts';
import type { IdentityProvider } from './start-identity-provider.ts';

export type ProviderLocation = Pick<IdentityProvider, 'issuer' | 'clientId'>;

/**
 * How an extension is told of the built-in provider, which plays those that it has no client id for: the environment
 * variables of its backend, or of its UI.
 */
export function providerVariables({ issuer, clientId }: ProviderLocation): Record<string, string> {
  return { DDEXT_SIMULATOR_ISSUER: issuer, DDEXT_SIMULATOR_CLIENT_ID: clientId };
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
