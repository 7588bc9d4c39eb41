import type { RequestHandler } from 'express';
import type { Logger } from './logger.ts';

/**
 * Writes a line for each request that was answered: method, route, status and milliseconds. The route and not the
 * address: the callback's query holds a code, the link of a sign-in its attempt, and a stranger's path is the stranger's
 * choice.
 *
 * @param server which of the two it came to
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
