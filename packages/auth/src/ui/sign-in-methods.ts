import type { Account, Session, Way } from '../session/account.ts';
import type { PendingAttempt, PendingAttemptStorage } from './pending-attempt.ts';
import type { KeyStorage } from './seal-key.ts';

const nameFor = (provider: string) => `ddext-oauth.way.${provider}`;
const droppedNameFor = (provider: string) => `ddext-oauth.dropped.${provider}`;

export interface Ways {
  /** The session, each provider's ways with the one first that worked last, and the one last whose response was dropped. */
  inOrder(session: Session): Session;
  /** An attempt of this page goes that way. */
  begun(attempt: string, way: Way): void;
  /** The way of an attempt, of this page or of the one before it. */
  of(attempt: string): Way | undefined;
  /** Somebody has signed in that way. */
  worked(account: Account, way: Way | undefined): void;
  /**
   * An attempt ended without a response. Where it was begun by the page before this one, and the response comes to the tab,
   * Docker Desktop opened this page without it.
   *
   * @param kept what was kept when the wait for the attempt began
   */
  unanswered(attempt: string, kept: PendingAttempt | undefined): void;
}

/**
 * Remembers which way worked: a Docker Desktop that hands no answers on, or a provider's page that stops the browser, will do
 * the same tomorrow.
 */
export function waysIn(open: () => KeyStorage, pending: PendingAttemptStorage): Ways {
  const begun = new Map<string, Way>();
  /** A code needs nothing to be returned, so it is the first to offer where a response was dropped. */
  const inOrder = (provider: Session['providers'][number]): Session['providers'][number] => {
    const last = open().getItem(nameFor(provider.id));
    const dropped = open().getItem(droppedNameFor(provider.id));
    const rank = (way: Way) => {
      if (way === dropped) return 3;
      if (way === last) return 0;
      return dropped && way === 'device_code' ? 1 : 2;
    };
    return { ...provider, ways: [...provider.ways].sort((a, b) => rank(a) - rank(b)) };
  };
  return {
    inOrder: (session) => ({ ...session, providers: session.providers.map(inOrder) }),
    begun: (attempt, way) => void begun.set(attempt, way),
    of(attempt) {
      const kept = pending.get();
      return begun.get(attempt) ?? (kept?.attempt === attempt ? kept.way : undefined);
    },
    worked({ provider }, way) {
      if (!way) return;
      open().setItem(nameFor(provider.id), way);
      if (open().getItem(droppedNameFor(provider.id)) === way) open().removeItem(droppedNameFor(provider.id));
    },
    unanswered(attempt, kept) {
      if (kept?.attempt !== attempt || !kept.tab || begun.has(attempt)) return;
      open().setItem(droppedNameFor(kept.provider), kept.way);
    },
  };
}
