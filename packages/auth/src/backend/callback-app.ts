import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import { AuthError, type AuthErrorCode, asAuthError } from '../core/errors.ts';
import type { Auth } from '../session/auth.ts';
import { cookieName, cookieOptions, readCookie } from './cookie.ts';
import { causesOf } from './log-causes.ts';
import { logRequests } from './log-requests.ts';
import { type Logger, silentLogger } from './logger.ts';
import { errorPage, pageHeaders, signedInPage } from './pages.ts';

/** HTTP status of a sign-in that failed in the browser; 400 for the rest. */
const statusOf: Partial<Record<AuthErrorCode, number>> = {
  'browser-mismatch': 403,
  'provider-unreachable': 502,
  'provider-misconfigured': 502,
  'profile-unavailable': 502,
  unexpected: 500,
};

/** What {@link callbackApp} and `socketApi` take beside the engine. */
export interface DoorOptions {
  /** Gets a line for each request, and for each failure what caused it. Nothing is written unless given. */
  readonly logger?: Logger;
}

/**
 * The one door that every program and every web page on the machine can knock at: the loopback callback (RFC 8252
 * section 7.3). Two GET routes, nothing that reads or changes an account without a one-time state and the cookie of
 * the browser that began.
 */
export function callbackApp(auth: Auth, { logger = silentLogger }: DoorOptions = {}): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('case sensitive routing', true);
  app.set('strict routing', true);
  const hosts = auth.callbackHosts;
  const { title } = auth.extension;

  const refuse = (response: Response, status: number, message: string) => {
    const advice = 'Go back to Docker Desktop and press "Sign in" there.';
    response.status(status).type('html').send(errorPage(title, { message, advice }));
  };

  app.use(logRequests(logger, 'callback'));
  app.use((request, response, next) => {
    response.set(pageHeaders);
    // A page elsewhere that resolves its own name to 127.0.0.1 still sends its own Host (DNS rebinding).
    if (!hosts.has(request.headers.host ?? ''))
      return refuse(response, 421, 'This address is not the one that answers here.');
    // Express answers HEAD from GET routes and OPTIONS by itself; here they are strangers too.
    if (request.method !== 'GET') {
      response.set('Allow', 'GET');
      return refuse(response, 405, 'This address only answers to a browser that opens it.');
    }
    next();
  });

  app.get('/login/:attempt', (request, response) => {
    const attempt = String(request.params.attempt);
    const name = cookieName(auth.extension.id, attempt);
    const opened = auth.openAttempt(attempt, readCookie(request.headers.cookie, name));
    response.cookie(name, opened.browserKey, cookieOptions).redirect(303, opened.url);
  });

  app.get('/callback/:provider', async (request, response) => {
    const query = new URL(request.originalUrl, 'http://localhost').searchParams;
    const attempt = auth.attemptOfState(query.get('state') ?? '');
    const name = attempt && cookieName(auth.extension.id, attempt);
    if (name) response.clearCookie(name, { path: cookieOptions.path });
    const browserKey = name && readCookie(request.headers.cookie, name);
    await auth.finishSignIn(String(request.params.provider), query, browserKey);
    response.type('html').send(signedInPage(title));
  });

  app.use((_request, response) => refuse(response, 404, 'There is nothing at this address.'));

  app.use((caught: unknown, _request: Request, response: Response, _next: NextFunction) => {
    const error = asRequestError(caught);
    logger.warn({ door: 'callback', problem: error.code, causes: causesOf(error) }, 'request refused');
    response
      .status(statusOf[error.code] ?? 400)
      .type('html')
      .send(errorPage(title, error));
  });
  return app;
}

/** Express throws a 4xx of its own for a URL it cannot decode; that is the caller's fault, not ours. */
function asRequestError(caught: unknown): AuthError {
  const status = (caught as { status?: unknown } | undefined)?.status;
  if (typeof status === 'number' && status < 500) {
    return new AuthError('attempt-unknown', 'This is not the address of a sign-in.', { cause: caught });
  }
  return asAuthError(caught);
}
