import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { NextFunction, Request, Response } from 'express';
import { AuthError, type AuthErrorCode } from '../core/errors.ts';
import { answerUnread, readFirstBytes } from './first-bytes.ts';
import type { Logger } from './logger.ts';

const TOKEN_BYTES = 32;
const LOG_EVERY_MS = 60_000;
/** The member with the token, and spaces that a proxy may add when it writes the JSON again. */
const LONGEST_START = 128;
/** The name of the member precedes `data` in the order of the alphabet, too, in which some programs write JSON. */
const start = /^\s*\{\s*"callerToken"\s*:\s*"([\w-]{43})"/;

const unknownCaller = new AuthError('caller-unknown', 'The caller is not the page of this extension.');
const refusal = Buffer.from(JSON.stringify({ ok: false, error: unknownCaller.report() }));

/** Accepts only calls with the token of this run. */
export interface CallerCheck {
  /** 256 random bits, base64url. Only the owner of the backend gets it. */
  readonly token: string;
  /** Refuses a request that is not a POST with the token at the start of its JSON body. */
  check(request: Request, response: Response, next: NextFunction): void;
  /** Logs the number of refused calls at most once a minute: their number is up to the callers. */
  refused(problem: AuthErrorCode): void;
}

/**
 * Creates the check of this run. It reads the first bytes of the body only. A refused call costs the same whatever it
 * sends. The token is in the body, because not every host passes headers.
 */
export function callerCheck(logger: Pick<Logger, 'warn'>): CallerCheck {
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  const expected = Buffer.from(token);
  const refused = reportRefusals(logger);

  const isFromPage = (bytes: Buffer | undefined) => {
    const presented = bytes && start.exec(bytes.toString('latin1'))?.[1];
    return presented !== undefined && timingSafeEqual(Buffer.from(presented), expected);
  };

  return {
    token,
    refused,
    check(request, response, next) {
      const refuse = () => {
        refused('caller-unknown');
        answerUnread(request, response, refusal);
      };
      if (request.method !== 'POST') return refuse();
      readFirstBytes(request, LONGEST_START, (bytes) => {
        if (!isFromPage(bytes)) return refuse();
        request.unshift(bytes);
        next();
      });
    },
  };
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
