import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Auth } from '@ddext-oauth/auth';
import { authUrlOf, type Logger, socketApi } from '@ddext-oauth/auth/backend';
import express from 'express';
import { reportFailures } from '../forward/failure.ts';
import { forward } from '../forward/forward.ts';
import { framingOf } from '../forward/framing.ts';
import type { Target } from '../forward/target.ts';
import { forwardUpgrade, withoutUpgrade } from '../forward/upgrade.ts';
import { defaultLimits, type GatewayLimits } from './limits.ts';
import { closeWith, refuseUnreadable } from './unreadable.ts';

/** What a gateway serves. */
export interface GatewayOptions {
  readonly auth: Auth;
  /** The path of the socket API, such as `/auth`. */
  readonly prefix: string;
  /** The extension's own backend. Undefined if the extension has none. */
  readonly target: Target | undefined;
  readonly logger: Logger;
}

/** The servers of a gateway. */
export interface Gateway {
  /** Serves the extension's page: the socket API, and the extension's own backend. */
  readonly page: Server;
  /** Serves the extension's own backend: the socket API only. */
  readonly inner: RequestListener;
}

/**
 * Creates the servers of a gateway. Requests to the prefix are those of the socket API, which proves each call. All others are
 * passed on to the extension's own backend, which receives what it would receive without a gateway.
 *
 * @param limits when connections are closed; injected by tests
 */
export function createGateway(options: GatewayOptions, limits: GatewayLimits = defaultLimits): Gateway {
  const { auth, prefix, target, logger } = options;
  const app = express().disable('x-powered-by').use(socketApi(auth, { logger }));
  const inner = limitedIn(limits.authRequestTimeout, app);
  const own = target && { target, report: reportFailures(logger, target) };

  const handle: RequestListener = (request, response) => {
    const { url = '/', socket } = request;
    const framing = framingOf(request);
    if (typeof framing === 'object') return closeWith(socket, framing.status, framing.reason);
    const authUrl = authUrlOf(prefix, url);
    if (own && authUrl === undefined) return forward(own.target, { request, response, framing }, own.report);
    request.url = authUrl ?? url;
    if (request.headers.expect !== undefined) response.writeContinue();
    inner(request, response);
  };

  const upgrade = (request: IncomingMessage, socket: Socket, head: Buffer) => {
    const isPassedOn = authUrlOf(prefix, request.url ?? '/') === undefined && framingOf(request) === 'none';
    if (own && isPassedOn) return forwardUpgrade(own.target, request, socket, head, own.report);
    socket.unshift(Buffer.concat([withoutUpgrade(request), head]));
    page.emit('connection', socket);
  };

  const page = serverOf(limits, handle);
  page.on('upgrade', upgrade);
  return { page, inner };
}

function serverOf(limits: GatewayLimits, handle: RequestListener): Server {
  /** Connections with a response in progress, into which nothing else may be written. */
  const busy = new WeakSet<object>();
  const marked: RequestListener = (request, response) => {
    const { socket } = request;
    busy.add(socket);
    response.once('close', () => busy.delete(socket));
    handle(request, response);
  };
  const server = createServer({ ...limits, insecureHTTPParser: false, requireHostHeader: false }, marked);
  // Node drops further headers silently, and then a body would have no length.
  server.maxHeadersCount = 0;
  // The extension's own backend decides what the end of the caller's half of a connection means.
  Object.assign(server, { httpAllowHalfOpen: true });
  server.on('checkContinue', marked);
  server.on('checkExpectation', marked);
  server.on('connect', (_request, socket) => closeWith(socket, 501, 'CONNECT is not supported.'));
  server.on('clientError', ({ code }: NodeJS.ErrnoException, socket) => {
    if (busy.has(socket)) socket.destroy();
    else refuseUnreadable(code, socket);
  });
  return server;
}

/** Ends a call that does not arrive in time, or whose caller has ended its half of the connection. */
function limitedIn(milliseconds: number, app: RequestListener): RequestListener {
  return (request, response) => {
    const { socket } = request;
    const timer = setTimeout(() => socket.destroy(), milliseconds).unref();
    const end = () => socket.destroySoon();
    socket.once('end', end);
    request.once('close', () => clearTimeout(timer));
    response.once('close', () => {
      clearTimeout(timer);
      socket.off('end', end);
    });
    app(request, response);
  };
}
