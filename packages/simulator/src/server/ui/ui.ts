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
  /** The HTML file named in metadata.json. */
  readonly entry: string;
  /** The server that emits `upgrade` for the web sockets of the page. */
  readonly server: Server;
  /** For `import.meta.env` of a Vite project. A built UI keeps the values of its build. */
  readonly variables: Readonly<Record<string, string>>;
  /** Transforms every page. */
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
    // The Vite of the extension, because its plugins require that version.
    const path = createRequire(join(resolve(directory), 'package.json')).resolve('vite');
    return await import(pathToFileURL(path).href);
  } catch (error) {
    throw new SimulatorError(
      'ui-failed',
      `Could not load Vite from ${directory}: ${messageOf(error)}. Install it there, or build the UI and pass its folder as dist.`,
    );
  }
}

async function serveWithVite(directory: string, options: UiOptions): Promise<ServedUi> {
  const vite = await importVite(directory);
  const injection: Plugin = {
    name: 'ddext-simulator',
    transformIndexHtml: { order: 'post', handler: options.inject },
  };
  const config: InlineConfig = {
    root: resolve(directory),
    appType: 'spa',
    plugins: [injection, uiEnvironment(options.variables)],
    server: {
      middlewareMode: true,
      hmr: { server: options.server },
      // By default, Vite lets every page on this machine read its responses.
      cors: false,
    },
    // The terminal shows the output of the simulator.
    logLevel: 'warn',
    clearScreen: false,
  };
  const server = await vite.createServer(config).catch((error: unknown) => {
    throw new SimulatorError('ui-failed', `Vite did not start in ${directory}: ${messageOf(error)}`);
  });
  return { handler: server.middlewares as unknown as RequestHandler, close: () => server.close() };
}

/**
 * Serves the UI of the extension.
 *
 * @throws SimulatorError `ui-failed`
 */
export function serveUi(ui: UiSource, options: UiOptions): Promise<ServedUi> {
  return 'dist' in ui ? serveBuilt(ui.dist, options) : serveWithVite(ui.directory, options);
}
