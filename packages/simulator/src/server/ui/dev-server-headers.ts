import type { IncomingHttpHeaders } from 'node:http';
import { tokenHeader } from '../../http/token.ts';

/** Headers of the browser that the development server does not need, and those of a connection (RFC 9110, section 7.6.1). */
const withheld = new Set([
  'accept-encoding',
  'connection',
  'cookie',
  'host',
  'keep-alive',
  'origin',
  'proxy-authorization',
  'proxy-connection',
  'referer',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  tokenHeader,
]);

/**
 * Headers of a development server that the browser receives. It must not set cookies of 127.0.0.1, which every port receives, or
 * replace the policies of the simulator.
 */
const passed = new Set([
  'accept-ranges',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-length',
  'content-range',
  'content-type',
  'etag',
  'last-modified',
  'retry-after',
  'sourcemap',
]);

/** The headers of a request to the development server. It sees a request of its own page, and neither token nor cookies. */
export function requestHeaders(headers: IncomingHttpHeaders, server: URL): IncomingHttpHeaders {
  const kept = Object.entries(headers).filter(([name]) => !withheld.has(name));
  return {
    ...Object.fromEntries(kept),
    host: server.host,
    ...(headers.origin !== undefined && { origin: server.origin }),
  };
}

/** The headers of its response. */
export function responseHeaders(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => passed.has(name)));
}

/** A redirect of the development server to itself stays on the origin of the page. */
export function redirectLocation(location: string, server: URL): string {
  if (!URL.canParse(location, server.href)) return '/';
  const url = new URL(location, server);
  return url.origin === server.origin ? `${url.pathname}${url.search}${url.hash}` : url.href;
}
