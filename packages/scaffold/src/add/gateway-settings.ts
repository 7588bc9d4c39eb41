import { redirectUriOf } from '@ddext-oauth/providers';
import { extensionOf } from '../options/redirect-uris.ts';
import { providerContext } from '../plan/context.ts';
import type { AddOptions } from './options.ts';
import { GUEST_SERVICES, type OwnServer } from './reading/server.ts';

/** The folder of the volume that the gateway and the extension's own backend share. */
export const INNER = '/run/ddext';

/** The name of the socket of an extension that had none. */
export const NEW_SOCKET = 'ddext-gateway.sock';

/** The variables of the providers, for a backend: empty where the author fills in a value. */
export function providerVariables(options: AddOptions): Readonly<Record<string, string>> {
  const extension = extensionOf(options);
  const rows = options.providers.flatMap((preset): readonly (readonly [string, string])[] => {
    const redirectUri = redirectUriOf(extension, { id: preset.id, preset });
    const { variable, needsIssuer, parameters } = providerContext(
      preset,
      { strategy: options.strategy, exchange: 'backend' },
      redirectUri,
    );
    return [
      ...(needsIssuer ? [[`${variable}_ISSUER`, ''] as const] : []),
      ...parameters.map(({ variable: name, fallback }) => [name, fallback] as const),
      [`${variable}_CLIENT_ID`, ''],
      [`${variable}_CLIENT_SECRET_FILE`, `/data/${preset.id}-client-secret`],
      ...(options.method === 'device' ? [[`${variable}_GRANTS`, 'device_code'] as const] : []),
    ];
  });
  return Object.fromEntries(rows);
}

/** The environment of the gateway. */
export function gatewayEnvironment(
  options: AddOptions,
  server: OwnServer | undefined,
): Readonly<Record<string, string>> {
  const { image, title, strategy, redirect, port, prefix, providers, accept } = options;
  const isTab = strategy === 'extension-tab';
  const socket = server?.socket ?? NEW_SOCKET;
  return {
    DDEXT_EXTENSION_ID: image,
    DDEXT_TITLE: title,
    ...(isTab ? { DDEXT_STRATEGY: strategy } : { DDEXT_PORT: String(port) }),
    ...(isTab && redirect !== 'scheme' && { DDEXT_REDIRECT: redirect }),
    ...(isTab && accept.length > 0 && { DDEXT_ACCEPT_SHARED_REDIRECT_URI: accept.join() }),
    DDEXT_PROVIDERS: providers.map(({ id }) => id).join(),
    ...(prefix !== '/auth' && { DDEXT_PREFIX: prefix }),
    DDEXT_SOCKET: `${GUEST_SERVICES}/${socket}`,
    ...(server && { DDEXT_FORWARD_TO: `${INNER}/${socket}`, DDEXT_INNER_SOCKET: `${INNER}/ddext-auth.sock` }),
    ...providerVariables(options),
  };
}
