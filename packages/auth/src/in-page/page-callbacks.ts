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

/** The responses that pages are exchanging. Each is kept until its outcome is known or its attempt expires. */
export interface PageCallbacks {
  /** Adds a response, or replaces that of the same attempt. */
  put(callback: PageCallback): Promise<void>;
  /**
   * Returns the response of an attempt that has not expired.
   *
   * @param now in milliseconds since the epoch
   */
  find(attempt: string, now: number): Promise<PageCallback | undefined>;
  /** Deletes a response that does not belong to its attempt. */
  delete(attempt: string): Promise<void>;
}

export function callbacksOf({ callbacks = [] }: Payload): readonly PageCallback[] {
  return callbacks as readonly PageCallback[];
}

/** Returns the document without the response of an attempt. */
export function withoutCallback(payload: Payload, attempt: string): Payload {
  return keeping(payload, ({ signIn }) => signIn.id !== attempt);
}

/** Returns the document without the responses of expired attempts. */
export function withoutExpiredAnswers(payload: Payload, now: number): Payload {
  return keeping(payload, ({ signIn }) => signIn.expiresAt > now);
}

/** @param change changes the stored document: `edit` returns the next one, or undefined to write nothing */
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
