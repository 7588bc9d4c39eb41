import { createHash } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo, Server, Socket } from 'node:net';

/** All servers of the simulator listen on this address, so that no other machine can reach them. */
export const loopback = '127.0.0.1';

/** Listens on 127.0.0.1. @returns the port, which differs from `port` if that is 0 (any free port) */
export async function listen(server: Server, port: number): Promise<number> {
  server.listen(port, loopback);
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

/** The number of ports that are tried before any free port is used. */
const tried = 20;

/**
 * Listens on `preferred`, or on the next free port.
 *
 * @param except a port that something else will use
 */
export async function listenPreferring(server: Server, preferred: number, except?: number): Promise<number> {
  const next = Array.from({ length: tried }, (_, index) => preferred + index);
  for (const port of [...next.filter((port) => port !== except), 0]) {
    try {
      return await listen(server, port);
    } catch (error) {
      if (!isBusy(error)) throw error;
    }
  }
  throw new Error('This machine has no free port.');
}

export function isBusy(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code;
  return code === 'EADDRINUSE' || code === 'EACCES';
}

/**
 * A port that is the same at each start for the same name. The origin of an extension therefore stays the same, and
 * with it localStorage. It is below 32768, where the ports begin that Linux assigns.
 */
export function preferredPort(name: string): number {
  return 20_000 + (createHash('sha256').update(name).digest().readUInt32BE() % 12_000);
}

/** Returns a function that closes the server and all its connections, including upgraded ones. */
export function closerOf(server: Server): () => Promise<void> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  return async () => {
    if (!server.listening) return;
    const closed = once(server, 'close');
    server.close();
    for (const socket of sockets) socket.destroy();
    await closed;
  };
}
