import { timingSafeEqual } from 'node:crypto';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { tokenHeader } from '../ddclient/environment.ts';

function refuse(response: Response, sentence: string): void {
  response.status(403).type('text/plain').send(`${sentence}\n`);
}

/**
 * Refuses a request whose Host is not exactly ours: a web page that rebinds its own name to 127.0.0.1 still
 * sends that name.
 *
 * @param host gives `127.0.0.1:PORT`; called for each request, because the port is known after listening
 */
export function requireHost(host: () => string): RequestHandler {
  return (request: Request, response: Response, next: NextFunction) => {
    if (request.headers.host === host()) next();
    else refuse(response, `Open this address as http://${host()}.`);
  };
}

/** Refuses what another origin sends. A browser cannot leave Origin out of a cross-origin POST. */
export function requireOwnOrigin(origin: () => string): RequestHandler {
  return (request, response, next) => {
    const sent = request.headers.origin;
    if (sent === undefined || sent === origin()) next();
    else refuse(response, 'This address answers only to its own pages.');
  };
}

/**
 * Refuses a request without the token of this start. The token is in the extension's HTML only, which no
 * other origin can read; and a header of our own cannot be sent across origins without a preflight, which
 * nothing here answers.
 */
export function requireToken(token: string): RequestHandler {
  const expected = Buffer.from(token);
  return (request, response, next) => {
    const sent = Buffer.from(request.get(tokenHeader) ?? '');
    if (sent.length === expected.length && timingSafeEqual(sent, expected)) next();
    else refuse(response, `Send the ${tokenHeader} header that the extension's page was given.`);
  };
}
