import type { AuthErrorCode } from '../core/errors.ts';

/** What the backend reported, or `backend-unavailable` where it could not be asked. */
export interface SignInProblem {
  readonly code: AuthErrorCode | 'backend-unavailable';
  readonly message: string;
  readonly advice: string;
}

/** Carries a {@link SignInProblem}; every method of `AuthClient` rejects with this. */
export class SignInError extends Error {
  readonly problem: SignInProblem;

  constructor(problem: SignInProblem, options?: { cause?: unknown }) {
    super(problem.message, options);
    this.name = 'SignInError';
    this.problem = problem;
  }
}

/** Whether an attempt ended before the provider had said anything. */
export function hasNoResponse(error: unknown): boolean {
  const code = error instanceof SignInError ? error.problem.code : undefined;
  return code === 'attempt-expired' || code === 'attempt-cancelled';
}
