import { readFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import express, { type RequestHandler } from 'express';
import type { InlineConfig, Plugin } from 'vite';
import { messageOf, SimulatorError } from '../errors.ts';
import type { UiSource } from '../options.ts';

export interface ServedUi {
  readonly handler: RequestHandler;
  close(): Promise<void>;
}

type Inject = (page: string) => string;

async function serveBuilt(dist: string, entry: string, inject: Inject): Promise<ServedUi> {
  const page = join(dist, basename(entry));
  const read = () =>
    readFile(page, 'utf8').catch((error: unknown) => {
      throw new SimulatorError(
        'ui-failed',
        `${page} cannot be read: ${messageOf(error)}. Build the UI first.`,
      );
    });
  await read();
  const handler = express
    .Router()
    .get(['/', `/${basename(entry)}`], async (_request, response) => {
      response.type('html').send(inject(await read()));
    })
    .use(express.static(dist, { index: false }));
  return { handler, close: async () => {} };
}

async function importVite(directory: string): Promise<typeof import('vite')> {
  try {
    // The extension's own Vite, not ours: its plugins were made for that version.
    const path = createRequire(join(resolve(directory), 'package.json')).resolve('vite');
    return await import(pathToFileURL(path).href);
  } catch (error) {
    throw new SimulatorError(
      'ui-failed',
      `Vite cannot be loaded from ${directory}: ${messageOf(error)}. Install it there, or build the UI and pass its folder as dist.`,
    );
  }
}

async function serveWithVite(directory: string, server: Server, inject: Inject): Promise<ServedUi> {
  const vite = await importVite(directory);
  const injection: Plugin = {
    name: 'ddext-simulator',
    transformIndexHtml: { order: 'post', handler: inject },
  };
  const config: InlineConfig = {
    root: resolve(directory),
    appType: 'spa',
    plugins: [injection],
    server: {
      middlewareMode: true,
      hmr: { server },
      // Vite lets every page on this machine read what it serves, and the page holds the simulator's token.
      cors: false,
    },
    // The terminal belongs to the simulator.
    logLevel: 'warn',
    clearScreen: false,
  };
  const started = await vite.createServer(config).catch((error: unknown) => {
    throw new SimulatorError('ui-failed', `Vite did not start in ${directory}: ${messageOf(error)}`);
  });
  return { handler: started.middlewares as unknown as RequestHandler, close: () => started.close() };
}

/**
 * Serves the extension's UI on `server`, its page passed through `inject`.
 *
 * @param entry the HTML file that metadata.json names
 * @throws SimulatorError `ui-failed`
 */
export function serveUi(ui: UiSource, entry: string, server: Server, inject: Inject): Promise<ServedUi> {
  return 'dist' in ui ? serveBuilt(ui.dist, entry, inject) : serveWithVite(ui.directory, server, inject);
}
