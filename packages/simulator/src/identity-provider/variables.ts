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

/** What an extension is configured by. */
export interface Configured {
  readonly extensionDirectory: string;
  readonly provider: ProviderLocation | undefined;
  readonly env: Readonly<Record<string, string>>;
}

/**
 * The variables that an extension's providers are configured by: the built-in identity provider, which its .env overrides,
 * so that a real provider can be tried.
 */
export async function extensionVariables(configured: Configured): Promise<Record<string, string>> {
  return {
    ...(configured.provider && providerVariables(configured.provider)),
    ...(await readDotEnv(configured.extensionDirectory)),
    ...configured.env,
  };
}
