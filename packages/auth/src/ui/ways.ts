import type { Account, Session, Way } from '../session/account.ts';
import type { PendingAttemptStorage } from './pending-attempt.ts';
import type { KeyStorage } from './seal-key.ts';

const nameFor = (provider: string) => `ddext-oauth.way.${provider}`;

export interface Ways {
  /** The session, each provider's ways with the one first that worked last. */
  inOrder(session: Session): Session;
  /** An attempt of this page goes that way. */
  begun(attempt: string, way: Way): void;
  /** The way of an attempt, of this page or of the one before it. */
  of(attempt: string): Way | undefined;
  /** Somebody has signed in that way. */
  worked(account: Account, way: Way | undefined): void;
}

/**
 * Remembers which way worked: a Docker Desktop that hands no answers on, or a provider's page that stops the browser, will do
 * the same tomorrow.
 */
export function waysIn(open: () => KeyStorage, pending: PendingAttemptStorage): Ways {
  const begun = new Map<string, Way>();
  return {
    inOrder: (session) => ({
      ...session,
      providers: session.providers.map((provider) => {
        const last = open().getItem(nameFor(provider.id));
        const ways = [...provider.ways].sort((a, b) => Number(b === last) - Number(a === last));
        return { ...provider, ways };
      }),
    }),
    begun: (attempt, way) => void begun.set(attempt, way),
    of(attempt) {
      const kept = pending.get();
      return begun.get(attempt) ?? (kept?.attempt === attempt ? kept.way : undefined);
    },
    worked({ provider }, way) {
      if (way) open().setItem(nameFor(provider.id), way);
    },
  };
}
