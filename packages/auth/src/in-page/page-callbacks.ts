import type { Payload } from '../stores/sealed-envelope.ts';
import type { PendingSignIn } from '../stores/store.ts';

/** A response that a page is exchanging. Another page resumes the exchange if that page is gone. Secret: it contains the code. */
export interface PageCallback {
  /** The sign-in as it was stored before the response arrived. */
  readonly signIn: PendingSignIn;
  /** The query of the response. */
  readonly query: string;
  /** The start of the exchange, in milliseconds since the epoch. */
  readonly since: number;
}

/** The answers that are being exchanged, each until its outcome is known or its attempt expires. */
export interface PageCallbacks {
  /** Adds an answer, or replaces the one of the same attempt. */
  put(callback: PageCallback): Promise<void>;
  /** The answer of an attempt that has not expired. @param now in milliseconds since the epoch */
  find(attempt: string, now: number): Promise<PageCallback | undefined>;
  /** For an answer that does not belong to its attempt after all. */
  delete(attempt: string): Promise<void>;
}

export function callbacksOf({ callbacks = [] }: Payload): readonly PageCallback[] {
  return callbacks as readonly PageCallback[];
}

/** A document without the answer of an attempt. */
export function withoutCallback(payload: Payload, attempt: string): Payload {
  return keeping(payload, ({ signIn }) => signIn.id !== attempt);
}

/** A document without the answers whose attempts have expired. */
export function withoutExpiredAnswers(payload: Payload, now: number): Payload {
  return keeping(payload, ({ signIn }) => signIn.expiresAt > now);
}

/** @param change as of a store: gives the next document, or undefined to write nothing */
export function pageCallbacks(
  read: () => Promise<Payload>,
  change: (edit: (payload: Payload) => Payload | undefined) => Promise<void>,
): PageCallbacks {
  return {
    put: (callback) =>
      change((payload) => ({
        ...payload,
        callbacks: [...callbacksOf(withoutCallback(payload, callback.signIn.id)), callback],
      })),
    find: async (attempt, now) =>
      callbacksOf(await read()).find(({ signIn }) => signIn.id === attempt && signIn.expiresAt > now),
    delete: (attempt) => change((payload) => withoutCallback(payload, attempt)),
  };
}

function keeping(payload: Payload, isKept: (callback: PageCallback) => boolean): Payload {
  const callbacks = callbacksOf(payload);
  return callbacks.every(isKept) ? payload : { ...payload, callbacks: callbacks.filter(isKept) };
}
