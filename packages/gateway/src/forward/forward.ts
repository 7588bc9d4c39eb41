import { type ClientRequest, type IncomingMessage, type ServerResponse, request as send } from 'node:http';
import { connect } from 'node:net';
import type { ReportFailure } from './failure.ts';
import type { Framing } from './framing.ts';
import { endToEnd, pairsOf, type RawHeaders, tokensOf, without } from './headers.ts';
import type { Target } from './target.ts';

/** In bytes. The same limit as for the headers of a request. */
const LARGEST_HEADERS = 64 * 1024;

/** A request to pass on, and where its response goes. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly framing: Framing;
}

/**
 * Sends a request to the extension's own backend on a connection of its own, and sends its response back. A shared connection
 * could be closed by the backend at any time, and a POST must not be repeated (RFC 9110 section 9.2.2).
 *
 * Passed on as they are: method, URL, headers, body, trailers, status, reason, interim responses, and how either side ends or
 * aborts. Only headers of the connection and the framing of bodies are this server's own.
 */
export function forward(target: Target, exchange: Exchange, report: ReportFailure): void {
  const { request, response } = exchange;
  const upstream = requestTo(target, request, requestHeaders(exchange));
  upstream.maxHeadersCount = 0;
  // The backend is asked to keep the connection open: if it responded early and closed it, writing the rest of the request would
  // fail before the response is read. Node closes it after the response.
  upstream.shouldKeepAlive = false;
  passInterimResponses(upstream, response);
  passResponse(upstream, exchange, report);
  passRequest(upstream, exchange);
}

/**
 * Opens a request with exactly these headers.
 *
 * @param allowHalfOpen whether the connection stays open for writing when the backend has ended its half
 */
export function requestTo(
  target: Target,
  { method = 'GET', url = '/' }: IncomingMessage,
  headers: readonly string[],
  { allowHalfOpen = false } = {},
): ClientRequest {
  return send({
    createConnection: () => connect({ ...target, allowHalfOpen }),
    headers,
    insecureHTTPParser: false,
    maxHeaderSize: LARGEST_HEADERS,
    method,
    path: url,
  });
}

function requestHeaders({ request, framing }: Exchange): string[] {
  const all = endToEnd(request.rawHeaders);
  // A trailer belongs to a chunked body (RFC 9110 section 6.5.1).
  const headers = framing === 'chunked' ? all : without(all, 'trailer');
  if (framing === 'chunked') headers.push('Transfer-Encoding', 'chunked');
  // HTTP/1.1 requires it (RFC 9112 section 3.2), and HTTP/1.0 does not.
  if (request.httpVersion === '1.0' && request.headers.host === undefined) headers.push('Host', '');
  // Node would announce an empty chunked body for these methods.
  if (framing === 'none' && mayHaveBody(request)) headers.push('Content-Length', '0');
  if (!tokensOf(request.rawHeaders, 'te').includes('trailers'))
    return [...headers, 'Connection', 'keep-alive'];
  return [...headers, 'TE', 'trailers', 'Connection', 'keep-alive, TE'];
}

const withoutBody: ReadonlySet<string> = new Set(['GET', 'HEAD', 'DELETE', 'OPTIONS', 'TRACE', 'CONNECT']);

function mayHaveBody({ method = 'GET' }: IncomingMessage): boolean {
  return !withoutBody.has(method);
}

function passRequest(upstream: ClientRequest, { request, response, framing }: Exchange): void {
  const { socket } = request;
  request.pipe(upstream, { end: false });
  request.once('end', () => {
    if (framing === 'chunked' && request.rawTrailers.length > 0)
      upstream.addTrailers(pairsOf(request.rawTrailers));
    upstream.end();
  });
  // The backend decides what the end of the caller's half of the connection means, as on a direct connection.
  const endHalf = () => {
    if (request.complete) upstream.socket?.end();
  };
  socket.once('end', endHalf);
  response.once('close', () => {
    socket.off('end', endHalf);
    if (!response.writableFinished) upstream.destroy();
  });
}

function passInterimResponses(upstream: ClientRequest, response: ServerResponse): void {
  let isContinued = response.req.headers.expect === undefined;
  upstream.on('continue', () => {
    isContinued = true;
    response.writeContinue();
  });
  upstream.on('information', ({ statusCode, headers }) => {
    if (statusCode === 102) response.writeProcessing();
    const { link, ...others } = headers;
    if (statusCode === 103 && link !== undefined)
      response.writeEarlyHints({ link: Array.isArray(link) ? link : [link], ...(others as object) });
  });
  // The caller may not send the body that it announced, so the end of this request would be unknown.
  upstream.once('response', () => {
    if (!isContinued) response.shouldKeepAlive = false;
  });
}

function passResponse(upstream: ClientRequest, { request, response }: Exchange, report: ReportFailure): void {
  upstream.once('response', (incoming) => {
    writeHead(response, incoming);
    let isStarted = false;
    incoming.once('data', () => {
      isStarted = true;
    });
    // With the first bytes of the body in one packet, or without them if they are not there yet.
    setImmediate(() => {
      if (!isStarted && !response.writableEnded) response.flushHeaders();
    });
    incoming.pipe(response, { end: false });
    incoming.once('end', () => {
      if (response.chunkedEncoding && incoming.rawTrailers.length > 0)
        response.addTrailers(pairsOf(incoming.rawTrailers));
      response.end();
    });
    incoming.once('close', () => {
      if (!incoming.complete) response.destroy();
      else dropRest(request, upstream);
    });
  });
  upstream.once('error', (error: NodeJS.ErrnoException) => {
    dropRest(request, upstream);
    if (response.headersSent || response.destroyed) return;
    report(error);
    respondUnreachable(response);
  });
  // An error of a connection whose response has arrived.
  upstream.on('error', () => undefined);
}

/** A backend may respond before it has read the request. The rest of it must not wait for a reader. */
function dropRest(request: IncomingMessage, upstream: ClientRequest): void {
  request.unpipe(upstream);
  request.resume();
}

function writeHead(response: ServerResponse, incoming: IncomingMessage): void {
  const { statusCode = 502, statusMessage = '', rawHeaders } = incoming;
  response.sendDate = false;
  const headers = endToEnd(rawHeaders);
  const isChunked = willBeChunked(response, incoming);
  response.writeHead(statusCode, statusMessage, responseHeaders(headers, isChunked));
}

function responseHeaders(headers: RawHeaders, isChunked: boolean): string[] {
  if (!isChunked) return without(headers, 'trailer');
  return [...headers, 'Transfer-Encoding', 'chunked'];
}

/** Whether this server frames the body in chunks: a caller with HTTP/1.0 cannot read them. */
function willBeChunked({ req }: ServerResponse, { statusCode = 0, headers }: IncomingMessage): boolean {
  const hasNoBody = req.method === 'HEAD' || statusCode === 204 || statusCode === 304;
  return !hasNoBody && headers['content-length'] === undefined && req.httpVersion === '1.1';
}

/** The rest of the request is read, so that a caller that is still sending gets the response. */
export function respondUnreachable(response: ServerResponse): void {
  respondText(response, 502, "Could not reach the extension's own backend.");
}

/** Responds with one sentence. */
export function respondText(response: ServerResponse, status: number, sentence: string): void {
  const body = `${sentence}\n`;
  const headers = {
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
  };
  response.writeHead(status, headers).end(body);
}
