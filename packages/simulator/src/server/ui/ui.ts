import type { Server } from 'node:http';
import type { RequestHandler } from 'express';
import { SimulatorError } from '../../errors.ts';
import type { FoundUi } from '../../extension/ui/find-ui.ts';
import type { UiSource } from '../../options.ts';
import { serveBuilt, serveLater } from './built-ui.ts';
import { serveDevServer } from './dev-server-ui.ts';
import { parseDevServerUrl } from './dev-server-url.ts';
import { serveWithVite } from './vite-ui.ts';

export interface ServedUi {
  readonly handler: RequestHandler;
  close(): Promise<void>;
}

type Inject = (page: string) => string;

export interface UiOptions {
  /** The HTML file named in metadata.json, relative to the folder of the UI. */
  readonly entry: string;
  /** The server that emits `upgrade` for the web sockets of the page. */
  readonly server: Server;
  /** For `import.meta.env` of a Vite project. A built UI keeps the values of its build. */
  readonly variables: Readonly<Record<string, string>>;
  /** Transforms every page. */
  readonly inject: Inject;
  /** The origin that may frame a page of the simulator. */
  readonly dashboard: string;
}

/**
 * Serves the UI of the extension.
 *
 * @throws SimulatorError `ui-failed`, and `options-invalid` for the URL of a development server
 */
export async function serveUi(ui: UiSource, options: UiOptions): Promise<ServedUi> {
  if ('url' in ui)
    return serveDevServer(parseDevServerUrl(ui.url, ui.remote ?? false), ui.remote ?? false, options);
  return 'dist' in ui ? serveBuilt(ui.dist, options) : serveWithVite(ui.directory, options);
}

/**
 * Serves a UI that was found in the folder. It takes the next possibility if Vite does not start.
 *
 * @param log receives what is served
 */
export async function serveFoundUi(
  found: FoundUi,
  options: UiOptions,
  log: (line: string) => void,
): Promise<ServedUi> {
  if ('missing' in found) {
    log(found.missing.advice);
    return serveLater(found.missing, options);
  }
  const { source, from, otherwise } = found;
  try {
    const served = await serveUi(source, options);
    log(`The UI is ${Object.values(source)[0]} (${from}).`);
    return served;
  } catch (error) {
    if (!(error instanceof SimulatorError) || otherwise === undefined) throw error;
    log(`Warning: ${error.message}`);
    return serveFoundUi(otherwise, options, log);
  }
}
