import type { PendingSignIn } from './store.ts';

/** More sign-ins than a user starts in ten minutes. Beyond that, the oldest is dropped. */
const MOST_PENDING = 20;

/** Returns the list without expired sign-ins, with a new one at the end. */
export function withPending(
  list: readonly PendingSignIn[],
  signIn: PendingSignIn,
  now: number,
): readonly PendingSignIn[] {
  const alive = list.filter(({ id, expiresAt }) => id !== signIn.id && expiresAt > now);
  return [...alive, signIn].slice(-MOST_PENDING);
}
