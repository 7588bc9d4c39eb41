import type { RequestHandler } from 'express';
import type { Logger } from './logger.ts';

/**
 * Logs each request when its response ends: method, route, status and milliseconds. It logs the route, not the URL: the
 * query of a callback contains a code, the link of a sign-in its attempt, and an unknown path is arbitrary text.
 *
 * @param server which server received the request
 */
export function logRequests(logger: Logger, server: 'socket-api' | 'callback'): RequestHandler {
  return (request, response, next) => {
    const startedAt = performance.now();
    response.once('close', () => {
      const { method, route } = request;
      logger.info(
        {
          server,
          method,
          route: route?.path ?? null,
          status: response.statusCode,
          complete: response.writableFinished,
          milliseconds: Math.round(performance.now() - startedAt),
        },
        'request',
      );
    });
    next();
  };
}
