import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import { AuthError, type AuthErrorCode, asAuthError } from '../core/errors.ts';
import type { Auth } from '../session/auth.ts';
import { limitServerOf } from './connection-limits.ts';
import { cookieName, cookieOptions, readCookie } from './cookie.ts';
import { causesOf } from './log-causes.ts';
import { logRequests } from './log-requests.ts';
import { type Logger, silentLogger } from './logger.ts';
import { errorPage, noticePage, pageHeaders, signedInPage } from './pages.ts';
import { isPrefetch } from './prefetch.ts';

/** The HTTP status of the page for a failed sign-in. Other codes get 400. */
const statusOf: Partial<Record<AuthErrorCode, number>> = {
  'browser-mismatch': 403,
  'provider-unreachable': 502,
  'provider-misconfigured': 502,
  'profile-unavailable': 502,
  unexpected: 500,
};

/** These errors do not tell how the sign-in ended: the browser may have signed in with another link, or earlier. */
const undecided: ReadonlySet<AuthErrorCode> = new Set([
  'attempt-unknown',
  'attempt-expired',
  'browser-mismatch',
]);

/** Options of {@link callbackApp} and `socketApi`. */
export interface AppOptions {
  /** Receives a line for each request, and the causes of each failure. Default: no logging. */
  readonly logger?: Logger;
}

/**
 * Creates the callback server's app: the redirect URI on loopback (RFC 8252 section 7.3). Every program and web page on
 * the machine can send it requests. It therefore has two GET routes, rejects any other Host, and changes an account
 * only for a request with a one-time state and the cookie of the browser that started the sign-in.
 *
 * @example
 *   const callback = callbackApp(auth, { logger });
 *   await serve({ api, callback, extension, environment: process.env });
 */
export function callbackApp(auth: Auth, { logger = silentLogger }: AppOptions = {}): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('case sensitive routing', true);
  app.set('strict routing', true);
  const hosts = auth.callbackHosts;
  const { title } = auth.extension;

  const refuse = (response: Response, status: number, message: string) => {
    const advice = 'Return to the app where you started.';
    response.status(status).type('html').send(noticePage(title, { message, advice }));
  };

  /** @param link of the sign-in that this browser started, as its cookie shows; undefined for any other browser */
  const reportFailure = (response: Response, caught: unknown, link: string | undefined) => {
    const error = asRequestError(caught);
    logger.warn({ server: 'callback', problem: error.code, causes: causesOf(error) }, 'request refused');
    const page =
      link !== undefined && !undecided.has(error.code)
        ? errorPage(title, error, auth.hostOfLink(link))
        : noticePage(title, error);
    response
      .status(statusOf[error.code] ?? 400)
      .type('html')
      .send(page);
  };

  app.use(logRequests(logger, 'callback'));
  app.use((request, response, next) => {
    response.set(pageHeaders);
    // The next request of this browser may carry the cookies of other ports. It needs a connection with these limits.
    if (limitServerOf(request.socket)) response.set('Connection', 'close');
    // A page elsewhere that resolves its own name to 127.0.0.1 still sends its own Host (DNS rebinding).
    if (!hosts.has(request.headers.host ?? '')) return refuse(response, 421, 'Unexpected Host header');
    // Express handles HEAD with GET routes, and OPTIONS itself. Neither is used here.
    if (request.method !== 'GET') {
      response.set('Allow', 'GET');
      return refuse(response, 405, 'Only GET requests are allowed here.');
    }
    // The user has not opened the page yet. A browser discards a prefetched response with this status.
    if (isPrefetch(request)) return refuse(response, 503, 'This page is not loaded in advance.');
    next();
  });

  app.get('/login/:link', async (request, response) => {
    const link = String(request.params.link);
    const name = cookieName(auth.extension.id, link);
    const browserKey = readCookie(request.headers.cookie, name);
    try {
      const opened = await auth.openLink(link, browserKey);
      if ('account' in opened) response.type('html').send(signedInPage(title, auth.hostOfLink(link)));
      else response.cookie(name, opened.browserKey, cookieOptions).redirect(303, opened.url);
    } catch (caught) {
      reportFailure(response, caught, browserKey === undefined ? undefined : link);
    }
  });

  // The cookie stays until it expires. The same browser can load the outcome again.
  app.get('/callback/:provider', async (request, response) => {
    const query = new URL(request.originalUrl, 'http://localhost').searchParams;
    const link = auth.linkOfState(query.get('state') ?? '');
    const browserKey = link && readCookie(request.headers.cookie, cookieName(auth.extension.id, link));
    try {
      await auth.finishSignIn(String(request.params.provider), query, browserKey);
      response.type('html').send(signedInPage(title, auth.hostOfLink(link ?? '')));
    } catch (caught) {
      reportFailure(response, caught, browserKey === undefined ? undefined : link);
    }
  });

  app.use((_request, response) => refuse(response, 404, 'There is nothing at this address.'));

  app.use((caught: unknown, _request: Request, response: Response, _next: NextFunction) =>
    reportFailure(response, caught, undefined),
  );
  return app;
}

/** Express throws its own 4xx for a URL that it cannot decode, which is the client's error. */
function asRequestError(caught: unknown): AuthError {
  const status = (caught as { status?: unknown } | undefined)?.status;
  if (typeof status === 'number' && status < 500) {
    return new AuthError('attempt-unknown', 'This is not the address of a sign-in.', { cause: caught });
  }
  return asAuthError(caught);
}
