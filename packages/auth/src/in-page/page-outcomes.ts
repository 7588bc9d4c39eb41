import type { AuthErrorReport } from '../core/errors.ts';
import type { Payload } from '../stores/sealed-envelope.ts';
import { withoutCallback } from './page-callbacks.ts';

/** The outcome of a sign-in, for the other pages: the page that started it, and pages with the same response. */
export interface PageOutcome {
  /** The ID of the attempt. */
  readonly attempt: string;
  /** The used state of its request, which identifies a repeated response. */
  readonly state: string;
  readonly ended: { readonly account: string } | { readonly problem: AuthErrorReport };
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

/** The latest outcomes of all pages. Each is kept for the lifetime of an attempt. */
export interface PageOutcomes {
  /** Stores the outcome of an attempt and deletes its response. The first outcome is final. */
  put(outcome: PageOutcome, now: number): Promise<void>;
  find(
    of: { readonly attempt: string } | { readonly state: string },
    now: number,
  ): Promise<PageOutcome | undefined>;
}

const MOST = 20;

export function outcomesOf({ outcomes = [] }: Payload): readonly PageOutcome[] {
  return outcomes as readonly PageOutcome[];
}

/** @param change changes the stored document: `edit` returns the next one, or undefined to write nothing */
export function pageOutcomes(
  read: () => Promise<Payload>,
  change: (edit: (payload: Payload) => Payload | undefined) => Promise<void>,
): PageOutcomes {
  return {
    put: (outcome, now) =>
      change((payload) => {
        const open = outcomesOf(payload).filter(({ expiresAt }) => expiresAt > now);
        if (open.some(({ attempt }) => attempt === outcome.attempt)) return undefined;
        const rest = withoutCallback(payload, outcome.attempt);
        return { ...rest, outcomes: [...open, outcome].slice(-MOST) };
      }),
    find: async (of, now) =>
      outcomesOf(await read()).find(
        ({ attempt, state, expiresAt }) =>
          expiresAt > now && ('attempt' in of ? attempt === of.attempt : state === of.state),
      ),
  };
}
