import type { RequestListener, Server } from 'node:http';
import { closeServer, listen, parseListenAddress } from './listen.ts';
import type { Logger } from './logger.ts';
import { dropPrivileges } from './privileges.ts';

/** The socket API and the callback server of a backend, and their addresses. */
export interface ServeOptions {
  /** Serves the UI on the extension's socket. */
  readonly api: RequestListener;
  /** Serves the browser on the port that Docker publishes on 127.0.0.1. Absent if the browser returns to the tab. */
  readonly callback?: RequestListener;
  /** The published port. */
  readonly port?: number;
  /** Receives one line with both addresses when the servers listen. */
  readonly logger?: Pick<Logger, 'info'>;
  /**
   * Variables that override the addresses:
   *
   * - `DDEXT_SOCKET`: the path of the extension's socket. Default: where Docker Desktop expects it.
   * - `DDEXT_CALLBACK_ADDRESS`: HOST:PORT or a socket path. Default: `0.0.0.0:port`, from which Docker publishes;
   *   compose.yaml binds the published port to 127.0.0.1.
   * - `DDEXT_RUN_AS`: the UID:GID to switch to when both servers listen.
   */
  readonly environment: NodeJS.ProcessEnv;
}

const DEFAULT_SOCKET = '/run/guest-services/backend.sock';

/**
 * Starts both servers, then drops root if it was needed for that.
 *
 * @example
 *   const close = await serve({ api, callback, port: 50000, environment: process.env });
 *   closeOnSignal(close);
 *
 * @returns a function that closes both servers
 */
export async function serve(options: ServeOptions): Promise<() => Promise<void>> {
  const { environment, logger } = options;
  const socket = environment.DDEXT_SOCKET ?? DEFAULT_SOCKET;
  const callback = environment.DDEXT_CALLBACK_ADDRESS ?? `0.0.0.0:${options.port}`;
  const servers: Server[] = [];
  const close = async () => void (await Promise.all(servers.map(closeServer)));
  try {
    servers.push(await listen(options.api, { path: socket }));
    if (options.callback) servers.push(await listen(options.callback, parseListenAddress(callback)));
  } catch (error) {
    await close();
    throw error;
  }
  dropPrivileges(environment.DDEXT_RUN_AS);
  logger?.info({ socket, ...(options.callback && { callback }) }, 'listening');
  return close;
}

/** Closes the servers and lets the process end on SIGTERM or SIGINT. */
export function closeOnSignal(close: () => Promise<void>): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void close());
  }
}
