import type { RequestListener, Server } from 'node:http';
import { closeServer, listen, parseListenAddress } from './listen.ts';
import { dropPrivileges } from './privileges.ts';

/** The two doors of a backend, and where to open them. */
export interface ServeOptions {
  /** Listens on the extension's socket, for the UI. */
  readonly api: RequestListener;
  /** Listens on the port that Docker publishes on 127.0.0.1, for the browser; absent where it comes back to the tab. */
  readonly callback?: RequestListener;
  /** The published port. */
  readonly port?: number;
  /**
   * `DDEXT_SOCKET` is the path of the extension's socket (default: where Docker Desktop looks for it);
   * `DDEXT_CALLBACK_ADDRESS` is HOST:PORT or a socket path (default `0.0.0.0:port`, which inside the container is what
   * Docker publishes from; compose.yaml binds the published side to 127.0.0.1); `DDEXT_RUN_AS` is the UID:GID to go
   * on as once both are open.
   */
  readonly environment: NodeJS.ProcessEnv;
}

const DEFAULT_SOCKET = '/run/guest-services/backend.sock';

/**
 * Opens both doors, then gives up root where it was needed to open them.
 *
 * @returns a function that closes them
 */
export async function serve(options: ServeOptions): Promise<() => Promise<void>> {
  const { environment } = options;
  const servers: Server[] = [];
  const close = async () => void (await Promise.all(servers.map(closeServer)));
  try {
    servers.push(await listen(options.api, { path: environment.DDEXT_SOCKET ?? DEFAULT_SOCKET }));
    if (options.callback) {
      const address = environment.DDEXT_CALLBACK_ADDRESS ?? `0.0.0.0:${options.port}`;
      servers.push(await listen(options.callback, parseListenAddress(address)));
    }
  } catch (error) {
    await close();
    throw error;
  }
  dropPrivileges(environment.DDEXT_RUN_AS);
  return close;
}

/** Closes the doors and lets the process end when Docker, or a terminal, asks it to. */
export function closeOnSignal(close: () => Promise<void>): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void close());
  }
}
