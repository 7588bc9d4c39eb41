import type { Account, Session, SignInMethod } from '../session/account.ts';
import type { PendingAttempt, PendingAttemptStorage } from './pending-attempt.ts';
import type { KeyStorage } from './seal-key.ts';

const nameFor = (provider: string) => `ddext-oauth.method.${provider}`;
const droppedNameFor = (provider: string) => `ddext-oauth.dropped.${provider}`;

export interface SignInMethodOrder {
  /** Sorts the methods of each provider: first the method that last succeeded, last a method whose response was dropped. */
  inOrder(session: Session): Session;
  /** Records the method of an attempt that this page started. */
  record(attempt: string, signInMethod: SignInMethod): void;
  /** The method of an attempt that this page or the previous page started. */
  of(attempt: string): SignInMethod | undefined;
  /** Records that a sign-in with this method succeeded. */
  succeeded(account: Account, signInMethod: SignInMethod | undefined): void;
  /**
   * Records that an attempt ended without a response. If the previous page started it and the response was to come to the
   * tab, Docker Desktop opened this page without the response.
   *
   * @param kept the pending attempt that was stored when the wait began
   */
  dropped(attempt: string, kept: PendingAttempt | undefined): void;
}

/**
 * Remembers in the page's storage which method succeeded. A Docker Desktop that drops responses, or a provider page that
 * stops the browser, will do so again.
 */
export function signInMethodsIn(open: () => KeyStorage, pending: PendingAttemptStorage): SignInMethodOrder {
  const recorded = new Map<string, SignInMethod>();
  /** After a dropped response, the device code comes first: it needs no response from the browser. */
  const inOrder = (provider: Session['providers'][number]): Session['providers'][number] => {
    const last = open().getItem(nameFor(provider.id));
    const lastDropped = open().getItem(droppedNameFor(provider.id));
    const rank = (signInMethod: SignInMethod) => {
      if (signInMethod === lastDropped) return 3;
      if (signInMethod === last) return 0;
      return lastDropped && signInMethod === 'device_code' ? 1 : 2;
    };
    return { ...provider, signInMethods: [...provider.signInMethods].sort((a, b) => rank(a) - rank(b)) };
  };
  return {
    inOrder: (session) => ({ ...session, providers: session.providers.map(inOrder) }),
    record: (attempt, signInMethod) => void recorded.set(attempt, signInMethod),
    of(attempt) {
      const kept = pending.get();
      return recorded.get(attempt) ?? (kept?.attempt === attempt ? kept.signInMethod : undefined);
    },
    succeeded({ provider }, signInMethod) {
      if (!signInMethod) return;
      open().setItem(nameFor(provider.id), signInMethod);
      if (open().getItem(droppedNameFor(provider.id)) === signInMethod)
        open().removeItem(droppedNameFor(provider.id));
    },
    dropped(attempt, kept) {
      if (kept?.attempt !== attempt || !kept.tab || recorded.has(attempt)) return;
      open().setItem(droppedNameFor(kept.provider), kept.signInMethod);
    },
  };
}
