import { AuthError } from '../core/errors.ts';

type ExpiredCode = 'attempt-expired' | 'device-code-expired';

const MOST_NAMES = 4000;

/**
 * The ids and states of attempts that ran out, so that "it took too long" can be told from "there is no such sign-in". They
 * open nothing any more. The oldest give way.
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

  /** Why the attempt of an id or a state is gone, where it ran out. */
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

/** Of an attempt of which nothing more is known, or that the caller may not know more of. */
export function unknownAttempt(cause?: unknown): AuthError {
  return new AuthError('attempt-unknown', 'This sign-in has expired or was already completed.', { cause });
}
