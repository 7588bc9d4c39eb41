import { createServer, type RequestListener, type Server } from 'node:http';

/**
 * Bytes of headers that a server reads where a browser visits it. A browser sends every cookie of 127.0.0.1 to each port of it:
 * some 180 of 4 kB. Node reads 16 KiB unless told otherwise, and answers more with an empty 431.
 */
const maxHeaderSize = 1024 * 1024;

/** Creates a server for browsers, whatever cookies other programs on 127.0.0.1 have set. It does not listen yet. */
export function createBrowserServer(listener?: RequestListener): Server {
  return createServer({ maxHeaderSize }, listener);
}
