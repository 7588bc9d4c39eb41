import type { Server } from 'node:http';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { Access } from './access.ts';
import { sendLockedPage } from './locked-page.ts';
import { tokenHeader } from './token.ts';

function refuse(response: Response, sentence: string): void {
  response.status(403).type('text/plain').send(`${sentence}\n`);
}

/**
 * Rejects a request with an unexpected Host header. A web page that rebinds its own name to 127.0.0.1 still sends
 * that name.
 *
 * @param host returns `127.0.0.1:PORT`. It is called for each request, because the port is known only after
 *   listening
 */
export function requireHost(host: () => string): RequestHandler {
  return (request: Request, response: Response, next: NextFunction) => {
    if (request.headers.host === host()) next();
    else refuse(response, `Open this address as http://${host()}.`);
  };
}

/**
 * Rejects requests of pages of another origin. A browser always sends Origin with a cross-origin POST, and
 * Sec-Fetch-Site with a GET that is not a navigation (https://w3c.github.io/webappsec-fetch-metadata/). Another
 * port of 127.0.0.1 is the same site, so SameSite alone would not withhold the cookie.
 */
export function requireOwnOrigin(host: () => string): RequestHandler {
  return (request, response, next) => {
    const { origin } = request.headers;
    const site = request.get('sec-fetch-site') ?? 'same-origin';
    const isOwn = site === 'same-origin' || request.get('sec-fetch-mode') === 'navigate' || site === 'none';
    if (isOwn && (origin === undefined || origin === `http://${host()}`)) next();
    else refuse(response, 'Only pages of this origin can send requests here.');
  };
}

/** Rejects every request without the cookie of this start. @param framedBy origin that may frame the error page */
export function requireCookie(access: Access, framedBy?: string): RequestHandler {
  return (request, response, next) => {
    if (access.hasCookie(request)) next();
    else sendLockedPage(response, framedBy);
  };
}

/**
 * Rejects a request without the token of this start. A custom header needs a preflight across origins, and no
 * preflight is answered here.
 */
export function requireToken(access: Access): RequestHandler {
  return (request, response, next) => {
    if (access.isToken(request.get(tokenHeader))) next();
    else refuse(response, `Send the ${tokenHeader} header with the token of this start.`);
  };
}

const refusal = 'HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n';

/** A server of pages, the Host header of its requests, and the access to it. */
export interface GuardedOrigin {
  readonly server: Server;
  /** `127.0.0.1:PORT` */
  readonly host: string;
  readonly access: Access;
}

/**
 * Passes a web socket on only from a page of the same origin, in a browser with the cookie.
 *
 * @param guarded server that never listens. It emits `upgrade` for each accepted request
 */
export function guardUpgrades({ server, host, access }: GuardedOrigin, guarded: Server): void {
  server.on('upgrade', (request, socket, head) => {
    // Node removes its own error listener. Without this one, a connection reset would end the process.
    socket.on('error', () => socket.destroy());
    const { host: asked, origin = `http://${host}` } = request.headers;
    const isOwn = asked === host && origin === `http://${host}` && access.hasCookie(request);
    if (!isOwn || !guarded.emit('upgrade', request, socket, head)) socket.end(refusal);
  });
}
