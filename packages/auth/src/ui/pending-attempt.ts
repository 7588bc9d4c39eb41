import type { SignInMethod } from '../session/account.ts';
import type { KeyStorage } from './seal-key.ts';

const NAME = 'ddext-oauth.attempt';

/** The sign-in that this page began and has not seen the end of. It outlives the page, which Docker Desktop reloads. */
export interface PendingAttempt {
  readonly attempt: string;
  readonly provider: string;
  readonly signInMethod: SignInMethod;
  /** Present where the provider's response comes to the tab: a page that is opened without one did not get it. */
  readonly tab?: true;
}

export interface PendingAttemptStorage {
  get(): PendingAttempt | undefined;
  set(attempt: PendingAttempt): void;
  clear(): void;
}

export function pendingAttemptIn(open: () => KeyStorage): PendingAttemptStorage {
  return {
    get() {
      const known = parse(open().getItem(NAME));
      return typeof known?.attempt === 'string' ? (known as PendingAttempt) : undefined;
    },
    set: (attempt) => open().setItem(NAME, JSON.stringify(attempt)),
    clear: () => open().removeItem(NAME),
  };
}

/** What is kept there may have been written by anybody's hand, or cut short. */
function parse(text: string | null): Partial<PendingAttempt> | null {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return null;
  }
}
