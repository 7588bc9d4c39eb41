import type { IncomingMessage, ServerResponse } from 'node:http';
import express from 'express';
import { AuthError } from '../core/errors.ts';
import type { Auth } from '../session/auth.ts';
import type { AppOptions } from './callback-app.ts';
import { silentLogger } from './logger.ts';
import { socketApi } from './socket-api.ts';

/** The path at which {@link socketApi} has its routes. */
const MOUNTED = '/auth';

/** Options of {@link socketApiAt}. */
export interface SocketApiAtOptions extends AppOptions {
  /** The path of the socket API. It begins with a slash, and does not end with one. Default: `/auth`. */
  readonly prefix?: string;
}

/** Middleware of Express 4 and 5, of Connect, and of a handler of node:http that passes a function as `next`. */
export type Middleware = (
  request: IncomingMessage,
  response: ServerResponse,
  next: (error?: unknown) => void,
) => void;

/**
 * Creates the socket API as middleware for a backend that has routes of its own already. It answers the calls at its prefix,
 * and passes every other request on unchanged: these routes stay open to every caller that reaches the socket. With
 * `socketApi`, they accept the extension's page only.
 *
 * Use it before parsers of bodies, because it reads the bodies of its calls itself.
 *
 * @example
 *   const app = express(); // Express 4 or 5
 *   app.use(socketApiAt(auth, { prefix: '/auth', logger }));
 *   app.use(express.json());
 */
export function socketApiAt(
  auth: Auth,
  { prefix = MOUNTED, logger = silentLogger }: SocketApiAtOptions = {},
): Middleware {
  // An app of its own: the routes need the request and response of Express 5.
  const app = express().disable('x-powered-by').use(socketApi(auth, { logger }));
  return (request, response, next) => {
    const authUrl = authUrlOf(prefix, request.url ?? '/');
    if (authUrl === undefined) return next();
    if (request.readableDidRead) return refuseReadBody(response, logger);
    request.url = authUrl;
    app(request, response);
  };
}

/**
 * Returns the URL of a request to the socket API as {@link socketApi} expects it; undefined for any other request. The comparison is
 * exact: a path in another case, with an escape or with a doubled slash belongs to the extension's own backend.
 *
 * @param prefix begins with a slash, and does not end with one
 * @example
 *   authUrlOf('/sign-in', '/sign-in/session'); // '/auth/session'
 */
export function authUrlOf(prefix: string, url: string): string | undefined {
  if (!url.startsWith(prefix)) return undefined;
  const rest = url.slice(prefix.length);
  return rest === '' || rest.startsWith('/') || rest.startsWith('?') ? `${MOUNTED}${rest}` : undefined;
}

function refuseReadBody(response: ServerResponse, logger: NonNullable<AppOptions['logger']>): void {
  const error = new AuthError('request-invalid', 'The backend parses bodies before socketApiAt.');
  logger.warn({ server: 'socket-api', problem: error.code }, 'Use socketApiAt before parsers of bodies.');
  response
    .writeHead(200, { 'Content-Type': 'application/json; charset=utf-8' })
    .end(JSON.stringify({ ok: false, error: error.report() }));
}
