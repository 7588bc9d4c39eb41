import type { IncomingMessage } from 'node:http';

/**
 * The query of a request if it is a callback to a redirect URI on this machine. The Host header must match too,
 * because a name that was rebound to 127.0.0.1 sends its own.
 */
export function callbackQuery(
  redirectUri: string,
  { method, headers, url = '' }: IncomingMessage,
): string | undefined {
  const { host, pathname } = new URL(redirectUri);
  const question = url.indexOf('?');
  if (method !== 'GET' || headers.host !== host || question < 0) return undefined;
  return url.slice(0, question) === pathname ? url.slice(question) : undefined;
}
