import { chmodSync, lstatSync, unlinkSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { SettingsError } from '../core/settings-error.ts';
import { type ConnectionLimits, connectionLimits, refuseUnreadable } from './connection-limits.ts';
import { StartError } from './start-error.ts';

/** A TCP address, or the path of a Unix socket (on Windows, of a named pipe). */
export type ListenAddress = { readonly host: string; readonly port: number } | { readonly path: string };

/**
 * Parses `HOST:PORT`, or a socket path, which contains a slash.
 *
 * @throws SettingsError with the reason
 */
export function parseListenAddress(text: string): ListenAddress {
  if (/[/\\]/.test(text)) return { path: text };
  const match = /^(.+):(\d{1,5})$/.exec(text);
  const port = Number(match?.[2]);
  if (!match?.[1] || port > 65_535)
    throw new SettingsError(`"${text}" is neither HOST:PORT nor the path of a socket.`);
  return { host: match[1], port };
}

/**
 * Serves an app at an address, and resolves when it accepts connections. The socket file of an earlier run is replaced.
 * Any other file at that path is an error.
 *
 * @param limits when connections are closed; injected by tests
 */
export async function listen(
  app: RequestListener,
  address: ListenAddress,
  limits: ConnectionLimits = connectionLimits,
): Promise<Server> {
  if ('path' in address) removeStaleSocket(address.path);
  const server = createServer(limits, app);
  server.on('clientError', refuseUnreadable);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(address, resolve);
  });
  // Docker does not document which user Docker Desktop connects as. Every call of the socket API is proven (caller.ts).
  if ('path' in address && process.platform !== 'win32') {
    try {
      chmodSync(address.path, 0o666);
    } catch (error) {
      await closeServer(server);
      throw error;
    }
  }
  return server;
}

function removeStaleSocket(path: string): void {
  if (process.platform === 'win32') return;
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (!found) return;
  if (!found.isSocket()) throw new StartError(`${path} exists and is not a socket: move it away.`);
  unlinkSync(path);
}

/** Stops accepting connections, closes all open ones, and resolves when the server is closed. */
export function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
