import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { NextFunction, Request, Response } from 'express';
import { AuthError, type AuthErrorCode } from '../core/errors.ts';
import type { Logger } from './logger.ts';

const TOKEN_BYTES = 32;
const LOG_EVERY_MS = 60_000;

const refusal = Buffer.from(
  JSON.stringify({
    ok: false,
    error: new AuthError('caller-unknown', 'The caller is not the page of this extension.').report(),
  }),
);

/** Lets only callers with the token of this run pass. */
export interface CallerCheck {
  /** 256 random bits, base64url. Only the owner of the backend gets it. */
  readonly token: string;
  /** Refuses a request that is not a POST with the token at the start of its JSON body. */
  check(request: Request, response: Response, next: NextFunction): Promise<void>;
  /** Logs the number of refused calls at most once a minute: their number is up to the callers. */
  refused(problem: AuthErrorCode): void;
}

/**
 * Creates the check of this run. It compares the first bytes of the body, and neither parses nor stores the rest: a
 * refused call costs the same whatever it sends. The host's proxy passes a JSON body as the page wrote it, but not all of
 * them pass headers.
 */
export function callerCheck(logger: Pick<Logger, 'warn'>): CallerCheck {
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  const expected = Buffer.from(`{"token":"${token}"`);
  const refused = reportRefusals(logger);
  return {
    token,
    refused,
    async check(request, response, next) {
      const start = request.method === 'POST' ? await readStart(request, expected.length) : undefined;
      if (start?.length === expected.length && timingSafeEqual(start, expected)) {
        request.unshift(start);
        next();
        return;
      }
      refused('caller-unknown');
      response.type('json').send(refusal);
    },
  };
}

/** Reads at most `length` bytes, fewer if the body is shorter or the caller disconnects. */
function readStart(request: IncomingMessage, length: number): Promise<Buffer | undefined> {
  return new Promise((resolve) => {
    const done = (bytes: Buffer | undefined) => {
      request.off('readable', read).off('close', closed);
      resolve(bytes);
    };
    const closed = () => done(undefined);
    const read = () => {
      const bytes = request.read(length) as Buffer | null;
      if (bytes) done(bytes);
      else if (request.readableEnded || request.complete) done(undefined);
    };
    request.on('readable', read).on('close', closed);
  });
}

function reportRefusals(logger: Pick<Logger, 'warn'>): CallerCheck['refused'] {
  let count = 0;
  let loggedAt = Number.NEGATIVE_INFINITY;
  return (problem) => {
    count += 1;
    const now = performance.now();
    if (now - loggedAt < LOG_EVERY_MS) return;
    logger.warn({ server: 'socket-api', problem, count }, 'calls refused');
    [count, loggedAt] = [0, now];
  };
}
