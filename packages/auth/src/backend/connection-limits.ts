import { type Server, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { pageHeaders, tooManyCookiesPage } from './pages.ts';

/** When the server closes a connection: options of Node's `http.createServer`, in bytes and milliseconds. */
export type ConnectionLimits = Readonly<
  Record<
    | 'maxHeaderSize'
    | 'headersTimeout'
    | 'requestTimeout'
    | 'connectionsCheckingInterval'
    | 'keepAliveTimeout',
    number
  >
>;

/**
 * A browser sends the cookies of every program on 127.0.0.1 to every port, so Node's default of 16 KiB of headers is
 * not enough. A connection that has not sent all headers, or no byte at all, is closed after 10 to 15 s.
 */
export const connectionLimits: ConnectionLimits = {
  maxHeaderSize: 64 * 1024,
  headersTimeout: 10_000,
  requestTimeout: 60_000,
  connectionsCheckingInterval: 5_000,
  keepAliveTimeout: 5_000,
};

/**
 * Applies the limits to the server of a socket, if {@link import('./listen.ts').listen} did not create it. They apply
 * to new connections.
 *
 * @returns whether the limits were not applied before
 */
export function limitServerOf(socket: Socket): boolean {
  // Node documents neither: https://github.com/nodejs/node/blob/v20.19.0/lib/_http_server.js
  const { server } = socket as { server?: Server & { maxHeaderSize?: number } };
  if (!server || server.maxHeaderSize === connectionLimits.maxHeaderSize) return false;
  Object.assign(server, connectionLimits);
  if (server.listenerCount('clientError') === 0) server.on('clientError', refuseUnreadable);
  return true;
}

/** If the connection is closed while the browser sends, it shows a connection error instead of the page. */
const LINGER_MS = 2_000;
/** More than all cookies that a browser keeps for a host. */
const LINGER_BYTES = 2 * 1024 * 1024;

const statusOf: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/** Responds to a request that Node could not parse, or that did not arrive in time, and closes the connection. */
export function refuseUnreadable(error: NodeJS.ErrnoException, socket: Duplex): void {
  // Data that arrives after the response causes another parser error, which calls this again.
  if (!socket.writable) {
    if (!('bytesRead' in socket) || Number(socket.bytesRead) > LINGER_BYTES) socket.destroy();
    return;
  }
  const status = statusOf[error.code ?? ''] ?? 400;
  socket.end(status === 431 ? responseOf(status, tooManyCookiesPage()) : responseOf(status));
  const timer = setTimeout(() => socket.destroy(), LINGER_MS);
  socket.once('close', () => clearTimeout(timer));
}

function responseOf(status: number, page = ''): string {
  const headers = {
    ...pageHeaders,
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Length': String(Buffer.byteLength(page)),
    Connection: 'close',
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${page}`;
}
