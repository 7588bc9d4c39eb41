import type { Request, RequestHandler } from 'express';
import { AuthError, asAuthError } from '../core/errors.ts';
import type { Auth } from '../session/auth.ts';
import { memoryOwner } from '../stores/owner.ts';
import type { CallerCheck } from './caller.ts';
import { answerUnread, readFirstBytes } from './first-bytes.ts';
import { causesOf } from './log-causes.ts';
import { logRequests } from './log-requests.ts';
import type { Logger } from './logger.ts';
import { numberField, stringsField } from './request-fields.ts';

/** Four keys and a number are shorter. */
const LARGEST_REQUEST = 1024;
/** A page has two during a key rotation, and as many of the location that the key moves from. */
const MOST_KEYS = 4;

/** The routes that know the owner of the backend. */
export interface OwnerRoutes {
  /** Gives the token of this run to the owner: the only route without the token. */
  readonly unlock: RequestHandler;
  rotateKey(key: string): Promise<void>;
}

/**
 * Creates the routes. Callers that are not the owner write no lines of their own into the log, and change nothing, unless
 * the backend has no owner yet.
 */
export function ownerRoutes(auth: Auth, caller: CallerCheck, logger: Logger): OwnerRoutes {
  const owner = auth.owner ?? memoryOwner();
  const log = logRequests(logger, 'socket-api');

  return {
    rotateKey: (key) => owner.rotate(key, () => auth.rotateKey(key)),
    unlock: (request, response) =>
      readFirstBytes(request, LARGEST_REQUEST + 1, async (bytes) => {
        let isOwner = false;
        const answer = (body: object) => answerUnread(request, response, Buffer.from(JSON.stringify(body)));
        try {
          const { keys, newest } = parse(request, bytes);
          const used = await owner.unlock(keys, async () => {
            isOwner = true;
            log(request, response, () => undefined);
            return (await auth.unlock(keys, newest)).used;
          });
          if (used === undefined)
            throw new AuthError('backend-owned', 'This backend belongs to another page.');
          const value = { used, callerToken: caller.token };
          answer({ ok: true, value, generation: auth.generation });
        } catch (caught) {
          const error = asAuthError(caught);
          const problem = error.code;
          if (isOwner)
            logger.warn({ server: 'socket-api', problem, causes: causesOf(error) }, 'request refused');
          else caller.refused(problem);
          answer({ ok: false, error: error.report() });
        }
      }),
  };
}

/**
 * A page of another origin can send text, but JSON only after the server has allowed it, which this one does not
 * (Fetch standard, CORS-safelisted request-header).
 */
function parse(request: Request, bytes: Buffer | undefined) {
  const body = request.is('application/json') && bytes && bytes.length <= LARGEST_REQUEST && parsed(bytes);
  if (!body)
    throw new AuthError(
      'request-invalid',
      `The request is not JSON, or larger than ${LARGEST_REQUEST} bytes.`,
    );
  return { keys: stringsField(body, 'keys').slice(0, MOST_KEYS), newest: numberField(body, 'newest') };
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}
