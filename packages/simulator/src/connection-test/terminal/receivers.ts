import type { IncomingMessage, ServerResponse } from 'node:http';
import express from 'express';
import { findRunningDashboard } from '../../backend/running-dashboard.ts';
import type { Cleanup } from '../../cleanup.ts';
import { bridgePath, linkBehindBridge } from '../../desktop-links/bridge.ts';
import { parseDesktopLink } from '../../desktop-links/desktop-link.ts';
import { openLinkUrl } from '../../desktop-links/rewrite.ts';
import { messageOf } from '../../errors.ts';
import { createBrowserServer } from '../../http/browser-server.ts';
import { requireHost } from '../../http/guard.ts';
import { closerOf, listen, loopback } from '../../http/listen.ts';
import { listenOrExplain } from '../../http/listen-or-explain.ts';
import { sendReturnedPage } from '../../http/returned-page.ts';
import { callbackQuery } from '../callback-request.ts';
import type { ConnectionTestRun } from '../connection-test-run.ts';

/** The connection test, after it has started. */
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
  else refuse(response, 'This callback does not belong to the current connection test. See the terminal.');
}

/**
 * Listens on the published port in place of the backend.
 *
 * @throws SimulatorError `port-unavailable`. If the simulator uses the port, the message has the URL of its
 *   connection test
 */
export async function receiveCallback(
  { directory, port }: { readonly directory: string; readonly port: number },
  current: Current,
  cleanup: Cleanup,
): Promise<void> {
  const server = createBrowserServer((visit: IncomingMessage, response) => {
    const run = current();
    const query = run && callbackQuery(run.view.redirectUri, visit);
    if (query === undefined)
      return refuse(response, 'Only the callback of the running connection test is accepted here.');
    takeOrRefuse(run, query, response).catch((error: unknown) => refuse(response, messageOf(error)));
  });
  cleanup.add(closerOf(server));
  await listenOrExplain(server, port, async (holder) => {
    const dashboard = await findRunningDashboard(directory);
    return dashboard
      ? `The simulator (pnpm dev) is running and uses port ${port}, which receives the callback. Test the connection there: ${dashboard.url}#connection-test`
      : `Port ${port} of ${loopback}, which receives the callback, is in use by ${holder}. Stop that program first.`;
  });
}

/**
 * Simulates the operating system and the bridge page at the end of a sign-in at the test identity provider.
 *
 * @returns its URL, which the provider uses as the URL of the dashboard
 */
export async function receiveLinks(extensionId: string, current: Current, cleanup: Cleanup): Promise<string> {
  const server = createBrowserServer();
  cleanup.add(closerOf(server));
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
