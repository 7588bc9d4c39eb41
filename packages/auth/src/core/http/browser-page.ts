import { AuthError } from '../errors.ts';
import { isSecure } from './loopback.ts';

/**
 * Returns whether a browser may open a URL that a provider names. It must be https (RFC 9700 section 2.6), or http on
 * loopback with the development setting. Private and link-local addresses also need https. A URL with credentials is
 * rejected, because it can look like another host.
 *
 * @param insecureLoopback the development setting, `insecureLoopbackIssuer`
 */
export function isBrowserPage(address: unknown, insecureLoopback: boolean): boolean {
  if (typeof address !== 'string' || !URL.canParse(address)) return false;
  const url = new URL(address);
  if (url.username || url.password) return false;
  return isSecure(url, insecureLoopback);
}

/**
 * @param what the page, for the message: "the sign-in page"
 * @throws AuthError `provider-misconfigured` if {@link isBrowserPage} is false
 */
export function requireBrowserPage(
  provider: { readonly name: string },
  what: string,
  address: unknown,
  insecureLoopback: boolean,
): void {
  if (isBrowserPage(address, insecureLoopback)) return;
  const message = `${provider.name}: ${what}, "${address}", is not an https address that a browser can open.`;
  throw new AuthError('provider-misconfigured', message);
}
