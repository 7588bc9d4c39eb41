import type { Payload } from '../stores/sealed-envelope.ts';
import type { PendingSignIn } from '../stores/store.ts';

/** A response that a page is exchanging. Another page resumes the exchange if that page is gone. Secret: it contains the code. */
export interface PageAnswer {
  /** The sign-in as it was stored before the response arrived. */
  readonly signIn: PendingSignIn;
  /** The query of the response. */
  readonly query: string;
  /** The start of the exchange, in milliseconds since the epoch. */
  readonly since: number;
}

/** The answers that are being exchanged, each until its outcome is known or its attempt expires. */
export interface PageAnswers {
  /** Adds an answer, or replaces the one of the same attempt. */
  put(answer: PageAnswer): Promise<void>;
  /** The answer of an attempt that has not expired. @param now in milliseconds since the epoch */
  find(attempt: string, now: number): Promise<PageAnswer | undefined>;
  /** For an answer that does not belong to its attempt after all. */
  delete(attempt: string): Promise<void>;
}

export function answersOf({ answers = [] }: Payload): readonly PageAnswer[] {
  return answers as readonly PageAnswer[];
}

/** A document without the answer of an attempt. */
export function withoutAnswer(payload: Payload, attempt: string): Payload {
  return keeping(payload, ({ signIn }) => signIn.id !== attempt);
}

/** A document without the answers whose attempts have expired. */
export function withoutExpiredAnswers(payload: Payload, now: number): Payload {
  return keeping(payload, ({ signIn }) => signIn.expiresAt > now);
}

/** @param change as of a store: gives the next document, or undefined to write nothing */
export function pageAnswers(
  read: () => Promise<Payload>,
  change: (edit: (payload: Payload) => Payload | undefined) => Promise<void>,
): PageAnswers {
  return {
    put: (answer) =>
      change((payload) => ({
        ...payload,
        answers: [...answersOf(withoutAnswer(payload, answer.signIn.id)), answer],
      })),
    find: async (attempt, now) =>
      answersOf(await read()).find(({ signIn }) => signIn.id === attempt && signIn.expiresAt > now),
    delete: (attempt) => change((payload) => withoutAnswer(payload, attempt)),
  };
}

function keeping(payload: Payload, isKept: (answer: PageAnswer) => boolean): Payload {
  const answers = answersOf(payload);
  return answers.every(isKept) ? payload : { ...payload, answers: answers.filter(isKept) };
}
