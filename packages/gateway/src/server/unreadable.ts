import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';

/** If the connection is closed while the caller sends, it gets a connection error instead of the response. */
const LINGER_MS = 2_000;

const statusOf: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/** Responds to what Node could not parse, or what did not arrive in time, and closes the connection. */
export function refuseUnreadable(code: string | undefined, socket: Duplex): void {
  const status = statusOf[code ?? ''] ?? 400;
  closeWith(socket, status, 'The request is not valid HTTP/1.1.');
}

/** Responds with one sentence, and closes the connection. */
export function closeWith(socket: Duplex, status: number, sentence: string): void {
  if (!socket.writable) return void socket.destroy();
  const body = `${sentence}\n`;
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nContent-Type: text/plain; charset=utf-8\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
  const timer = setTimeout(() => socket.destroy(), LINGER_MS).unref();
  socket.once('close', () => clearTimeout(timer));
}
