import { randomBytes } from 'node:crypto';
import { extname } from 'node:path';
import express, { type Express, type Response } from 'express';
import { messageOf } from '../errors.ts';
import type { Extension } from '../extension/read-extension.ts';
import { bridgePath, linkBehindBridge } from '../links/bridge.ts';
import { parseDesktopLink } from '../links/desktop-link.ts';
import { openLinkUrl } from '../links/rewrite.ts';
import type { Trials } from '../trial/trials.ts';
import { readAsset } from './assets.ts';
import { bridgePage, dashboardPage, linkDeliveredPage, linkRefusedPage } from './dashboard-pages.ts';
import type { DashboardEvents } from './events.ts';
import { requireHost, requireOwnOrigin } from './guard.ts';
import { trialApi } from './trial-api.ts';

export interface DashboardApp {
  readonly extension: Extension;
  readonly events: DashboardEvents;
  /** `127.0.0.1:PORT`; known once it listens. */
  readonly host: () => string;
  readonly extensionUrl: () => string;
  readonly deliver: (link: string) => void;
  readonly trials: Trials;
}

function streamEvents(events: DashboardEvents, response: Response): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
  const unsubscribe = events.subscribe((event) => response.write(`data: ${JSON.stringify(event)}\n\n`));
  response.on('close', unsubscribe);
}

function refuse(response: Response, error: unknown): void {
  response
    .status(400)
    .type('html')
    .send(linkRefusedPage(messageOf(error)).text);
}

/** Where a visit of Docker's bridge goes on to, at `dashboardUrl`. @throws Error when it is no such visit */
function beyondBridge(address: string, dashboardUrl: string): string {
  const link = linkBehindBridge(new URL(address, dashboardUrl).search);
  if (parseDesktopLink(link).route === 'extension-tab') return openLinkUrl(dashboardUrl, link);
  throw new Error('The link does not say which extension it is for: extensionId is missing.');
}

/** The dashboard: its page and files, its events, and the places where docker-desktop:// links and visits of the bridge arrive. */
export async function dashboardApp(app: DashboardApp): Promise<Express> {
  const names = ['dashboard.js', 'dashboard.css', 'trial.css', 'close-tab.js'];
  const files = await Promise.all(names.map(async (name) => ({ name, content: await readAsset(name) })));
  const token = randomBytes(32).toString('base64url');
  const server = express()
    .disable('x-powered-by')
    .use(
      requireHost(app.host),
      requireOwnOrigin(() => `http://${app.host()}`),
    )
    .use((_request, response, next) => {
      const frame = new URL(app.extensionUrl()).origin;
      response.set({
        'Content-Security-Policy':
          `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; ` +
          `frame-src ${frame}; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`,
        'Referrer-Policy': 'no-referrer',
        'X-Frame-Options': 'DENY',
        'X-Content-Type-Options': 'nosniff',
        'Cache-Control': 'no-store',
      });
      next();
    });
  for (const { name, content } of files) {
    server.get(`/${name}`, (_request, response) => void response.type(extname(name)).send(content));
  }
  return server
    .get('/', (_request, response) => {
      const { title, image } = app.extension;
      const state = { title, image: image.reference, extensionUrl: app.extensionUrl(), token };
      response.type('html').send(dashboardPage(state).text);
    })
    .get('/icon', (_request, response) => response.sendFile(app.extension.icon))
    .get('/events', (_request, response) => streamEvents(app.events, response))
    .use('/trial', trialApi(app.trials, token))
    .get('/os/open', (request, response) => {
      // An image or a frame of another page must not deliver a link; following one is what a person does.
      const destination = request.get('sec-fetch-dest') ?? 'document';
      try {
        if (destination !== 'document') throw new Error('A link is opened by going to it.');
        app.deliver(String(request.query.url ?? ''));
        response.type('html').send(linkDeliveredPage().text);
      } catch (error) {
        refuse(response, error);
      }
    })
    .get(`${bridgePath}extension-tab`, (request, response) => {
      try {
        const onward = beyondBridge(request.originalUrl, `http://${app.host()}/`);
        response.type('html').send(bridgePage(onward).text);
      } catch (error) {
        refuse(response, error);
      }
    });
}
