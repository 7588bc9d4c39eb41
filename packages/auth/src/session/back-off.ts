import { AuthError } from '../core/errors.ts';
import { retryAfter } from '../core/retry-after.ts';
import type { ResolvedProvider } from '../core/settings.ts';

/** Milliseconds before each further request after a failure, the first first; the last one stays. */
export type Waits = readonly [number, ...number[]];

/** A wait by wall clock, so that it passes while a laptop sleeps. */
interface Wait {
  readonly failures: number;
  readonly from: number;
  readonly until: number;
  /** The failure as it is reported to a caller whose request is not made. */
  readonly report: (left: number) => AuthError;
}

/**
 * Delays requests to a provider after a failure: for as long as it says (RFC 9110 section 10.2.3), else longer with each
 * failure. Requests that no person asked for would otherwise be made with every call.
 */
export class BackOff {
  readonly #now: () => number;
  /** By provider. */
  readonly #waits = new Map<string, Wait>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** @throws AuthError of the last failure until the wait is over */
  requireTurn({ id }: ResolvedProvider): void {
    const wait = this.#waits.get(id);
    if (!wait) return;
    const now = this.#now();
    // A clock that was set back says nothing of when the wait is over.
    if (now < wait.from || now >= wait.until) return;
    throw wait.report(wait.until - now);
  }

  succeeded({ id }: ResolvedProvider): void {
    this.#waits.delete(id);
  }

  /** Starts the next wait. @returns the failure to report, which says how long it is where the provider did */
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
