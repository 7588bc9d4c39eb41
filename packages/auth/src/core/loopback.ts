const loopbackHosts = new Set(['127.0.0.1', '[::1]', 'localhost']);

/** Whether a URL's host can only be this machine (RFC 8252 section 8.3; `localhost` by convention). */
export function isLoopback(url: URL): boolean {
  return loopbackHosts.has(url.hostname);
}
