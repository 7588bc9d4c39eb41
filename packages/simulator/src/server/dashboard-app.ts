import { extname } from 'node:path';
import express, { type Express, type Request, type Response } from 'express';
import type { ConnectionTests } from '../connection-test/connection-tests.ts';
import { bridgePath, linkBehindBridge } from '../desktop-links/bridge.ts';
import { parseDesktopLink } from '../desktop-links/desktop-link.ts';
import { openLinkUrl } from '../desktop-links/rewrite.ts';
import { messageOf } from '../errors.ts';
import type { DashboardEvents } from '../events/dashboard-events.ts';
import type { Extension } from '../extension/read-extension.ts';
import { readTestKeys } from '../extension/test-keys.ts';
import { type Access, addressWithToken } from '../http/access.ts';
import { readAsset } from '../http/assets.ts';
import { requireCookie, requireHost, requireOwnOrigin, requireToken } from '../http/guard.ts';
import { sendArrivalPage, sendLockedPage } from '../http/locked-page.ts';
import { startHeader } from '../http/token.ts';
import { connectionTestApi } from './connection-test-api.ts';
import {
  bridgePage,
  type DashboardState,
  dashboardPage,
  deliverLinkPage,
  linkRefusedPage,
} from './dashboard-pages.ts';
import { enterPage, enterPath } from './enter-page.ts';
import { extensionIcon } from './extension-icon.ts';
import { type HostSwitch, isSimulatedHost } from './host-switch.ts';
import type { OpenDialogs } from './open-dialogs.ts';

export interface DashboardApp {
  readonly extension: Extension;
  readonly events: DashboardEvents;
  /** `127.0.0.1:PORT` */
  readonly host: string;
  readonly access: Access;
  /** The value of the `startHeader`. */
  readonly start: string;
  readonly hosts: HostSwitch;
  readonly dialogs: OpenDialogs;
  readonly deliver: (link: string) => void;
  readonly connectionTests: ConnectionTests;
  /** Returns why the backend refuses test keys; undefined if it accepts them. */
  readonly testKeysRefused: () => Promise<string | undefined>;
}

function streamEvents(events: DashboardEvents, response: Response): void {
  response.type('application/x-ndjson').flushHeaders();
  const unsubscribe = events.subscribe((event) => response.write(`${JSON.stringify(event)}\n`));
  response.on('close', unsubscribe);
}

function refuse(response: Response, error: unknown): void {
  response
    .status(400)
    .type('html')
    .send(linkRefusedPage(messageOf(error)).text);
}

/** The URL that the simulated bridge page opens. @throws Error if the link names no extension */
function beyondBridge(address: string, dashboardUrl: string): string {
  const link = linkBehindBridge(new URL(address, dashboardUrl).search);
  if (parseDesktopLink(link).route === 'extension-tab') return openLinkUrl(dashboardUrl, link);
  throw new Error('The link does not name an extension: extensionId is missing.');
}

/** Whether the request follows a link from another site, so that a SameSite=Strict cookie may be withheld. */
function isArrival(request: Request): boolean {
  return request.get('sec-fetch-site') === 'cross-site' && request.get('sec-fetch-dest') === 'document';
}

function pageHeaders({ hosts, start }: DashboardApp): Record<string, string> {
  return {
    'Content-Security-Policy':
      `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; ` +
      `frame-src ${hosts.pages.opened.map(({ host }) => `http://${host}`).join(' ')}; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`,
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Referrer-Policy': 'no-referrer',
    'X-Frame-Options': 'DENY',
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-store',
    [startHeader]: start,
  };
}

/**
 * The dashboard: its page and files, its events, and the routes for docker-desktop:// links and the bridge page.
 */
export async function dashboardApp(app: DashboardApp): Promise<Express> {
  const names = [
    'dashboard.js',
    'dashboard.css',
    'calls.css',
    'connection-test.css',
    'test-keys.css',
    'deliver-link.js',
    'enter-dashboard.js',
  ];
  const files = await Promise.all(names.map(async (name) => ({ name, content: await readAsset(name) })));
  const { access } = app;
  const { title, image } = app.extension;
  const state = async (): Promise<DashboardState> => {
    const { host, origin } = app.hosts;
    const extensionUrl = addressWithToken(`http://${origin.host}${enterPath}`, origin.access);
    // Providers can be added while the simulator runs.
    const testKeys = await readTestKeys(app.extension.directory);
    const about = { title, image: image.reference, host, extensionUrl };
    const refused = testKeys.length > 0 ? await app.testKeysRefused() : undefined;
    return refused === undefined
      ? { ...about, testKeys }
      : { ...about, testKeys: [], testKeysRefused: refused };
  };
  const host = () => app.host;
  const arrivals = ['/os/open', `${bridgePath}extension-tab`];
  const server = express()
    .disable('x-powered-by')
    .use(requireHost(host), requireOwnOrigin(host))
    .use((_request, response, next) => {
      response.set(pageHeaders(app));
      next();
    })
    .get('/', (request, response, next) => {
      if (request.query.token === undefined) return next();
      if (!access.isToken(request.query.token)) return sendLockedPage(response);
      response.set('Set-Cookie', access.setCookie).type('html').send(enterPage('/enter-dashboard.js').text);
    })
    .get(arrivals, (request, response, next) => {
      if (access.hasCookie(request) || !isArrival(request)) return next();
      const { search } = new URL(request.originalUrl, `http://${app.host}/`);
      sendArrivalPage(response, request.path + search);
    })
    .use(requireCookie(access));
  for (const { name, content } of files) {
    server.get(`/${name}`, (_request, response) => void response.type(extname(name)).send(content));
  }
  return server
    .get('/', (_request, response) => response.type('html').send(dashboardPage(title, app.hosts.host).text))
    .get('/icon', extensionIcon(app.extension))
    .get('/state', requireToken(access), async (_request, response) => response.json(await state()))
    .post('/host', requireToken(access), async (request, response) => {
      const { host } = request.query;
      if (isSimulatedHost(host)) await app.hosts.change(host);
      response.status(isSimulatedHost(host) ? 204 : 400).end();
    })
    .post('/backend/restart', requireToken(access), async (_request, response) => {
      response.status((await app.hosts.restartBackend()) ? 204 : 409).end();
    })
    .post('/dialog', requireToken(access), express.json(), async (request, response) => {
      const { paths } = (request.body ?? {}) as { paths?: unknown };
      const valid = Array.isArray(paths) && paths.every((path) => typeof path === 'string');
      const problem = valid && (await app.dialogs.answer(String(request.query.id), paths));
      response.status(valid && problem === undefined ? 200 : 400);
      response.type('text/plain').send(problem || '');
    })
    .get('/events', requireToken(access), (_request, response) => streamEvents(app.events, response))
    .use('/connection-test', connectionTestApi(app.connectionTests, access))
    .get('/os/open', (request, response) => {
      // An image or a frame of another page must not deliver a link. Only a navigation may.
      const destination = request.get('sec-fetch-dest') ?? 'document';
      try {
        if (destination !== 'document') throw new Error('A link can be opened by navigation only.');
        parseDesktopLink(String(request.query.url ?? ''));
        response.type('html').send(deliverLinkPage().text);
      } catch (error) {
        refuse(response, error);
      }
    })
    .post('/os/open', requireToken(access), (request, response) => {
      try {
        app.deliver(String(request.query.url ?? ''));
        response.status(204).end();
      } catch (error) {
        response.status(400).type('text/plain').send(messageOf(error));
      }
    })
    .get(`${bridgePath}extension-tab`, (request, response) => {
      try {
        const onward = beyondBridge(request.originalUrl, `http://${app.host}/`);
        response.type('html').send(bridgePage(onward).text);
      } catch (error) {
        refuse(response, error);
      }
    });
}
