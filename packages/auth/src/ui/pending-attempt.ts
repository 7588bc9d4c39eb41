import type { SignInMethod } from '../session/account.ts';
import type { KeyStorage } from './seal-key.ts';

const NAME = 'ddext-oauth.attempt';

/** A sign-in whose outcome this page does not know yet. It is stored, because Docker Desktop reloads the page. */
export interface PendingAttempt {
  readonly attempt: string;
  readonly provider: string;
  readonly signInMethod: SignInMethod;
  /** Present if the provider's response comes to the tab. A page that opens without one did not receive it. */
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

/** The stored text may be malformed or truncated. */
function parse(text: string | null): Partial<PendingAttempt> | null {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return null;
  }
}
