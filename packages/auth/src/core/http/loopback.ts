import { AuthError } from '../errors.ts';

const loopbackHosts = new Set(['127.0.0.1', '[::1]', 'localhost']);

/** Returns whether a URL's host is this machine (RFC 8252 section 8.3; `localhost` by convention). */
export function isLoopback(url: URL): boolean {
  return loopbackHosts.has(url.hostname);
}

/**
 * Returns whether a request may be sent to a URL: https, or http on this machine with the development setting.
 *
 * @param insecureLoopback the development setting, `insecureLoopbackIssuer`
 */
export function isSecure(url: URL, insecureLoopback: boolean): boolean {
  return url.protocol === 'https:' || (insecureLoopback && url.protocol === 'http:' && isLoopback(url));
}

/** The variable that allows plain http on this machine; documented in docs/providers.md and docs/troubleshooting.md. */
const INSECURE = 'DDEXT_INSECURE_LOOPBACK_ISSUER';

/**
 * Returns `provider-misconfigured` for a URL that is not https. On this machine the message names the setting that
 * allows it.
 */
export function insecureAddress(name: string, url: URL): AuthError {
  const message = isLoopback(url)
    ? `${name}: ${url.origin} is plain http. Set ${INSECURE}=1 to allow that on this machine, for development.`
    : `${name}: ${url.origin} is not an https address.`;
  return new AuthError('provider-misconfigured', message);
}
