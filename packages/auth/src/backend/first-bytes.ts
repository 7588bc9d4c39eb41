import type { IncomingMessage, ServerResponse } from 'node:http';

/** A body of this length that is read and dropped takes less than 1 ms. */
const LONGEST_DROPPED = 1024 * 1024;

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
 * Sends a response whose cost does not depend on the rest of the request's body. A caller that announces a long body, or
 * no length, loses its connection. Otherwise the connection stays usable, because the host's proxy may share it.
 */
export function answerUnread(request: IncomingMessage, response: ServerResponse, json: Buffer): void {
  const isShort = request.complete || Number(request.headers['content-length'] ?? 0) <= LONGEST_DROPPED;
  const keeps = isShort && !(request.headers['transfer-encoding'] && !request.complete);
  response.writeHead(200, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': json.length,
    ...(!keeps && { Connection: 'close' }),
  });
  response.end(json);
  if (keeps) request.resume();
}
