import type { ClientMetadata } from 'oidc-provider';
import { bridgeUrl } from '../links/bridge.ts';

export const clientId = 'simulated-extension';

export interface RegisteredExtension {
  readonly title: string;
  /** The image without its tag. */
  readonly extensionId: string;
  readonly publishedPort: number | undefined;
  /** Of its UI, which may be what exchanges the code. */
  readonly extensionOrigin: string;
}

/** By name too, for the providers played here that take nothing else. */
const loopbackHosts = ['127.0.0.1', 'localhost'];

/** The redirect URIs an extension may use, as a person would register them at a real provider. */
export function redirectUrisOf({ extensionId, publishedPort }: RegisteredExtension): string[] {
  const tab = `docker-desktop://dashboard/extension-tab?extensionId=${extensionId}`;
  const ways = [tab, bridgeUrl(extensionId)];
  return publishedPort === undefined
    ? ways
    : [...loopbackHosts.map((host) => `http://${host}:${publishedPort}/callback`), ...ways];
}

/**
 * One public client, since a secret in an extension's image is none (RFC 8252, section 8.5); native, so that
 * a loopback address and a scheme of its own may be registered (section 7).
 */
export function registeredClient(extension: RegisteredExtension): ClientMetadata {
  return {
    client_id: clientId,
    client_name: extension.title,
    application_type: 'native',
    token_endpoint_auth_method: 'none',
    grant_types: ['authorization_code', 'refresh_token', 'urn:ietf:params:oauth:grant-type:device_code'],
    response_types: ['code'],
    redirect_uris: redirectUrisOf(extension),
  };
}
