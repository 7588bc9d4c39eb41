import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import express, { type Request, type Response } from 'express';
import { closeServer, listen } from '../../backend/listen.ts';
import { createLogger } from '../../backend/logger.ts';
import { socketApi } from '../../backend/socket-api.ts';
import { Auth } from '../../session/auth.ts';
import { sealedFileStore } from '../../stores/sealed-file-store.ts';
import { newFolder } from '../../stores/testing/folder.ts';
import { createAuthClient } from '../../ui/client.ts';
import { pageStorage } from '../browsers/page-storage.ts';
import { ddClientOver } from '../browsers/socket-dd-client.ts';
import { type Forwarder, startForwarder } from '../servers/forwarder.ts';

/** Every route of the socket API except `/auth/unlock`, a route of the extension, and a path without a route. */
export const guardedPaths = [
  '/auth/session',
  '/auth/sign-in',
  '/auth/attempts/a',
  '/auth/attempts/a/link',
  '/auth/attempts/a/cancel',
  '/auth/add-key',
  '/auth/verify',
  '/auth/tab-callback',
  '/auth/sign-out',
  '/auth/access-token',
  '/auth/rotate-key',
  '/auth/fetch',
  '/things',
  '/',
];

/** A backend whose socket a host publishes on a TCP port, with Ada's account in its volume. */
export interface PublishedBackend extends Pick<Forwarder, 'origin' | 'port'> {
  /** Calls that reached the extension's own route. */
  readonly things: unknown[];
  readonly log: string[];
  /** A page of the extension. Pages with the same storage are windows of one user. */
  page(kept?: Map<string, string>, extensionId?: string): Page;
  /** Names and content of the volume's files. */
  volume(): Record<string, string>;
  restart(): Promise<void>;
  close(): Promise<void>;
}

interface Page {
  readonly kept: Map<string, string>;
  readonly client: ReturnType<typeof createAuthClient>;
}

export async function startPublishedBackend(): Promise<PublishedBackend> {
  const directory = await newFolder();
  const [socket, data] = [join(directory, 'backend.sock'), join(directory, 'volume')];
  const things: unknown[] = [];
  const log: string[] = [];

  const start = () => {
    const auth = new Auth({
      extension: { id: 'acme/test', title: 'Test', strategy: 'backend-callback', port: 50_000 },
      providers: [],
      store: sealedFileStore({ directory: data }),
      read: () => undefined,
    });
    const logger = createLogger({ destination: { write: (line) => void log.push(line) } });
    const api = express().use(socketApi(auth, { logger }));
    api.all('/things', ({ body }: Request, response: Response) => {
      things.push(body);
      response.json({ ok: true, value: { received: body } });
    });
    return listen(api, { path: socket });
  };

  let server = await start();
  const { origin, port, close } = await startForwarder(socket);
  return {
    origin,
    port,
    things,
    log,
    page(before, extensionId) {
      const { kept, storage } = pageStorage(before);
      const options = { storage, ...(extensionId !== undefined && { extensionId }) };
      return { kept, client: createAuthClient(ddClientOver(socket), options) };
    },
    volume: () =>
      Object.fromEntries(
        readdirSync(data)
          .sort()
          .map((name) => [name, readFileSync(join(data, name), 'latin1')]),
      ),
    async restart() {
      await closeServer(server);
      server = await start();
    },
    async close() {
      await Promise.all([close(), closeServer(server)]);
    },
  };
}
