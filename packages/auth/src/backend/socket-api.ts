import express, { type NextFunction, type Request, type Response, Router } from 'express';
import { AuthError, asAuthError } from '../core/errors.ts';
import type { Auth } from '../session/auth.ts';
import type { AppOptions } from './callback-app.ts';
import { causesOf } from './log-causes.ts';
import { logRequests } from './log-requests.ts';
import { type Logger, silentLogger } from './logger.ts';
import { createRelay } from './relay.ts';
import { hostField, numberField, optionalField, stringField, stringsField } from './request-fields.ts';

/** Proxies often end a request after 30 seconds. */
const LONG_POLL_MS = 25_000;
/** Requests to a provider's API are relayed with their body. */
const LARGEST_REQUEST = '10mb';

type Handler = (auth: Auth, request: Request, response: Response) => unknown;

/**
 * The routes of the UI. A response contains the result of the function, or the AuthError that it throws, and the number
 * of the newest write of a sealed store, which the page stores with the key.
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
 * Creates the routes that the UI calls with `ddClient.extension.vm.service`. Mount it at `/auth` of the app that
 * listens on the extension's socket, and on no published port: every client acts as the user at the screen.
 *
 * Expected failures have status 200 and the body `{ok: false, error}`, because versions of Docker Desktop handle other
 * statuses differently.
 *
 * @example
 *   const api = express().use('/auth', socketApi(auth, { logger }));
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
    return auth.signIn(provider, signInMethod, hostField(body));
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

/** Aborts when the response has been sent or the client has disconnected, so that work for it stops. */
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
