import type { KeyStorage } from './seal-key.ts';

const NAME = 'ddext-oauth.attempt';

/** The sign-in that this page began and has not seen the end of. It outlives the page: Docker Desktop starts it afresh. */
export interface PendingAttempt {
  readonly attempt: string;
  readonly provider: string;
}

export interface PendingAttemptStorage {
  get(): PendingAttempt | undefined;
  set(attempt: PendingAttempt): void;
  clear(): void;
}

export function pendingAttemptIn(open: () => KeyStorage): PendingAttemptStorage {
  return {
    get() {
      const text = open().getItem(NAME);
      return text === null ? undefined : JSON.parse(text);
    },
    set: (attempt) => open().setItem(NAME, JSON.stringify(attempt)),
    clear: () => open().removeItem(NAME),
  };
}
