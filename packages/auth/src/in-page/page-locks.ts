import { AuthError } from '../core/errors.ts';
import type { InOrder } from '../stores/queue.ts';
import { storeFailure } from './page-database.ts';

/**
 * Returns a function that runs work under a Web Lock with a name, which one page of the extension holds at a time.
 *
 * @param locks called when a lock is needed
 * @see https://www.w3.org/TR/web-locks/
 */
export function pageLocks(locks: () => Pick<LockManager, 'request'> | undefined): InOrder {
  return async (name, work) => {
    const manager = locks();
    if (!manager) throw new AuthError('store-failed', 'This browser has no Web Locks, which two pages need.');
    // Settled inside the lock, because a rejection of the work is not a failure of the lock.
    const [outcome] = await manager
      .request(`ddext-oauth ${name}`, () => Promise.allSettled([work()]))
      .catch((error: unknown) => {
        throw storeFailure(error);
      });
    if (outcome.status === 'rejected') throw outcome.reason;
    return outcome.value;
  };
}
