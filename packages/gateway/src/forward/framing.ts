import type { IncomingMessage } from 'node:http';
import { type RawHeaders, valuesOf } from './headers.ts';

/** How the length of a request's body is announced (RFC 9112 section 6.3). */
export type Framing = 'chunked' | 'length' | 'none';

/** A request whose body two servers could read differently (RFC 9112 section 11.2). */
export interface Ambiguous {
  readonly status: 400 | 501;
  readonly reason: string;
}

/**
 * Returns how a request is framed. Node's parser has rejected wrong and repeated lengths, and a length beside a transfer coding.
 * This rejects what it accepts and another server may read differently.
 */
export function framingOf(request: Pick<IncomingMessage, 'rawHeaders' | 'httpVersion'>): Framing | Ambiguous {
  const headers: RawHeaders = request.rawHeaders;
  const codings = valuesOf(headers, 'transfer-encoding');
  const lengths = valuesOf(headers, 'content-length');
  if (codings.length === 0) return lengths.length > 0 ? 'length' : 'none';
  if (request.httpVersion !== '1.1')
    return { status: 400, reason: 'Transfer-Encoding needs HTTP/1.1 (RFC 9112 section 6.1).' };
  if (lengths.length > 0)
    return { status: 400, reason: 'A request has either Content-Length or Transfer-Encoding.' };
  if (codings.length > 1 || codings[0]?.toLowerCase() !== 'chunked')
    return { status: 501, reason: 'The only supported transfer coding is chunked.' };
  return 'chunked';
}
