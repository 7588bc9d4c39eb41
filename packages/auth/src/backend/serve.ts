import type { RequestListener, Server } from 'node:http';
import type { Extension } from '@ddext-oauth/providers';
import { SettingsError } from '../core/settings-error.ts';
import { closeServer, listen, parseListenAddress } from './listen.ts';
import type { Logger } from './logger.ts';
import { dropPrivileges, parseRunAs } from './privileges.ts';
import { callbackError, socketError, startProblem } from './start-error.ts';

/** The socket API and the callback server of a backend, and their addresses. */
export interface ServeOptions {
  /**
   * Serves the UI on the extension's socket: an app, or a server of your own that does not listen yet. Leave it out if a
   * backend that listens on the socket itself uses `socketApiAt`.
   */
  readonly api?: RequestListener | Server;
  /** Serves other containers of the extension on a socket of its own. Default: none. */
  readonly inner?: { readonly app: RequestListener; readonly socket: string };
  /**
   * Serves the browser on the port that Docker publishes on 127.0.0.1. It is not started with the strategies `extension-tab`
   * and `none`, which publish no port. With `none` it can be left out.
   */
  readonly callback?: RequestListener;
  /** Its strategy decides whether `callback` is served. Its port is the published one. */
  readonly extension: Extension;
  /** Receives one line with both addresses when the servers listen. */
  readonly logger?: Pick<Logger, 'info'>;
  /**
   * Variables that override the addresses:
   *
   * - `DDEXT_SOCKET`: the path of the extension's socket. Default: where Docker Desktop expects it.
   * - `DDEXT_CALLBACK_ADDRESS`: HOST:PORT or a socket path. Default: `0.0.0.0:PORT`, from which Docker publishes;
   *   compose.yaml binds the published port to 127.0.0.1.
   * - `DDEXT_RUN_AS`: the UID:GID to switch to when both servers listen.
   */
  readonly environment: NodeJS.ProcessEnv;
}

const DEFAULT_SOCKET = '/run/guest-services/backend.sock';

/**
 * Starts the servers that the extension's strategy needs, then drops root if it was needed for that.
 *
 * @example
 *   await run(() => serve({ api, callback: callbackApp(auth), extension, environment: process.env }));
 *
 * @returns a function that closes the servers
 * @throws StartError if the socket or the port cannot be opened, with one sentence that says what to do. SettingsError for
 *   a variable that cannot be used. Whatever it throws, its servers are closed
 */
export async function serve(options: ServeOptions): Promise<() => Promise<void>> {
  const { environment, extension, inner, logger } = options;
  const socket = environment.DDEXT_SOCKET ?? DEFAULT_SOCKET;
  const callback = callbackAddress(extension, environment);
  const callbackApp = options.callback;
  if (callback !== undefined && !callbackApp)
    throw new SettingsError(
      `The strategy ${extension.strategy} needs a callback server: pass callbackApp(auth) as callback.`,
    );
  // Parsed before a server listens: an open server would keep a process alive that is still root.
  const listenAddress = callback === undefined ? undefined : parseListenAddress(callback);
  const runAs = parseRunAs(environment.DDEXT_RUN_AS);
  const servers: Server[] = [];
  const close = async () => void (await Promise.all(servers.map(closeServer)));
  try {
    if (options.api) {
      const opened = listen(options.api, { path: socket }).catch((cause) => {
        throw socketError(socket, cause);
      });
      servers.push(await opened);
    }
    if (inner) {
      const openedInside = listen(inner.app, { path: inner.socket }).catch((cause) => {
        throw socketError(inner.socket, cause);
      });
      servers.push(await openedInside);
    }
    if (callback && callbackApp && listenAddress) {
      const published = listen(callbackApp, listenAddress).catch((cause) => {
        throw callbackError(callback, cause);
      });
      servers.push(await published);
    }
    if (runAs) dropPrivileges(runAs);
    logger?.info({ ...(options.api && { socket }), ...(callback && { callback }) }, 'listening');
    return close;
  } catch (error) {
    await close();
    throw error;
  }
}

/** Undefined if no browser returns to a port. */
function callbackAddress(extension: Extension, environment: NodeJS.ProcessEnv): string | undefined {
  if (extension.strategy !== 'backend-callback') return undefined;
  return environment.DDEXT_CALLBACK_ADDRESS ?? `0.0.0.0:${extension.port}`;
}

/**
 * Runs a backend until SIGTERM or SIGINT, which close its servers and let the process end. If it cannot start because of the
 * container or its settings, it prints one sentence that says what to do, and the process ends with exit code 1.
 *
 * @example
 *   await run(async () => serve({ ...(await createBackend(process.env)), extension, environment: process.env }));
 *
 * @param start returns a function that closes the servers, as {@link serve} does
 * @throws any other error of `start`
 */
export async function run(start: () => Promise<() => Promise<void>>): Promise<void> {
  try {
    closeOnSignal(await start());
  } catch (error) {
    const problem = startProblem(error);
    if (problem === undefined) throw error;
    process.stderr.write(`${problem}\n`);
    process.exitCode = 1;
  }
}

function closeOnSignal(close: () => Promise<void>): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void close());
  }
}
