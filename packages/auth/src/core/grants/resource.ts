import type { ResolvedProvider } from '../client/settings.ts';

/** Returns the resource indicator of authorization and token requests (RFC 8707 section 2). Empty for most providers. */
export function resourceParameter({ resource }: ResolvedProvider): { readonly resource?: string } {
  return resource ? { resource } : {};
}
