import { createServer, type RequestListener, type ServerOptions } from 'node:http';
import type { AddressInfo } from 'node:net';
import { closeServer } from '../../backend/listen.ts';

export interface TestServer {
  /** `127.0.0.1:PORT` */
  readonly host: string;
  readonly origin: string;
  /** May be called twice. */
  close(): Promise<void>;
}

/**
 * Starts an HTTP server on any port of this machine. It leaves idle connections open: if it closed them after some seconds, a client
 * on a busy machine could send a request on one that is already closed.
 */
export async function startTestServer(
  listener: RequestListener,
  options: ServerOptions = {},
): Promise<TestServer> {
  const server = createServer({ keepAliveTimeout: 0, ...options }, listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { host, origin: `http://${host}`, close: () => closeServer(server) };
}
