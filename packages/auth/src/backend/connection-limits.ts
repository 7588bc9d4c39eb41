import { type Server, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { pageHeaders, tooManyCookiesPage } from './pages.ts';

/** When a server gives a connection up: options of Node's `http.createServer`, in bytes and milliseconds. */
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
 * Node's 16 KiB of headers are used up by the cookies of a few other programs on 127.0.0.1, which the browser sends to every
 * port. A connection that has not sent all headers is closed after 10 to 15 s, one that has sent no byte among them.
 */
export const connectionLimits: ConnectionLimits = {
  maxHeaderSize: 64 * 1024,
  headersTimeout: 10_000,
  requestTimeout: 60_000,
  connectionsCheckingInterval: 5_000,
  keepAliveTimeout: 5_000,
};

/**
 * Applies the limits to the server of a socket, where {@link import('./listen.ts').listen} did not create it. They are valid
 * for its next connections.
 *
 * @returns whether they are new to the server
 */
export function limitServerOf(socket: Socket): boolean {
  // Node documents neither: https://github.com/nodejs/node/blob/v20.19.0/lib/_http_server.js
  const { server } = socket as { server?: Server & { maxHeaderSize?: number } };
  if (!server || server.maxHeaderSize === connectionLimits.maxHeaderSize) return false;
  Object.assign(server, connectionLimits);
  if (server.listenerCount('clientError') === 0) server.on('clientError', refuseUnreadable);
  return true;
}

/** A browser that is closed in the middle of sending shows a connection error instead of the page it was sent. */
const LINGER_MS = 2_000;
/** More than all cookies that a browser keeps for a host. */
const LINGER_BYTES = 2 * 1024 * 1024;

const statusOf: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/** Answers a request that Node could not read, or that did not arrive in time, and closes its connection. */
export function refuseUnreadable(error: NodeJS.ErrnoException, socket: Duplex): void {
  // What comes in after the answer is one more error for the parser, and leads here again.
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
