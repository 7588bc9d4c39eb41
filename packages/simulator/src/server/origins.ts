import type { Server } from 'node:http';
import type { Cleanup } from '../cleanup.ts';
import { type Access, createAccess } from '../http/access.ts';
import { createBrowserServer } from '../http/browser-server.ts';
import { closerOf, listenPreferring, loopback, preferredPort } from '../http/listen.ts';
import { listenOrExplain } from '../http/listen-or-explain.ts';
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

/** What both origins need to be opened. */
export interface Opening {
  readonly extensionId: string;
  /** The published port of the extension, which must stay free. */
  readonly publishedPort: number | undefined;
  readonly log: (line: string) => void;
}

/** Listens on the port that the name always has. If another program uses it, listens on the next free one and says so. */
async function openPreferred(
  server: Server,
  { name, of, opening }: { readonly name: string; readonly of: string; readonly opening: Opening },
): Promise<Origin> {
  const preferred = preferredPort(name);
  const port = await listenPreferring(server, preferred, opening.publishedPort);
  if (port !== preferred) {
    const holder = await describePortHolder(preferred);
    opening.log(`Port ${preferred} is in use by ${holder}, so ${of} is on port ${port} this time.`);
  }
  return originOf(server, port);
}

/**
 * Opens the port of the dashboard.
 *
 * @param port the requested port; undefined for one that stays the same between starts, as its cookie does
 * @throws SimulatorError `port-unavailable`
 */
export async function openDashboard(
  cleanup: Cleanup,
  opening: Opening,
  port: number | undefined,
): Promise<Origin> {
  const server = createBrowserServer();
  cleanup.add(closerOf(server));
  if (port === undefined) {
    const name = `${opening.extensionId} dashboard`;
    return openPreferred(server, { name, of: 'the dashboard', opening });
  }
  const explain = (holder: string) =>
    `Port ${port} for the dashboard is in use by ${holder}. Choose another port.`;
  return originOf(server, await listenOrExplain(server, port, explain));
}

/**
 * Opens the port of the extension. If it is free, it stays the same between starts, so that localStorage is kept.
 */
export async function openExtensionOrigin(cleanup: Cleanup, opening: Opening): Promise<Origin> {
  const server = createBrowserServer();
  cleanup.add(closerOf(server));
  return openPreferred(server, { name: opening.extensionId, of: 'the extension', opening });
}

/** Opens the port of the page in Podman Desktop, where all extensions share one localStorage: each has this origin. */
export async function openSharedOrigin(cleanup: Cleanup, opening: Opening): Promise<Origin> {
  const server = createBrowserServer();
  cleanup.add(closerOf(server));
  return openPreferred(server, { name: 'podman-desktop', of: 'the page in Podman Desktop', opening });
}
