import express, { type Express } from 'express';
import { readAsset } from './assets.ts';
import { type ExtensionApi, extensionApi } from './extension-api.ts';
import { requireHost, requireOwnOrigin, requireToken } from './guard.ts';
import { clientScriptPath } from './inject.ts';

export interface ExtensionApp extends ExtensionApi {
  readonly token: string;
  /** `127.0.0.1:PORT` of the extension's own origin. */
  readonly host: string;
  readonly dashboardUrl: string;
}

/**
 * The extension's origin, without its UI: what acts, and the ddClient script. Docker Desktop gives each
 * extension a session of its own; here that is an origin of its own.
 */
export async function extensionApp(app: ExtensionApp): Promise<Express> {
  const script = await readAsset('dd-client.js');
  const host = () => app.host;
  const origin = () => `http://${app.host}`;
  return express()
    .disable('x-powered-by')
    .use(requireHost(host))
    .use((_request, response, next) => {
      response.set({
        'Content-Security-Policy': `frame-ancestors ${new URL(app.dashboardUrl).origin}`,
        'Referrer-Policy': 'no-referrer',
        'X-Content-Type-Options': 'nosniff',
        'Cache-Control': 'no-store',
      });
      next();
    })
    .get(clientScriptPath, (_request, response) => {
      response.type('text/javascript').send(script);
    })
    .use('/__simulator', requireOwnOrigin(origin), requireToken(app.token), extensionApi(app));
}
