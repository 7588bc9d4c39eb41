import type { Redirects } from './preset.ts';

/**
 * The host of a loopback redirect URI at a provider: the address (RFC 8252 section 8.3), but for a provider that is known to
 * take the name and not known to take the address.
 */
export function loopbackHostOf({ redirects }: { readonly redirects: Redirects }): '127.0.0.1' | 'localhost' {
  const { loopbackAddress, localhost } = redirects;
  return localhost.possible === true && loopbackAddress.possible !== true ? 'localhost' : '127.0.0.1';
}
