import type { PendingSignIn } from './store.ts';

/** More than anybody begins within ten minutes; whatever begins more makes the oldest give way. */
const MOST_PENDING = 20;

/** A list with one more at its end, without what has expired. */
export function withPending(
  list: readonly PendingSignIn[],
  signIn: PendingSignIn,
  now: number,
): readonly PendingSignIn[] {
  const alive = list.filter(({ id, expiresAt }) => id !== signIn.id && expiresAt > now);
  return [...alive, signIn].slice(-MOST_PENDING);
}
