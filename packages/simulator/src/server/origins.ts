import type { Server } from 'node:http';
import type { Cleanup } from '../cleanup.ts';
import { SimulatorError } from '../errors.ts';
import { type Access, createAccess } from '../http/access.ts';
import { createBrowserServer } from '../http/browser-server.ts';
import { closerOf, isBusy, listen, listenPreferring, loopback, preferredPort } from '../http/listen.ts';
import { describePortHolder } from '../http/port-holder.ts';

/** One of the two origins of the simulator: a port without routes yet. */
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
 * Opens the port of the dashboard.
 *
 * @param port the requested port; undefined for one that stays the same between starts, as its cookie does
 * @throws SimulatorError `port-unavailable`
 */
export async function openDashboard(
  cleanup: Cleanup,
  extensionId: string,
  port: number | undefined,
): Promise<Origin> {
  const server = createBrowserServer();
  cleanup.add(closerOf(server));
  if (port === undefined) {
    return originOf(server, await listenPreferring(server, preferredPort(`${extensionId} dashboard`)));
  }
  const found = await listen(server, port).catch(async (error: unknown) => {
    if (!isBusy(error)) throw error;
    throw new SimulatorError(
      'port-unavailable',
      `Port ${port} for the dashboard is in use by ${await describePortHolder(port)}. Choose another port.`,
    );
  });
  return originOf(server, found);
}

/**
 * Opens the port of the extension. If it is free, it stays the same between starts, so that localStorage is kept.
 */
export async function openExtensionOrigin(cleanup: Cleanup, extensionId: string): Promise<Origin> {
  const server = createBrowserServer();
  cleanup.add(closerOf(server));
  return originOf(server, await listenPreferring(server, preferredPort(extensionId)));
}
