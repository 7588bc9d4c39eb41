import type { IncomingMessage, ServerResponse } from 'node:http';

/** Reading and dropping a body of this length takes less than 0.5 ms of CPU (tools/bench/callers.mjs). */
const LONGEST_DROPPED = 256 * 1024;
/** A caller that is still sending gets the response if the connection stays open for a moment. */
const LINGER_MS = 1000;

/**
 * Reads the start of a body: `length` bytes, or fewer if the body is shorter.
 *
 * @param done called with the bytes, or with undefined if there are none or the caller has disconnected. It can return the
 *   bytes to the request with `unshift`, because it is called before the end of the body is announced
 */
export function readFirstBytes(
  request: IncomingMessage,
  length: number,
  done: (bytes: Buffer | undefined) => void,
): void {
  const finish = (bytes: Buffer | undefined) => {
    request.off('readable', read).off('end', none).off('close', none);
    done(bytes);
  };
  const none = () => finish(undefined);
  const read = () => {
    const bytes: Buffer | null = request.read(length);
    if (bytes) finish(bytes);
  };
  request.on('readable', read).on('end', none).on('close', none);
}

/**
 * Sends a response whose cost does not depend on the rest of the request's body. A short body is dropped first, and the
 * connection stays usable, because the host's proxy may share it. A longer body, or one without a length, is not read, and
 * its connection is closed.
 */
export function answerUnread(request: IncomingMessage, response: ServerResponse, json: Buffer): void {
  const headers = { 'Content-Type': 'application/json; charset=utf-8', 'Content-Length': json.length };
  const isShort = Number(request.headers['content-length'] ?? 0) <= LONGEST_DROPPED;
  if (request.complete || (isShort && !request.headers['transfer-encoding'])) {
    const send = () => void response.writeHead(200, headers).end(json);
    if (request.readableEnded) send();
    else request.once('end', send).resume();
    return;
  }
  response.writeHead(200, { ...headers, Connection: 'close' }).write(json);
  const timer = setTimeout(() => response.end(), LINGER_MS).unref();
  response.once('close', () => clearTimeout(timer));
}
