import { once } from 'node:events';
import { createServer, type Server as HttpServer, type RequestListener } from 'node:http';
import { createServer as createRawServer, type Server } from 'node:net';
import { Auth, type AuthOptions } from '@ddext-oauth/auth';
import { createLogger } from '@ddext-oauth/auth/backend';
import { memoryStore } from '@ddext-oauth/auth/stores';
import { createGateway, type GatewayOptions } from '../server/gateway.ts';
import { defaultLimits, type GatewayLimits } from '../server/limits.ts';
import { type Connection, connectionOn } from './connection.ts';
import { newFolder } from './folder.ts';

/** An extension's own backend, with and without a gateway in front of it. */
export interface TestGateway {
  /** The socket of the gateway. */
  readonly page: string;
  /** The socket of the extension's own backend. */
  readonly own: string;
  /** The gateway's second socket, for the extension's own backend. */
  readonly inner: string;
  readonly log: string[];
  /** Changes limits of the socket of the gateway, also for the requests that it is reading. */
  limit(limits: Pick<GatewayLimits, 'headersTimeout'>): void;
  close(): Promise<void>;
}

/** What a test can change. */
export interface TestGatewayOptions extends Partial<Pick<GatewayOptions, 'prefix'>> {
  readonly limits?: Partial<GatewayLimits>;
  /** Whether the extension has a backend of its own. */
  readonly hasOwn?: boolean;
  readonly auth?: Partial<AuthOptions>;
}

/** Starts a gateway in front of a server that does not listen yet, or of a program that the test starts. */
export async function startGateway(
  own: Server | HttpServer | undefined,
  { prefix = '/auth', limits = {}, hasOwn = true, auth: given = {} }: TestGatewayOptions = {},
): Promise<TestGateway> {
  const folder = await newFolder();
  const [page, ownPath, inner] = ['page', 'own', 'inner'].map((name) => folder.path(name)) as [
    string,
    string,
    string,
  ];
  const log: string[] = [];
  const auth = new Auth({
    extension: { id: 'acme/test', title: 'Test', strategy: 'backend-callback', port: 50_000 },
    providers: [],
    store: memoryStore(),
    read: () => undefined,
    ...given,
  });
  const logger = createLogger({ destination: { write: (line) => void log.push(line) } });
  const target = hasOwn ? { path: ownPath } : undefined;
  const gateway = createGateway({ auth, prefix, target, logger }, { ...defaultLimits, ...limits });
  const innerServer = createServer(gateway.inner);
  const servers: [Server, string][] = [
    ...(own ? ([[own, ownPath]] as [Server, string][]) : []),
    [gateway.page, page],
    [innerServer, inner],
  ];
  await Promise.all(servers.map(([server, path]) => once(server.listen(path), 'listening')));
  const open = trackConnections(servers.map(([server]) => server));
  return {
    ...{ page, own: ownPath, inner, log },
    limit: (changed) => void Object.assign(gateway.page, changed),
    async close() {
      for (const socket of open) socket.destroy();
      await Promise.all(servers.map(([server]) => closed(server)));
      await folder.remove();
    },
  };
}

/** An own backend over HTTP. */
export function httpBackend(app: RequestListener): HttpServer {
  return createServer({ keepAliveTimeout: 60_000 }, app);
}

/** An own backend that sees bytes. `connections` is in the order of arrival. */
export function rawBackend(answer: (connection: Connection) => void = () => undefined): {
  server: Server;
  connections: Connection[];
  next: () => Promise<Connection>;
} {
  const connections: Connection[] = [];
  let taken = 0;
  let arrived: () => void = () => undefined;
  const server = createRawServer({ allowHalfOpen: true }, (socket) => {
    const connection = connectionOn(socket);
    connections.push(connection);
    answer(connection);
    arrived();
  });
  const next = async () => {
    while (connections.length <= taken)
      await new Promise<void>((resolve) => {
        arrived = resolve;
      });
    return connections[taken++] as Connection;
  };
  return { server, connections, next };
}

function trackConnections(servers: readonly Server[]): Set<{ destroy(): unknown }> {
  const open = new Set<{ destroy(): unknown }>();
  for (const server of servers)
    server.on('connection', (socket) => {
      open.add(socket);
      socket.once('close', () => open.delete(socket));
    });
  return open;
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}
