import type { ClientMetadata } from 'oidc-provider';
import { bridgeUrl } from '../desktop-links/bridge.ts';

export const clientId = 'simulated-extension';

export interface RegisteredExtension {
  readonly title: string;
  /** The image without its tag. */
  readonly extensionId: string;
  readonly publishedPort: number | undefined;
  /** Of its UI, which may be what exchanges the code. */
  readonly extensionOrigin: string;
}

/** The redirect URIs of the extension's tab, as a user would register them at a real provider. */
export function tabRedirectUris({ extensionId }: Pick<RegisteredExtension, 'extensionId'>): string[] {
  return [`docker-desktop://dashboard/extension-tab?extensionId=${extensionId}`, bridgeUrl(extensionId)];
}

/**
 * Whether a redirect URI is that of one of the extension's providers, whose ids are not known here: `/callback/PROVIDER` on the
 * published port. By the name `localhost` too, for the providers simulated here that take nothing else.
 */
export function isCallback(uri: string, publishedPort: number | undefined): boolean {
  const match = /^http:\/\/(?:127\.0\.0\.1|localhost):(\d{1,5})\/callback\/[\w-][\w.-]*$/.exec(uri);
  return publishedPort !== undefined && match?.[1] === String(publishedPort);
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
    redirect_uris: tabRedirectUris(extension),
  };
}
