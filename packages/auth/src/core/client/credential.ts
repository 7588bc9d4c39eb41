import { grantsOf } from '@ddext-oauth/providers';
import { AuthError } from '../errors.ts';
import { assertOneLine, notConfigured, type ProviderSettings, type Variables } from './settings.ts';

/** The client's credential at the token endpoint. */
export type ClientCredential =
  | { readonly method: 'none' }
  | {
      readonly method: 'client_secret_basic' | 'client_secret_post';
      readonly secret: string;
      /** Set if the extension's settings choose the method. Then the metadata is ignored. */
      readonly fixed?: true;
    }
  | { readonly method: 'private_key_jwt'; readonly pem: string; readonly keyId: string | undefined };

/**
 * Returns the credential in the settings: a key, a secret, or none. The preset decides how a secret is sent.
 *
 * @throws AuthError `provider-not-configured`
 */
export function credentialOf(provider: ProviderSettings, name: string, read: Variables): ClientCredential {
  const { clientAuthentication: chosen, clientKey, clientSecret } = provider;
  if (chosen === 'none') return { method: 'none' };
  if (chosen === 'private_key_jwt' || (clientKey && chosen === undefined))
    return withKey(provider, name, read);
  const secret = clientSecret && read(clientSecret.variable);
  if (secret !== undefined) assertOneLine(name, 'client secret', secret);
  if (chosen) {
    if (secret === undefined) throw notConfigured(name, 'client secret', clientSecret);
    return { method: chosen, secret, fixed: true };
  }
  if (secret === undefined) {
    if (mayGoWithoutSecret(provider)) return { method: 'none' };
    throw notConfigured(name, 'client secret', clientSecret);
  }
  const method = secretMethods(provider)[0] ?? 'client_secret_basic';
  return { method, secret };
}

/** Returns the methods of a preset that use a secret, the preferred one first. */
export function secretMethods({
  preset,
}: Pick<ProviderSettings, 'preset'>): readonly ('client_secret_basic' | 'client_secret_post')[] {
  return preset.clientAuthentication.filter((method) => method !== 'private_key_jwt');
}

function withKey(
  { preset, clientAuthentication, clientKey, clientKeyId: keyId }: ProviderSettings,
  name: string,
  read: Variables,
): ClientCredential {
  const accepted = preset.clientAuthentication;
  const pem = clientKey && read(clientKey.variable);
  if (!pem) throw notConfigured(name, 'client key', clientKey);
  if (clientAuthentication || accepted.includes('private_key_jwt')) {
    return { method: 'private_key_jwt', pem, keyId };
  }
  const message = `${name} does not take private_key_jwt; it takes ${accepted.join(', ')}.`;
  throw new AuthError('provider-not-configured', message);
}

/** If it is unknown whether the provider requires a secret, a secret in the settings is used. */
function mayGoWithoutSecret(provider: ProviderSettings): boolean {
  const { authorizationCode, deviceCode = authorizationCode } = provider.preset.publicClient;
  const byDeviceOnly = grantsOf(provider).every((grant) => grant === 'device_code');
  const { possible } = byDeviceOnly ? deviceCode : authorizationCode;
  return possible === true || (possible === 'unknown' && !provider.clientSecret);
}
