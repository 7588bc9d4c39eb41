import type { Grant } from '@ddext-oauth/providers';
import type { AuthError } from '../core/errors.ts';

/** An event of a sign-in, for logs. It contains no secret. */
export type SignInEvent = {
  /** The provider's id in this extension. */
  readonly provider: string;
  /** The first characters of the attempt's ID: enough to distinguish attempts, too few to open one. */
  readonly attempt: string;
} & (
  | { readonly type: 'started'; readonly grant: Grant }
  /** The ID token identified the user, and the user info request failed. */
  | { readonly type: 'user-info-unavailable'; readonly error: AuthError }
  | { readonly type: 'finished' }
  | { readonly type: 'failed'; readonly error: AuthError }
);

/** Returns the part of an attempt's ID that is logged: 36 of 128 bits. */
export function shortened(attempt: string): string {
  return attempt.slice(0, 6);
}
