import { createServer, type Server } from 'node:http';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { Access } from './access.ts';
import { sendLockedPage } from './locked-page.ts';
import { tokenHeader } from './token.ts';

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

/**
 * Refuses what pages of another origin send. A browser cannot leave Origin out of a cross-origin POST, and says by
 * Sec-Fetch-Site where a GET comes from that is no navigation (https://w3c.github.io/webappsec-fetch-metadata/). Another
 * port of 127.0.0.1 is the same site, so that SameSite alone would let its requests carry our cookie.
 */
export function requireOwnOrigin(host: () => string): RequestHandler {
  return (request, response, next) => {
    const { origin } = request.headers;
    const site = request.get('sec-fetch-site') ?? 'same-origin';
    const isOwn = site === 'same-origin' || request.get('sec-fetch-mode') === 'navigate' || site === 'none';
    if (isOwn && (origin === undefined || origin === `http://${host()}`)) next();
    else refuse(response, 'This address answers only to its own pages.');
  };
}

/** Refuses a browser without the cookie of this start, whatever it asks for. @param framedBy may show the refusal */
export function requireCookie(access: Access, framedBy?: string): RequestHandler {
  return (request, response, next) => {
    if (access.hasCookie(request)) next();
    else sendLockedPage(response, framedBy);
  };
}

/**
 * Refuses a request without the token of this start. A header of our own cannot be sent across origins without a
 * preflight, which nothing here answers.
 */
export function requireToken(access: Access): RequestHandler {
  return (request, response, next) => {
    if (access.isToken(request.get(tokenHeader))) next();
    else refuse(response, `Send the ${tokenHeader} header with the token of this start.`);
  };
}

const refusal = 'HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n';

/**
 * Lets a connection become a web socket only for a page of this origin, in a browser with the cookie.
 *
 * @returns a server that never listens: what is let through is an `upgrade` event of it
 */
export function guardUpgrades(server: Server, host: string, access: Access): Server {
  const guarded = createServer();
  server.on('upgrade', (request, socket, head) => {
    // Node leaves the socket without a listener, and a peer that resets the connection would end the process.
    socket.on('error', () => socket.destroy());
    const { host: asked, origin = `http://${host}` } = request.headers;
    const isOwn = asked === host && origin === `http://${host}` && access.hasCookie(request);
    if (!isOwn || !guarded.emit('upgrade', request, socket, head)) socket.end(refusal);
  });
  return guarded;
}
