import { AuthError } from '../../core/errors.ts';

type ExpiredCode = 'attempt-expired' | 'device-code-expired';

const MOST_NAMES = 4000;

/**
 * The IDs and states of expired attempts, to tell "expired" from "unknown". They give no access. The oldest are
 * dropped.
 */
export class ExpiredAttempts {
  readonly #codes = new Map<string, ExpiredCode>();

  remember(code: ExpiredCode, names: Iterable<string>): void {
    for (const name of names) this.#codes.set(name, code);
    for (const oldest of this.#codes.keys()) {
      if (this.#codes.size <= MOST_NAMES) break;
      this.#codes.delete(oldest);
    }
  }

  /** Returns the error of an expired attempt by ID or state. */
  errorOf(name: string): AuthError | undefined {
    const code = this.#codes.get(name);
    return code && expiredError(code);
  }
}

export function expiredError(code: ExpiredCode): AuthError {
  const message =
    code === 'attempt-expired' ? 'This sign-in was open for too long.' : 'The code was not entered in time.';
  return new AuthError(code, message);
}

/** The error for an unknown attempt, or one that the caller must not learn about. */
export function unknownAttempt(cause?: unknown): AuthError {
  return new AuthError('attempt-unknown', 'This sign-in has expired or was already completed.', { cause });
}
