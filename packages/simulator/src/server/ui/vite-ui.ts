import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { RequestHandler } from 'express';
import type { InlineConfig, Plugin } from 'vite';
import { messageOf, SimulatorError } from '../../errors.ts';
import type { ServedUi, UiOptions } from './ui.ts';
import { uiEnvironment } from './ui-environment.ts';

type Vite = typeof import('vite');

async function importVite(directory: string): Promise<Vite> {
  try {
    // The Vite of the extension, because its plugins require that version.
    const path = createRequire(join(resolve(directory), 'package.json')).resolve('vite');
    const module = (await import(pathToFileURL(path).href)) as Partial<Vite> & { readonly default?: Vite };
    // Before version 6, this is a CommonJS module.
    return module.createServer === undefined && module.default ? module.default : (module as Vite);
  } catch (error) {
    throw new SimulatorError(
      'ui-failed',
      `Could not load Vite from ${directory}: ${messageOf(error)}. Install it there, or build the UI and pass its folder as dist.`,
    );
  }
}

/**
 * Serves a Vite project with hot reload.
 *
 * @throws SimulatorError `ui-failed`
 */
export async function serveWithVite(directory: string, options: UiOptions): Promise<ServedUi> {
  const vite = await importVite(directory);
  const { inject } = options;
  // Before version 4, Vite reads the last two members.
  const transformIndexHtml = { order: 'post', handler: inject, enforce: 'post', transform: inject } as const;
  const injection: Plugin = { name: 'ddext-simulator', transformIndexHtml };
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
