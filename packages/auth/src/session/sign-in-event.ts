import type { Grant } from '@ddext-oauth/providers';
import type { AuthError } from '../core/errors.ts';

/** What a sign-in comes to, for logs: who was asked and how it went, and nothing that anybody could use. */
export type SignInEvent = {
  /** The provider's id in this extension. */
  readonly provider: string;
  /** The first characters of the attempt's id: enough to tell two apart, too few to open one. */
  readonly attempt: string;
} & (
  | { readonly type: 'started'; readonly grant: Grant }
  /** The ID token said who signed in, and user info added nothing to it. */
  | { readonly type: 'user-info-unavailable'; readonly error: AuthError }
  | { readonly type: 'finished' }
  | { readonly type: 'failed'; readonly error: AuthError }
);

/** As much of an attempt's id as a log gets: 36 of its 128 bits. */
export function shortened(attempt: string): string {
  return attempt.slice(0, 6);
}
