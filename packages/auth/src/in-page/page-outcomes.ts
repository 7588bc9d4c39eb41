import type { AuthErrorReport } from '../core/errors.ts';
import type { Payload } from '../stores/sealed-envelope.ts';
import { withoutCallback } from './page-callbacks.ts';

/** How a sign-in ended, for the other pages of the extension: the one that began it, and those with the same answer. */
export interface PageOutcome {
  /** The attempt's id. */
  readonly attempt: string;
  /** The state of its request, which is used up: an answer that comes again is known by it. */
  readonly state: string;
  readonly ended: { readonly account: string } | { readonly problem: AuthErrorReport };
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

/** The latest outcomes of all pages, each for as long as an attempt lives. */
export interface PageOutcomes {
  /** The first outcome of an attempt stands. Its answer is not kept any longer. */
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

/** @param change as of a store: gives the next document, or undefined to write nothing */
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
