import { readFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import express, { type RequestHandler } from 'express';
import type { InlineConfig, Plugin } from 'vite';
import { messageOf, SimulatorError } from '../../errors.ts';
import type { UiSource } from '../../options.ts';
import { uiEnvironment } from './ui-environment.ts';

export interface ServedUi {
  readonly handler: RequestHandler;
  close(): Promise<void>;
}

type Inject = (page: string) => string;

export interface UiOptions {
  /** The HTML file that metadata.json names. */
  readonly entry: string;
  /** Whose `upgrade` events are those of the page's own web sockets. */
  readonly server: Server;
  /** For `import.meta.env` of a Vite project; a built UI was given its own when it was built. */
  readonly variables: Readonly<Record<string, string>>;
  /** Every page is passed through it. */
  readonly inject: Inject;
}

async function serveBuilt(dist: string, { entry, inject }: UiOptions): Promise<ServedUi> {
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

async function serveWithVite(directory: string, around: UiOptions): Promise<ServedUi> {
  const vite = await importVite(directory);
  const injection: Plugin = {
    name: 'ddext-simulator',
    transformIndexHtml: { order: 'post', handler: around.inject },
  };
  const config: InlineConfig = {
    root: resolve(directory),
    appType: 'spa',
    plugins: [injection, uiEnvironment(around.variables)],
    server: {
      middlewareMode: true,
      hmr: { server: around.server },
      // Vite lets every page on this machine read what it serves.
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
 * Serves the extension's UI.
 *
 * @throws SimulatorError `ui-failed`
 */
export function serveUi(ui: UiSource, around: UiOptions): Promise<ServedUi> {
  return 'dist' in ui ? serveBuilt(ui.dist, around) : serveWithVite(ui.directory, around);
}
