import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** The responses of a remote cache of Nx, in order: `PUT 200`. */
export type Exchange = `${string} ${number}`;

/** A remote cache of Nx on loopback. */
export interface NxCacheServer {
  readonly url: string;
  readonly tokens: { readonly read: string; readonly write: string };
  /** The exchanges since the last call. */
  exchanges(): readonly Exchange[];
  close(): Promise<void>;
}

/**
 * Starts a remote cache of Nx that keeps its records in memory. It follows Nx's OpenAPI specification: 401 without a known token, 403
 * for a write with a read-only token, 409 for an existing record.
 *
 * npm and Debian have no maintained server for this. WebDAV servers (nginx, Apache, lighttpd) return 201, which Nx rejects.
 *
 * @see https://nx.dev/docs/kb/self-hosted-caching
 */
export async function startNxCacheServer(): Promise<NxCacheServer> {
  const tokens = { read: crypto.randomUUID(), write: crypto.randomUUID() };
  const records = new Map<string, Buffer>();
  let seen: Exchange[] = [];

  const respond = async (request: IncomingMessage, response: ServerResponse) => {
    const [status, body] = answer(request, await buffer(request));
    seen.push(`${request.method} ${status}`);
    response.writeHead(status, { 'content-type': 'text/plain' }).end(body);
  };

  /** Status and body of the response to a request. */
  function answer(
    { method, url, headers }: IncomingMessage,
    sent: Buffer,
  ): [number, (Buffer | string | undefined)?] {
    const token = headers.authorization?.replace(/^Bearer /, '');
    const hash = /^\/v1\/cache\/([^/]+)$/.exec(url ?? '')?.[1];
    if (token !== tokens.read && token !== tokens.write) return [401, 'Unknown token'];
    if (hash === undefined) return [404];
    if (method === 'GET') return records.has(hash) ? [200, records.get(hash)] : [404];
    if (method !== 'PUT') return [405];
    if (token !== tokens.write) return [403, 'This token can only read'];
    if (records.has(hash)) return [409];
    records.set(hash, sent);
    return [200];
  }

  // Only clients close idle connections: one that the server closes could be in use by a client on a busy machine.
  const server = createServer({ keepAliveTimeout: 0 }, (request, response) => {
    respond(request, response).catch((error: Error) => response.destroy(error));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    tokens,
    exchanges() {
      const since = seen;
      seen = [];
      return since;
    },
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
