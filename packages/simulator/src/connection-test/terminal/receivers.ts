import type { IncomingMessage, ServerResponse } from 'node:http';
import express from 'express';
import { findRunningDashboard } from '../../backend/running-dashboard.ts';
import type { Cleanup } from '../../cleanup.ts';
import { bridgePath, linkBehindBridge } from '../../desktop-links/bridge.ts';
import { parseDesktopLink } from '../../desktop-links/desktop-link.ts';
import { openLinkUrl } from '../../desktop-links/rewrite.ts';
import { messageOf, SimulatorError } from '../../errors.ts';
import { createBrowserServer } from '../../http/browser-server.ts';
import { requireHost } from '../../http/guard.ts';
import { closerOf, isBusy, listen, loopback } from '../../http/listen.ts';
import { sendReturnedPage } from '../../http/returned-page.ts';
import { callbackQuery } from '../callback-request.ts';
import type { ConnectionTestRun } from '../connection-test-run.ts';

/** The connection test, once it has begun. */
export type Current = () => ConnectionTestRun | undefined;

function refuse(response: ServerResponse, sentence: string): void {
  response.writeHead(400, { 'content-type': 'text/plain; charset=utf-8' }).end(`${sentence}\n`);
}

async function takeOrRefuse(
  run: ConnectionTestRun | undefined,
  query: string,
  response: ServerResponse,
): Promise<void> {
  if (await run?.take(query)) sendReturnedPage(response, 'terminal');
  else refuse(response, 'This is not the answer to the present connection test. Look at the terminal.');
}

/**
 * Listens where the browser comes back to, in the backend's place.
 *
 * @throws SimulatorError `port-unavailable`, which says where to try the provider instead when the simulator runs
 */
export async function receiveCallback(
  { directory, port }: { readonly directory: string; readonly port: number },
  current: Current,
  started: Cleanup,
): Promise<void> {
  const server = createBrowserServer((visit: IncomingMessage, response) => {
    const run = current();
    const query = run && callbackQuery(run.view.redirectUri, visit);
    if (query === undefined)
      return refuse(response, 'A connection test is running here; only its answer is taken.');
    takeOrRefuse(run, query, response).catch((error: unknown) => refuse(response, messageOf(error)));
  });
  started.add(closerOf(server));
  await listen(server, port).catch(async (error: unknown) => {
    if (!isBusy(error)) throw error;
    const dashboard = await findRunningDashboard(directory);
    throw new SimulatorError(
      'port-unavailable',
      dashboard
        ? `The simulator (pnpm dev) is running and has port ${port}, where the browser comes back. Test the connection there: ${dashboard}#connection-test`
        : `Port ${port} of ${loopback}, where the browser comes back, is taken by another program. End that program first.`,
    );
  });
}

/**
 * Stands in for the operating system, and for Docker's bridge, at the end of a sign-in at the built-in identity provider.
 *
 * @returns its address, which that provider takes for the dashboard's
 */
export async function receiveLinks(extensionId: string, current: Current, started: Cleanup): Promise<string> {
  const server = createBrowserServer();
  started.add(closerOf(server));
  const host = `${loopback}:${await listen(server, 0)}`;
  const address = `http://${host}/`;
  const app = express()
    .disable('x-powered-by')
    .use(requireHost(() => host))
    .get('/os/open', async (request, response) => {
      try {
        const link = parseDesktopLink(String(request.query.url ?? ''));
        const mine = link.route === 'extension-tab' && link.extensionId === extensionId;
        await takeOrRefuse(current(), mine ? link.search : '', response);
      } catch (error) {
        refuse(response, messageOf(error));
      }
    })
    .get(`${bridgePath}extension-tab`, (request, response) => {
      const { search } = new URL(request.originalUrl, address);
      response.redirect(303, openLinkUrl(address, linkBehindBridge(search)));
    });
  server.on('request', app);
  return address;
}
