import express, { type NextFunction, type Request, type Response, Router } from 'express';
import { AuthError, asAuthError } from '../core/errors.ts';
import type { Auth } from '../session/auth.ts';

/** Below the half minute at which proxies on the way tend to give up. */
const LONG_POLL_MS = 25_000;

/**
 * The routes the UI calls through `ddClient.extension.vm.service`. Mount it at `/auth` on the app that listens on the
 * extension's socket, and on no published port: whoever reaches it acts as the person at the screen.
 *
 * Expected failures are answered with 200 and `{ok: false, error}`, because what Docker Desktop makes of another status
 * has changed between versions.
 */
export function socketApi(auth: Auth): Router {
  const router = Router();
  router.use(express.json());
  router.get(
    '/session',
    answer(() => auth.session()),
  );
  router.post(
    '/sign-in',
    answer((request) => auth.signIn(field(request, 'provider'))),
  );
  router.get(
    '/attempts/:attempt',
    answer(async (request, response) => {
      const milliseconds = request.query.wait === 'true' ? LONG_POLL_MS : 0;
      const outcome = await auth.waitForAttempt(
        parameter(request, 'attempt'),
        milliseconds,
        closing(response),
      );
      return outcome.status === 'failed' ? { ...outcome, error: outcome.error.report() } : outcome;
    }),
  );
  router.post(
    '/attempts/:attempt/cancel',
    answer(async (request) => auth.cancelAttempt(parameter(request, 'attempt'))),
  );
  router.post(
    '/sign-out',
    answer((request) => auth.signOut(field(request, 'account'))),
  );
  router.use(reportMalformedBody);
  return router;
}

type Handler = (request: Request, response: Response) => Promise<unknown>;

function answer(handler: Handler) {
  return async (request: Request, response: Response): Promise<void> => {
    try {
      const value = await handler(request, response);
      response.json({ ok: true, value: value ?? null });
    } catch (error) {
      response.json({ ok: false, error: asAuthError(error).report() });
    }
  };
}

function field(request: Request, name: string): string {
  const value: unknown = request.body?.[name];
  if (typeof value !== 'string' || value === '') {
    throw new AuthError('request-invalid', `The request has no "${name}".`);
  }
  return value;
}

function parameter(request: Request, name: string): string {
  return String(request.params[name]);
}

/** Aborts when the caller went away, so that nobody's long poll outlives them. */
function closing(response: Response): AbortSignal {
  const controller = new AbortController();
  response.once('close', () => controller.abort());
  return controller.signal;
}

function reportMalformedBody(
  _error: unknown,
  _request: Request,
  response: Response,
  _next: NextFunction,
): void {
  const error = new AuthError('request-invalid', 'The request is not JSON.');
  response.json({ ok: false, error: error.report() });
}
