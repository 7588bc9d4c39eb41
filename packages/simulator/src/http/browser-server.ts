import { createServer, type RequestListener, type Server } from 'node:http';

/**
 * Maximum size of request headers in bytes. A browser sends all cookies of 127.0.0.1 to each of its ports: about
 * 180 of 4 kB. The default of Node is 16 KiB, and a larger request gets an empty 431 response.
 */
const maxHeaderSize = 1024 * 1024;

/**
 * Creates an HTTP server that accepts the cookies of all programs on 127.0.0.1. It does not listen yet.
 *
 * Only clients close idle connections: if the server did after some seconds, a client on a busy machine could send a request on a
 * connection that is already closed.
 */
export function createBrowserServer(listener?: RequestListener): Server {
  return createServer({ maxHeaderSize, keepAliveTimeout: 0 }, listener);
}
