import type { ClientAuth, ServerMetadata } from 'openid-client';
import { loadOpenIdClient } from './client.ts';
import { type ClientCredential, secretMethods } from './credential.ts';
import type { ResolvedProvider } from './settings.ts';

/**
 * Returns the credential with its method: that of the extension's settings, or the first that preset and metadata
 * share, or the preset's first.
 */
export function credentialFor(
  { credential, preset }: ResolvedProvider,
  { token_endpoint_auth_methods_supported: listed }: ServerMetadata,
): ClientCredential {
  if (!('secret' in credential) || credential.fixed) return credential;
  const shared = secretMethods({ preset }).find((method) => listed?.includes(method));
  return { ...credential, method: shared ?? credential.method };
}

/** Returns the methods of a discovery document. Default: client_secret_basic (RFC 8414 section 2). */
function listOf({ token_endpoint_auth_methods_supported: listed }: ServerMetadata): string {
  return listed?.length
    ? `the provider lists ${listed.join(', ')}`
    : 'the provider lists none, which means client_secret_basic';
}

/**
 * Authenticates the client with the method for the current metadata.
 *
 * @throws AuthError `provider-not-configured` for a key that cannot be read
 */
export async function clientAuthenticationOf(provider: ResolvedProvider): Promise<ClientAuth> {
  const client = await loadOpenIdClient();
  const { credential, name } = provider;
  switch (credential.method) {
    case 'none':
      // openid-client's default is client_secret_post, so a public client must be explicit.
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

/**
 * Describes the authentication of a rejected client for the developer: the method, the provider's list, and the
 * settings to check.
 */
export function authenticationOf(provider: ResolvedProvider, metadata: ServerMetadata): string {
  const { method } = credentialFor(provider, metadata);
  const used = method === 'none' ? 'No client secret was sent' : `The client authenticated with ${method}`;
  const lists = provider.endpoints ? '' : `; ${listOf(metadata)}`;
  const { clientId, credential } = provider.settingNames;
  return `${used}${lists}. Check ${clientId}, ${credential} and clientAuthentication in the provider's settings.`;
}
