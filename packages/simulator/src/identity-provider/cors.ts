import type { Provider } from 'oidc-provider';

/**
 * Lets pages of one origin, and of no other, read what the provider answers. oidc-provider asks its setting
 * clientBasedCORS only once it knows the client: not for a preflight, and not for its metadata and keys.
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
