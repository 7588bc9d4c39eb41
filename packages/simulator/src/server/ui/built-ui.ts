import { readFile } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import express, { type Request, type RequestHandler, type Response } from 'express';
import { messageOf, SimulatorError } from '../../errors.ts';
import { firstBuilt, type MissingUi, pageIn } from '../../extension/ui/find-ui.ts';
import { html } from '../../http/html.ts';
import { sendPlainPage } from '../../http/plain-page.ts';
import { isPageRequest } from './page-request.ts';
import type { ServedUi, UiOptions } from './ui.ts';

const notBuilt = 'The UI is not built';

/** The path of the requested page in the folder; undefined if the request is for another file. */
function requestedPage({ path }: Request, folder: string): string | undefined {
  if (!/\.html?$/i.test(path)) return undefined;
  try {
    const page = resolve(folder, `.${decodeURIComponent(path)}`);
    return page.startsWith(resolve(folder) + sep) ? page : undefined;
  } catch {
    // A percent sign without a number.
    return undefined;
  }
}

async function sendPage(response: Response, page: string, { inject }: UiOptions): Promise<boolean> {
  const text = await readFile(page, 'utf8').catch(() => undefined);
  if (text !== undefined) response.type('html').send(inject(text));
  return text !== undefined;
}

function sendMissing(response: Response, { advice }: MissingUi, { dashboard }: UiOptions): void {
  sendPlainPage(response, 404, {
    title: notBuilt,
    body: html`<h1>${notBuilt}</h1><p>${advice}</p>`,
    framedBy: dashboard,
  });
}

/** Serves the folder that `find` returns for each request. */
function serveFolders(
  missing: MissingUi,
  options: UiOptions,
  find: () => Promise<string | undefined>,
): RequestHandler {
  const { entry } = options;
  const statics = new Map(
    missing.folders.map((folder) => [folder, express.static(folder, { index: false })]),
  );
  return async (request, response, next) => {
    const folder = await find();
    const page = folder && pageIn(folder, entry);
    if (folder === undefined || page === undefined) return sendMissing(response, missing, options);
    if (request.path === '/' && page.includes('/')) {
      // Relative URLs of the page start in its folder.
      const { search } = new URL(request.originalUrl, 'http://localhost');
      return response.redirect(`/${page}${search}`);
    }
    const file = request.path === '/' ? join(folder, page) : requestedPage(request, folder);
    if (file !== undefined && isPageRequest(request) && (await sendPage(response, file, options))) return;
    statics.get(folder)?.(request, response, next);
  };
}

/**
 * Serves the output of a build.
 *
 * @throws SimulatorError `ui-failed` if it has no page
 */
export async function serveBuilt(dist: string, options: UiOptions): Promise<ServedUi> {
  const page = join(dist, pageIn(dist, options.entry) ?? options.entry);
  await readFile(page).catch((error: unknown) => {
    throw new SimulatorError('ui-failed', `${page} cannot be read: ${messageOf(error)}. Build the UI first.`);
  });
  const missing = { folders: [dist], advice: `${page} is missing. Build it again, and reload the tab.` };
  return { handler: serveFolders(missing, options, async () => dist), close: async () => {} };
}

/** Serves a UI that is built later. Until then, its page tells how to build it. */
export function serveLater(missing: MissingUi, options: UiOptions): ServedUi {
  const find = () => firstBuilt(missing.folders, options.entry);
  return { handler: serveFolders(missing, options, find), close: async () => {} };
}
