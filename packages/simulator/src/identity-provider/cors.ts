import type { Provider } from 'oidc-provider';

/**
 * Allows one origin to read responses of the provider (CORS). oidc-provider applies clientBasedCORS only if it
 * knows the client, which is not the case for preflights, metadata and keys.
 */
export function limitCors(provider: Provider, origin: string): void {
  provider.use(async (context, next) => {
    await next();
    if (context.get('origin') === origin) return;
    for (const name of Object.keys(context.response.headers)) {
      if (name.startsWith('access-control-')) context.remove(name);
    }
  });
}
