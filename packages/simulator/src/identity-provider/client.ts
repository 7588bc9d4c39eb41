import type { ClientMetadata } from 'oidc-provider';
import { bridgeUrl } from '../desktop-links/bridge.ts';

export const clientId = 'simulated-extension';

export interface RegisteredExtension {
  readonly title: string;
  /** The image without its tag. */
  readonly extensionId: string;
  readonly publishedPort: number | undefined;
  /** The origin of the UI, which exchanges the code if there is no backend. */
  readonly extensionOrigin: string;
}

/** The redirect URIs of the extension tab, as registered at a real provider. */
function tabRedirectUris({ extensionId }: Pick<RegisteredExtension, 'extensionId'>): string[] {
  return [`docker-desktop://dashboard/extension-tab?extensionId=${extensionId}`, bridgeUrl(extensionId)];
}

/**
 * Whether a URI is the redirect URI of a provider of the extension: `/callback/PROVIDER` on the published port. The
 * IDs of the providers are not known here. The host `localhost` is allowed too, because some simulated providers
 * accept no other.
 */
export function isCallback(uri: string, publishedPort: number | undefined): boolean {
  const match = /^http:\/\/(?:127\.0\.0\.1|localhost):(\d{1,5})\/callback\/[\w-][\w.-]*$/.exec(uri);
  return publishedPort !== undefined && match?.[1] === String(publishedPort);
}

/**
 * A public client, because a secret in an image is not secret (RFC 8252, section 8.5). It is native, so that a
 * loopback address and a custom scheme can be registered (section 7).
 */
export function registeredClient(extension: RegisteredExtension): ClientMetadata {
  return {
    client_id: clientId,
    client_name: extension.title,
    application_type: 'native',
    token_endpoint_auth_method: 'none',
    grant_types: ['authorization_code', 'refresh_token', 'urn:ietf:params:oauth:grant-type:device_code'],
    response_types: ['code'],
    redirect_uris: tabRedirectUris(extension),
  };
}
