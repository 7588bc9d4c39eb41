import type { AuthErrorCode } from '../core/errors.ts';
import type { KeychainErrorCode } from './keychain/problems.ts';

/**
 * The error that the backend reported, `backend-unavailable` if the request failed, or `keychain-…` if the page cannot read its key.
 */
export interface SignInProblem {
  readonly code: AuthErrorCode | KeychainErrorCode | 'backend-unavailable';
  readonly message: string;
  readonly advice: string;
}

/**
 * The error that every method of `AuthClient` rejects with. Show `problem.message` and `problem.advice`.
 *
 * @example
 *   await client.session().catch((error: unknown) => {
 *     if (error instanceof SignInError) show(error.problem.message, error.problem.advice);
 *   });
 */
export class SignInError extends Error {
  readonly problem: SignInProblem;

  constructor(problem: SignInProblem, options?: { cause?: unknown }) {
    super(problem.message, options);
    this.name = 'SignInError';
    this.problem = problem;
  }
}

/** Returns whether an attempt ended without a response of the provider. */
export function hasNoResponse(error: unknown): boolean {
  const code = error instanceof SignInError ? error.problem.code : undefined;
  return code === 'attempt-expired' || code === 'attempt-cancelled';
}
