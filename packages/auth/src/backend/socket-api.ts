import express, { type NextFunction, type Request, type Response, Router } from 'express';
import { AuthError, asAuthError } from '../core/errors.ts';
import type { Auth } from '../session/auth.ts';
import type { AppOptions } from './callback-app.ts';
import { causesOf } from './log-causes.ts';
import { logRequests } from './log-requests.ts';
import { type Logger, silentLogger } from './logger.ts';
import { createRelay } from './relay.ts';
import { numberField, optionalField, stringField, stringsField } from './request-fields.ts';

/** Below the half minute at which proxies on the way tend to give up. */
const LONG_POLL_MS = 25_000;
/** A body that the UI sends on to a provider's API comes through here. */
const LARGEST_REQUEST = '10mb';

type Handler = (auth: Auth, request: Request, response: Response) => unknown;

/**
 * What the UI can ask for. Every answer is what the function returns, or the AuthError it throws; with the number of the
 * newest write of a sealed store, which the page keeps beside the key.
 */
const routes: readonly (readonly ['get' | 'post', string, Handler])[] = [
  ['get', '/session', (auth) => auth.session()],
  ['post', '/sign-in', signIn],
  ['get', '/attempts/:attempt', attempt],
  [
    'post',
    '/attempts/:attempt/link',
    async (auth, request) => ({ url: await auth.linkOf(parameter(request, 'attempt')) }),
  ],
  ['post', '/attempts/:attempt/cancel', (auth, request) => auth.cancelAttempt(parameter(request, 'attempt'))],
  ['post', '/tab-callback', tabCallback],
  ['post', '/sign-out', (auth, { body }) => auth.signOut(stringField(body, 'account'))],
  ['post', '/access-token', (auth, { body }) => auth.accessToken(stringField(body, 'account'))],
  [
    'post',
    '/unlock',
    (auth, { body }) => auth.unlock(stringsField(body, 'keys'), numberField(body, 'newest')),
  ],
  ['post', '/rotate-key', (auth, { body }) => auth.rotateKey(stringField(body, 'key'))],
];

/**
 * The routes the UI calls through `ddClient.extension.vm.service`. Mount it at `/auth` on the app that listens on the
 * extension's socket, and on no published port: whoever reaches it acts as the person at the screen.
 *
 * Expected failures are answered with 200 and `{ok: false, error}`, because what Docker Desktop makes of another status
 * has changed between versions.
 */
export function socketApi(auth: Auth, { logger = silentLogger }: AppOptions = {}): Router {
  const router = Router();
  router.use(logRequests(logger, 'socket-api'));
  router.use(express.json({ limit: LARGEST_REQUEST }));
  const relay = createRelay();
  const send: Handler = (auth, { body }, response) => relay(auth, body, closing(response));
  router.post('/fetch', respondWith(auth, send, logger));
  for (const [method, path, handler] of routes) router[method](path, respondWith(auth, handler, logger));
  router.use(reportUnreadableBody);
  return router;
}

function respondWith(auth: Auth, handler: Handler, logger: Logger) {
  return async (request: Request, response: Response): Promise<void> => {
    try {
      const value = await handler(auth, request, response);
      response.json({ ok: true, value: value ?? null, generation: auth.generation });
    } catch (caught) {
      const error = asAuthError(caught);
      logger.warn({ server: 'socket-api', problem: error.code, causes: causesOf(error) }, 'request refused');
      response.json({ ok: false, error: error.report() });
    }
  };
}

function signIn(auth: Auth, { body }: Request): unknown {
  const provider = stringField(body, 'provider');
  const signInMethod = optionalField(body, 'signInMethod') ?? 'authorization_code';
  if (signInMethod === 'authorization_code' || signInMethod === 'bridge')
    return auth.signIn(provider, signInMethod);
  if (signInMethod === 'device_code') return auth.signInWithDevice(provider);
  throw new AuthError('request-invalid', `There is no sign-in by "${signInMethod}".`);
}

function tabCallback(auth: Auth, { body }: Request): unknown {
  return auth.finishSignInInTab(
    stringField(body, 'attempt'),
    new URLSearchParams(stringField(body, 'query')),
  );
}

async function attempt(auth: Auth, request: Request, response: Response): Promise<unknown> {
  const milliseconds = request.query.wait === 'true' ? LONG_POLL_MS : 0;
  const outcome = await auth.waitForAttempt(parameter(request, 'attempt'), milliseconds, closing(response));
  return outcome.status === 'failed' ? { ...outcome, error: outcome.error.report() } : outcome;
}

function parameter(request: Request, name: string): string {
  return String(request.params[name]);
}

/** Aborts when the response has been sent or the caller has disconnected, so that work for it stops. */
function closing(response: Response): AbortSignal {
  const controller = new AbortController();
  response.once('close', () => controller.abort());
  return controller.signal;
}

function reportUnreadableBody(
  _error: unknown,
  _request: Request,
  response: Response,
  _next: NextFunction,
): void {
  const error = new AuthError(
    'request-invalid',
    `The request is not JSON, or larger than ${LARGEST_REQUEST}.`,
  );
  response.json({ ok: false, error: error.report() });
}
