import type { ClientAuth, ServerMetadata } from 'openid-client';
import { loadOpenIdClient } from './client.ts';
import { type ClientCredential, secretMethods } from './credential.ts';
import type { ResolvedProvider } from './settings.ts';

/**
 * The credential as the provider takes it: by the method of the extension's settings, else by the first that the preset and
 * the metadata share, else by the preset's first.
 */
export function credentialFor(
  { credential, preset }: ResolvedProvider,
  { token_endpoint_auth_methods_supported: listed }: ServerMetadata,
): ClientCredential {
  if (!('secret' in credential) || credential.fixed) return credential;
  const shared = secretMethods({ preset }).find((method) => listed?.includes(method));
  return { ...credential, method: shared ?? credential.method };
}

/** The methods that a discovery document lists. Without a list it is client_secret_basic (RFC 8414 section 2). */
function listOf({ token_endpoint_auth_methods_supported: listed }: ServerMetadata): string {
  return listed?.length
    ? `the provider lists ${listed.join(', ')}`
    : 'the provider lists none, which means client_secret_basic';
}

/**
 * Authenticates the client, each time by the method that suits the metadata of that time.
 *
 * @throws AuthError `provider-not-configured` for a key that cannot be read
 */
export async function clientAuthenticationOf(provider: ResolvedProvider): Promise<ClientAuth> {
  const client = await loadOpenIdClient();
  const { credential, name } = provider;
  switch (credential.method) {
    case 'none':
      // openid-client's default is client_secret_post: a public client has to say so.
      return client.None();
    case 'private_key_jwt': {
      const { importClientKey } = await import('./client-key.ts');
      const key = await importClientKey(name, credential.pem);
      return client.PrivateKeyJwt(credential.keyId ? { key, kid: credential.keyId } : key);
    }
    default: {
      const basic = client.ClientSecretBasic(credential.secret);
      const post = client.ClientSecretPost(credential.secret);
      return (server, ...rest) => {
        const { method } = credentialFor(provider, server);
        return (method === 'client_secret_post' ? post : basic)(server, ...rest);
      };
    }
  }
}

/** What a refused client used, what the provider lists, and the settings to look at: sentences for the developer. */
export function authenticationOf(provider: ResolvedProvider, metadata: ServerMetadata): string {
  const { method } = credentialFor(provider, metadata);
  const used = method === 'none' ? 'No client secret was sent' : `The client authenticated with ${method}`;
  const lists = provider.endpoints ? '' : `; ${listOf(metadata)}`;
  const { clientId, credential } = provider.settingNames;
  return `${used}${lists}. Check ${clientId}, ${credential} and clientAuthentication in the provider's settings.`;
}
