import type { ResolvedProvider } from '../core/client/settings.ts';
import { AuthError } from '../core/errors.ts';
import { retryAfter } from '../core/http/retry-after.ts';

/** Delays in milliseconds after the first, second, … failure. The last one repeats. */
export type Waits = readonly [number, ...number[]];

/** A delay by wall clock, which also passes while a laptop sleeps. */
interface Wait {
  readonly failures: number;
  readonly from: number;
  readonly until: number;
  /** Creates the error for a caller whose request is not sent. */
  readonly report: (left: number) => AuthError;
}

/**
 * Delays requests to a provider after a failure: as long as Retry-After requires (RFC 9110 section 10.2.3), or longer
 * with each failure. Otherwise every API call would send one.
 */
export class BackOff {
  readonly #now: () => number;
  /** By provider ID. */
  readonly #waits = new Map<string, Wait>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** @throws AuthError of the last failure, until the delay is over */
  requireTurn({ id }: ResolvedProvider): void {
    const wait = this.#waits.get(id);
    if (!wait) return;
    const now = this.#now();
    // After the clock was set back, the delay cannot be measured.
    if (now < wait.from || now >= wait.until) return;
    throw wait.report(wait.until - now);
  }

  succeeded({ id }: ResolvedProvider): void {
    this.#waits.delete(id);
  }

  /**
   * Starts the next delay.
   *
   * @returns the error to report, with the delay if the provider specified it
   */
  failed({ id, name }: ResolvedProvider, error: AuthError, waits: Waits): AuthError {
    const from = this.#now();
    const failures = this.#waits.get(id)?.failures ?? 0;
    const asked = retryAfter(error, from);
    const wait = asked ?? (waits[Math.min(failures, waits.length - 1)] as number);
    const report = (left: number) =>
      asked === undefined ? repeated(error, left) : rateLimited(name, left, error);
    this.#waits.set(id, { failures: failures + 1, from, until: from + wait, report });
    return asked === undefined ? error : report(wait);
  }
}

function rateLimited(name: string, milliseconds: number, cause: AuthError): AuthError {
  const message = `${name} is rate limiting requests; retry in ${seconds(milliseconds)}.`;
  return new AuthError('provider-unreachable', message, { cause });
}

function repeated({ code, message, advice, cause }: AuthError, milliseconds: number): AuthError {
  const next = `The next request is made in ${seconds(milliseconds)}.`;
  return new AuthError(code, `${message} ${next}`, { cause, advice });
}

function seconds(milliseconds: number): string {
  return `${Math.ceil(milliseconds / 1000)} s`;
}
