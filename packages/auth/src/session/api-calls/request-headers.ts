import { AuthError } from '../../core/errors.ts';

/** Headers of an API call that this package sets, or that describe the connection and not the request. */
const withheld = new Set([
  // Credentials. A `dpop` header would also change the scheme of the Authorization header.
  'authorization',
  'cookie',
  'cookie2',
  'dpop',
  // Framing and routing of the message (RFC 9112 sections 3.2 and 6; RFC 9110 section 10.1.1).
  'content-length',
  'expect',
  'host',
  'transfer-encoding',
  // Hop by hop (RFC 9110 section 7.6.1, and RFC 2616 section 13.5.1 before it).
  'connection',
  'http2-settings',
  'keep-alive',
  'te',
  'trailer',
  'upgrade',
  // `fetch` sets this according to the encodings that it can decompress.
  'accept-encoding',
]);

/** Also withheld: credentials for proxies, and headers that only a browser may set (Fetch standard). */
const withheldPrefixes = ['proxy-', 'sec-'];

/** Names that send one method as another, and the methods that this must not lead to (Fetch standard). */
const methodOverrides = new Set(['x-http-method', 'x-http-method-override', 'x-method-override']);
const forbiddenMethod = /\b(?:connect|trace|track)\b/i;

/**
 * The headers of an API call without those that the caller may not set. Names in the caller's `Connection` header are
 * withheld too (RFC 9110 section 7.6.1).
 *
 * @param headers an object of strings, from the page or from the extension's own code
 * @throws AuthError `request-invalid` for anything else, and for a name or a value that is no header
 */
export function requestHeaders(headers: unknown): Headers {
  if (headers === undefined || headers === null) return new Headers();
  if (!isRecordOfStrings(headers)) {
    throw new AuthError('request-invalid', '"headers" of the request is not an object of strings.');
  }
  const entries = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const);
  const ofConnection = new Set(
    entries
      .filter(([name]) => name === 'connection')
      .flatMap(([, value]) => value.split(',').map((option) => option.trim().toLowerCase())),
  );
  const sent = new Headers();
  for (const [name, value] of entries) {
    if (!ofConnection.has(name) && !isWithheld(name, value)) set(sent, name, value);
  }
  return sent;
}

/** Returns whether a request can have a header of this name beside those of this package. */
export function maySetHeader(name: string): boolean {
  return /^[a-z][a-z0-9-]*$/.test(name) && !isWithheld(name, '');
}

/** Arrays, Headers and Maps have no entries of their own that are headers. */
function isRecordOfStrings(headers: unknown): headers is Record<string, string> {
  return (
    typeof headers === 'object' &&
    headers !== null &&
    !(Symbol.iterator in headers) &&
    Object.values(headers).every((value) => typeof value === 'string')
  );
}

function isWithheld(name: string, value: string): boolean {
  if (withheld.has(name) || withheldPrefixes.some((prefix) => name.startsWith(prefix))) return true;
  return methodOverrides.has(name) && forbiddenMethod.test(value);
}

function set(headers: Headers, name: string, value: string): void {
  try {
    headers.set(name, value);
  } catch (cause) {
    throw new AuthError(
      'request-invalid',
      'This request cannot be sent: look at its method, headers and body.',
      { cause },
    );
  }
}
