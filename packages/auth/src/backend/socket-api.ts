import express, { type NextFunction, type Request, type Response, Router } from 'express';
import { AuthError, asAuthError } from '../core/errors.ts';
import type { Auth } from '../session/auth.ts';
import type { AppOptions } from './callback-app.ts';
import { callerCheck } from './caller.ts';
import { causesOf } from './log-causes.ts';
import { logRequests } from './log-requests.ts';
import { type Logger, silentLogger } from './logger.ts';
import { createRelay } from './relay.ts';
import { hostField, optionalField, stringField } from './request-fields.ts';
import { ownerRoutes } from './unlock.ts';

/** Proxies often end a request after 30 seconds. */
const LONG_POLL_MS = 25_000;
/** Requests to a provider's API are relayed with their body. */
const LARGEST_REQUEST = '10mb';

type Handler = (auth: Auth, request: Request, response: Response) => unknown;

/**
 * The routes of the UI. A response contains the result of the function, or the AuthError that it throws, and the number
 * of the newest write of a sealed store, which the page stores with the key.
 */
const routes: readonly (readonly [string, Handler])[] = [
  ['/session', (auth) => auth.session()],
  ['/sign-in', signIn],
  ['/add-key', addKey],
  ['/attempts/:attempt', attempt],
  [
    '/attempts/:attempt/link',
    async (auth, request) => ({ url: await auth.linkOf(parameter(request, 'attempt')) }),
  ],
  ['/attempts/:attempt/cancel', (auth, request) => auth.cancelAttempt(parameter(request, 'attempt'))],
  ['/tab-callback', tabCallback],
  ['/sign-out', (auth, { body }) => auth.signOut(stringField(body, 'account'))],
  ['/verify', (auth, { body }) => auth.verify(stringField(body, 'account'))],
  ['/access-token', (auth, { body }) => auth.accessToken(stringField(body, 'account'))],
];

/**
 * Creates the socket API, which the UI calls with `ddClient.extension.vm.service`, and guards everything that is mounted
 * after it. Mount it first, at the root of the app that listens on the extension's socket.
 *
 * Some hosts publish the socket on a TCP port, so the page proves each call. `POST /auth/unlock` takes the page's key and
 * returns a token of 256 random bits, which is valid until the backend restarts. The backend belongs to the first page
 * that presents a key. All other calls are POST requests with the body `{callerToken, data}`. Without the token, every
 * route gives the same refusal. A handler gets `data` as its `request.body`.
 *
 * Expected failures have status 200 and the body `{ok: false, error}`, because hosts handle other statuses differently.
 *
 * @example
 *   const api = express().use(socketApi(auth, { logger }));
 *   // Only the extension's page gets here. In the UI: await client.callBackend('/things', { name: 'one' })
 *   api.post('/things', (request, response) => void response.json(thingNamed(request.body.name)));
 */
export function socketApi(auth: Auth, { logger = silentLogger }: AppOptions = {}): Router {
  const caller = callerCheck(logger);
  const { unlock, rotateKey } = ownerRoutes(auth, caller, logger);
  const rotate: Handler = (_auth, { body }) => rotateKey(stringField(body, 'key'));
  const relay = createRelay();
  const send: Handler = (auth, { body }, response) => relay(auth, body, closing(response));

  const router = Router();
  const log = logRequests(logger, 'socket-api');
  router.post('/auth/unlock', unlock);
  router.use(caller.check, log, express.json({ limit: LARGEST_REQUEST }), withoutToken);
  const own = [...routes, ['/rotate-key', rotate], ['/fetch', send]] as const;
  for (const [path, handler] of own) router.post(`/auth${path}`, respondWith(auth, handler, logger));
  router.use(reportUnreadableBody);
  return router;
}

/** Handlers do not see the token, so that none logs or returns it. */
function withoutToken(request: Request, _response: Response, next: NextFunction): void {
  request.body = (request.body as { readonly data?: unknown }).data ?? {};
  next();
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

/** The key goes one way: no route returns it. */
function addKey(auth: Auth, { body }: Request): unknown {
  return auth.addKey(stringField(body, 'provider'), {
    key: optionalField(body, 'key') ?? '',
    userName: optionalField(body, 'userName'),
    replaces: optionalField(body, 'account'),
  });
}

function tabCallback(auth: Auth, { body }: Request): unknown {
  return auth.finishSignInInTab(
    stringField(body, 'attempt'),
    new URLSearchParams(stringField(body, 'query')),
  );
}

async function attempt(auth: Auth, request: Request, response: Response): Promise<unknown> {
  const milliseconds = request.body.wait === true ? LONG_POLL_MS : 0;
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
