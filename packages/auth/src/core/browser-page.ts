import { AuthError } from './errors.ts';
import { isLoopback } from './loopback.ts';

/**
 * Whether a person's browser may be sent to an address that a provider names. It has to be https (RFC 9700 section 2.6), or
 * plain http on loopback where the development switch is on. Private and link-local addresses are no exception to https.
 * Credentials in the address are refused, because they make one host look like another.
 *
 * @param insecureLoopback the development switch, `insecureLoopbackIssuer`
 */
export function isBrowserPage(address: unknown, insecureLoopback: boolean): boolean {
  if (typeof address !== 'string' || !URL.canParse(address)) return false;
  const url = new URL(address);
  if (url.username || url.password) return false;
  return url.protocol === 'https:' || (insecureLoopback && url.protocol === 'http:' && isLoopback(url));
}

/**
 * @param what the page, as a sentence goes on after the provider's name: "the sign-in page"
 * @throws AuthError `provider-misconfigured` where {@link isBrowserPage} is false
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
