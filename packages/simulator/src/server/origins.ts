import type { Server } from 'node:http';
import type { Cleanup } from '../cleanup.ts';
import { SimulatorError } from '../errors.ts';
import { type Access, createAccess } from '../http/access.ts';
import { createBrowserServer } from '../http/browser-server.ts';
import { closerOf, isBusy, listen, listenPreferring, loopback, preferredPort } from '../http/listen.ts';

/** One of the two origins of the simulator: a port of its own, which so far answers nothing. */
export interface Origin {
  readonly server: Server;
  /** `127.0.0.1:PORT` */
  readonly host: string;
  readonly access: Access;
}

function originOf(server: Server, port: number): Origin {
  return { server, host: `${loopback}:${port}`, access: createAccess(port) };
}

/**
 * Opens the dashboard's port.
 *
 * @param port the one that was asked for; undefined for one that lasts, with its cookie, from start to start
 * @throws SimulatorError `port-unavailable`
 */
export async function openDashboard(
  started: Cleanup,
  extensionId: string,
  port: number | undefined,
): Promise<Origin> {
  const server = createBrowserServer();
  started.add(closerOf(server));
  if (port === undefined) {
    return originOf(server, await listenPreferring(server, preferredPort(`${extensionId} dashboard`)));
  }
  const found = await listen(server, port).catch((error: unknown) => {
    if (!isBusy(error)) throw error;
    throw new SimulatorError('port-unavailable', `Port ${port} for the dashboard is taken; choose another.`);
  });
  return originOf(server, found);
}

/** On a port that lasts from start to start where it is free, and with it the localStorage of the extension. */
export async function openExtensionOrigin(started: Cleanup, extensionId: string): Promise<Origin> {
  const server = createBrowserServer();
  started.add(closerOf(server));
  return originOf(server, await listenPreferring(server, preferredPort(extensionId)));
}
