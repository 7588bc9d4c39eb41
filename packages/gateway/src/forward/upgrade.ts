import { type IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { ReportFailure } from './failure.ts';
import { requestTo, respondUnreachable } from './forward.ts';
import { endToEnd, pairsOf, type RawHeaders, tokensOf, valuesOf, without } from './headers.ts';
import type { Target } from './target.ts';

/**
 * Passes on a request to change the protocol (RFC 9110 section 7.8). If the backend agrees, the two connections are joined, and
 * each half ends on its own. Otherwise its response is sent, and the connection is closed.
 *
 * @param head what the caller sent after the request
 */
export function forwardUpgrade(
  target: Target,
  request: IncomingMessage,
  socket: Socket,
  head: Buffer,
  report: ReportFailure,
): void {
  const headers = [...endToEnd(request.rawHeaders), ...changeOf(request.rawHeaders)];
  const upstream = requestTo(target, request, headers, { allowHalfOpen: true });
  upstream.maxHeadersCount = 0;
  socket.on('error', () => upstream.destroy());
  socket.once('close', () => upstream.destroy());
  upstream.once('upgrade', (answer, other: Socket, otherHead) => {
    socket.write(headOf(answer), 'latin1');
    join(socket, head, other, otherHead);
  });
  upstream.once('response', (answer) => respond(request, socket, answer));
  upstream.once('error', (error) => {
    if (socket.destroyed) return;
    report(error);
    respondUnreachable(responseOn(request, socket));
  });
  upstream.end();
}

/**
 * Returns the start of a request without its Upgrade header, which a server may ignore. Other protocols than HTTP cannot be
 * authenticated by the socket API, and a body before the change would have to be read as HTTP.
 */
export function withoutUpgrade({ method, url, httpVersion, rawHeaders }: IncomingMessage): Buffer {
  const connection = tokensOf(rawHeaders, 'connection').filter((token) => token !== 'upgrade');
  const headers = without(without(rawHeaders, 'upgrade'), 'connection');
  if (connection.length > 0) headers.push('Connection', connection.join(', '));
  return Buffer.from(`${method} ${url} HTTP/${httpVersion}\r\n${linesOf(headers)}\r\n`, 'latin1');
}

function changeOf(headers: RawHeaders): string[] {
  return ['Connection', 'Upgrade', ...valuesOf(headers, 'upgrade').flatMap((value) => ['Upgrade', value])];
}

function join(socket: Socket, head: Buffer, other: Socket, otherHead: Buffer): void {
  other.on('error', () => socket.destroy());
  other.once('close', () => socket.destroySoon());
  socket.once('close', () => other.destroySoon());
  if (otherHead.length > 0) socket.write(otherHead);
  if (head.length > 0) other.write(head);
  socket.pipe(other);
  other.pipe(socket);
}

function respond(request: IncomingMessage, socket: Socket, answer: IncomingMessage): void {
  const response = responseOn(request, socket);
  response.sendDate = false;
  const { statusCode = 502, statusMessage = '', rawHeaders } = answer;
  response.writeHead(statusCode, statusMessage, [...endToEnd(rawHeaders), 'Connection', 'close']);
  answer.pipe(response);
  answer.once('close', () => {
    if (!answer.complete) socket.destroy();
  });
}

/** Node has given the connection away. A response that ends it can still be written. */
function responseOn(request: IncomingMessage, socket: Socket): ServerResponse {
  const response = new ServerResponse(request);
  response.shouldKeepAlive = false;
  response.assignSocket(socket);
  response.once('finish', () => socket.end());
  return response;
}

function headOf({ httpVersion, statusCode, statusMessage, rawHeaders }: IncomingMessage): string {
  return `HTTP/${httpVersion} ${statusCode} ${statusMessage}\r\n${linesOf(rawHeaders)}\r\n`;
}

function linesOf(headers: RawHeaders): string {
  return pairsOf(headers)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('');
}
