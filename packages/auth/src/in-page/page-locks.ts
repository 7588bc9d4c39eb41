import { AuthError } from '../core/errors.ts';
import type { InOrder } from '../stores/queue.ts';
import { storeFailure } from './page-database.ts';

/**
 * Runs work under a Web Lock of that name, which one page of the extension holds at a time.
 *
 * @param locks looked at only when a lock is needed
 * @see https://www.w3.org/TR/web-locks/
 */
export function pageLocks(locks: () => Pick<LockManager, 'request'> | undefined): InOrder {
  return async (name, work) => {
    const manager = locks();
    if (!manager) throw new AuthError('store-failed', 'This browser has no Web Locks, which two pages need.');
    // Settled within the lock: what the work rejects with is the caller's, and not a failure of the lock.
    const [outcome] = await manager
      .request(`ddext-oauth ${name}`, () => Promise.allSettled([work()]))
      .catch((error: unknown) => {
        throw storeFailure(error);
      });
    if (outcome.status === 'rejected') throw outcome.reason;
    return outcome.value;
  };
}
