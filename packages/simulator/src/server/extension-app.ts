import express, { type Express } from 'express';
import type { Access } from '../http/access.ts';
import { readAsset } from '../http/assets.ts';
import { requireCookie, requireHost, requireOwnOrigin, requireToken } from '../http/guard.ts';
import { sendLockedPage } from '../http/locked-page.ts';
import { enterPage, enterPath } from './enter-page.ts';
import { type ExtensionApi, extensionApi } from './extension-api.ts';
import { clientScriptPath } from './ui/inject.ts';

export interface ExtensionApp extends ExtensionApi {
  readonly access: Access;
  /** `127.0.0.1:PORT` of the extension's own origin. */
  readonly host: string;
  readonly dashboardUrl: string;
}

const enterScriptPath = '/__simulator/enter-extension.js';

/**
 * The extension's origin without its UI: the operations and the ddClient script. Docker Desktop gives each
 * extension its own session. Here it is an origin.
 */
export async function extensionApp(app: ExtensionApp): Promise<Express> {
  const { access } = app;
  const [client, enter] = await Promise.all(['dd-client.js', 'enter-extension.js'].map(readAsset));
  const host = () => app.host;
  const dashboard = new URL(app.dashboardUrl).origin;
  return express()
    .disable('x-powered-by')
    .use(requireHost(host), requireOwnOrigin(host))
    .use((_request, response, next) => {
      response.set({
        'Content-Security-Policy': `frame-ancestors ${dashboard}`,
        'Cross-Origin-Resource-Policy': 'same-origin',
        'Referrer-Policy': 'no-referrer',
        'X-Content-Type-Options': 'nosniff',
        'Cache-Control': 'no-store',
      });
      next();
    })
    .get(enterPath, (request, response) => {
      if (!access.isToken(request.query.token)) return sendLockedPage(response, dashboard);
      response.set('Set-Cookie', access.setCookie).type('html').send(enterPage(enterScriptPath).text);
    })
    .use(requireCookie(access, dashboard))
    .get(clientScriptPath, (_request, response) => void response.type('text/javascript').send(client))
    .get(enterScriptPath, (_request, response) => void response.type('text/javascript').send(enter))
    .use('/__simulator', requireToken(access), extensionApi(app));
}
