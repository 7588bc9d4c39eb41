import { readDotEnv } from '../extension/dot-env.ts';
import type { IdentityProvider } from './start-identity-provider.ts';

export type ProviderLocation = Pick<IdentityProvider, 'issuer' | 'clientId'>;

/** The variables by which a backend or a UI uses the test identity provider for providers without a client ID. */
function providerVariables({ issuer, clientId }: ProviderLocation): Record<string, string> {
  return { DDEXT_SIMULATOR_ISSUER: issuer, DDEXT_SIMULATOR_CLIENT_ID: clientId };
}

/**
 * The same variables for the UI. The extension's .env overrides them, so that a real provider can be tested. Other
 * values of that file are left out, because every user can read what a page receives.
 */
export async function uiVariables(
  extensionDirectory: string,
  provider: ProviderLocation,
): Promise<Record<string, string>> {
  const dotEnv = await readDotEnv(extensionDirectory);
  const variables = Object.entries(providerVariables(provider));
  return Object.fromEntries(variables.map(([name, value]) => [name, dotEnv[name] ?? value]));
}

/** What an extension is configured with. */
export interface Configured {
  readonly extensionDirectory: string;
  readonly provider: ProviderLocation | undefined;
  readonly env: Readonly<Record<string, string>>;
}

/**
 * The variables that configure an extension's providers: the test identity provider, overridden by .env, so that a
 * real provider can be tested.
 */
export async function extensionVariables(configured: Configured): Promise<Record<string, string>> {
  return {
    ...(configured.provider && providerVariables(configured.provider)),
    ...(await readDotEnv(configured.extensionDirectory)),
    ...configured.env,
  };
}
