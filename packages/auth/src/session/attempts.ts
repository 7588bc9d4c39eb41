import type { AuthorizationRequest } from '../core/authorize.ts';
import { toBase64url } from '../core/base64.ts';
import { AuthError } from '../core/errors.ts';
import type { PendingSignIn } from '../stores/store.ts';

/** Ten minutes: long enough for a second factor, short enough for a link that leaked (RFC 9700 section 4.7.1). */
export const ATTEMPT_LIFETIME_MS = 10 * 60 * 1000;
const MOST_ATTEMPTS = 1000;

/** How an attempt stands: open, or ended one way or the other. */
export type AttemptOutcome<T> =
  | { readonly status: 'pending' }
  | { readonly status: 'signed-in'; readonly value: T }
  | { readonly status: 'failed'; readonly error: AuthError };

/** One sign-in in progress. */
export interface Attempt<T> {
  /** 128 random bits, base64url; in the link the browser opens first, and in no link after that. */
  readonly id: string;
  readonly providerId: string;
  /** Present while a browser may come back with a code; a device code has no way back. */
  request: AuthorizationRequest | undefined;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
  /** Set when a browser opened the attempt: what its cookie must hold at the callback. */
  browserKey: string | undefined;
  outcome: AttemptOutcome<T>;
  /** Aborts when the attempt has an outcome. */
  readonly ended: AbortController;
}

export interface AttemptsOptions<T> {
  /** Milliseconds since the epoch; injected by tests. */
  readonly now?: () => number;
  /** Attempts kept at most; the oldest gives way. */
  readonly most?: number;
  /** Told of each attempt once, when it has its outcome. */
  readonly settled?: (attempt: Attempt<T>) => void;
}

/**
 * The attempts of this process, bounded in number and time.
 *
 * A `state` finds its attempt once: it is forgotten on first use, whatever comes of it. The outcome stays to be
 * asked for by id until the attempt expires.
 */
export class Attempts<T> {
  readonly #byId = new Map<string, Attempt<T>>();
  readonly #byState = new Map<string, Attempt<T>>();
  readonly #now: () => number;
  readonly #most: number;
  readonly #settled: (attempt: Attempt<T>) => void;

  constructor(options: AttemptsOptions<T> = {}) {
    this.#now = options.now ?? Date.now;
    this.#most = options.most ?? MOST_ATTEMPTS;
    this.#settled = options.settled ?? (() => undefined);
  }

  get size(): number {
    return this.#byId.size;
  }

  /** @param expiresAt in milliseconds since the epoch; ten minutes from now unless given */
  begin(providerId: string, request?: AuthorizationRequest, expiresAt?: number): Attempt<T> {
    this.#forgetExpired();
    const oldest = this.#byId.keys().next();
    if (this.#byId.size >= this.#most && !oldest.done) this.#forget(oldest.value);
    return this.#add({
      id: randomText(16),
      providerId,
      request,
      expiresAt: expiresAt ?? this.#now() + ATTEMPT_LIFETIME_MS,
    });
  }

  /** An attempt that outlived the process that began it, as it was; the one that is known where it is. */
  restore({ id, providerId, request, expiresAt }: PendingSignIn): Attempt<T> {
    return this.#byId.get(id) ?? this.#add({ id, providerId, request, expiresAt });
  }

  find(id: string): Attempt<T> | undefined {
    return this.#byId.get(id);
  }

  /** @throws AuthError `attempt-unknown` where there is none, or none any more */
  get(id: string): Attempt<T> {
    this.#forgetExpired();
    const attempt = this.#byId.get(id);
    if (!attempt) throw new AuthError('attempt-unknown', 'This sign-in is not open, or not any more.');
    return attempt;
  }

  /**
   * Binds an attempt to the browser that opens its link, once (RFC 9700 section 4.7.1).
   *
   * @param browserKey what the browser's cookie says, if it has one: the same browser may reload
   * @returns where to send the browser, and what its cookie must say
   * @throws AuthError `attempt-unknown` | `browser-mismatch` where another browser was first
   */
  open(id: string, browserKey: string | undefined): { url: string; browserKey: string } {
    const attempt = this.get(id);
    if (!attempt.request || !this.#byState.has(attempt.request.state)) {
      throw new AuthError('attempt-unknown', 'This sign-in has already been used.');
    }
    if (attempt.browserKey === undefined) attempt.browserKey = randomText(32);
    else if (!sameSecret(attempt.browserKey, browserKey)) throw browserMismatch(browserKey);
    return { url: attempt.request.url, browserKey: attempt.browserKey };
  }

  /** Finds the attempt of a state without using it up, so that its cookie's name is known. */
  peek(state: string): Attempt<T> | undefined {
    this.#forgetExpired();
    return this.#byState.get(state);
  }

  /**
   * Uses a state up and answers its attempt, if the caller's browser key is the one it was bound to.
   *
   * @throws AuthError `attempt-unknown` | `browser-mismatch`; a mismatch ends the attempt
   */
  take(
    state: string,
    browserKey: string | undefined,
  ): { readonly attempt: Attempt<T>; readonly request: AuthorizationRequest } {
    const attempt = this.peek(state);
    if (!attempt?.request) {
      throw new AuthError('attempt-unknown', 'This sign-in is not open, or has already been used.');
    }
    this.#byState.delete(state);
    if (attempt.browserKey === undefined || !sameSecret(attempt.browserKey, browserKey)) {
      const error = browserMismatch(browserKey);
      this.settle(attempt.id, { status: 'failed', error });
      throw error;
    }
    return { attempt, request: attempt.request };
  }

  /** Records how an attempt ended and wakes whoever waits for it. The first outcome stands. */
  settle(id: string, outcome: AttemptOutcome<T>): void {
    const attempt = this.#byId.get(id);
    if (attempt?.outcome.status !== 'pending') return;
    attempt.outcome = outcome;
    if (attempt.request) this.#byState.delete(attempt.request.state);
    // Its secrets are of no more use; the outcome is all that is asked for from now on.
    attempt.request = undefined;
    attempt.browserKey = undefined;
    attempt.ended.abort();
    this.#settled(attempt);
  }

  /** Resolves with the outcome when there is one, or with `pending` after `milliseconds` or when `signal` aborts. */
  async wait(id: string, milliseconds: number, signal?: AbortSignal): Promise<AttemptOutcome<T>> {
    const attempt = this.get(id);
    if (attempt.outcome.status === 'pending' && milliseconds > 0) {
      await firstOf([attempt.ended.signal, ...(signal ? [signal] : [])], milliseconds);
    }
    return attempt.outcome;
  }

  #add(begun: Pick<Attempt<T>, 'id' | 'providerId' | 'request' | 'expiresAt'>): Attempt<T> {
    const attempt: Attempt<T> = {
      ...begun,
      browserKey: undefined,
      outcome: { status: 'pending' },
      ended: new AbortController(),
    };
    this.#byId.set(attempt.id, attempt);
    if (attempt.request) this.#byState.set(attempt.request.state, attempt);
    return attempt;
  }

  #forgetExpired(): void {
    const now = this.#now();
    for (const { id, expiresAt } of this.#byId.values()) if (expiresAt <= now) this.#forget(id);
  }

  #forget(id: string): void {
    const error = new AuthError('attempt-expired', 'This sign-in was open for too long.');
    this.settle(id, { status: 'failed', error });
    this.#byId.delete(id);
  }
}

/** Resolves when one of the signals aborts or the time is up, and leaves nothing behind on the others. */
function firstOf(signals: readonly AbortSignal[], milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      for (const signal of signals) signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    // In Node a wait holds nobody up who wants to end.
    (timer as { unref?(): void }).unref?.();
    for (const signal of signals) signal.addEventListener('abort', done);
    if (signals.some(({ aborted }) => aborted)) done();
  });
}

/** A browser drops cookies of a host past its limit, and every program on 127.0.0.1 sets cookies of the same host. */
function browserMismatch(browserKey: string | undefined): AuthError {
  const message =
    browserKey === undefined
      ? 'This sign-in was started in another browser, or this browser has deleted its cookie: a browser keeps about 180 cookies for an address, and every program on this machine shares them.'
      : 'This sign-in was started in another browser.';
  return new AuthError('browser-mismatch', message);
}

function randomText(bytes: number): string {
  return toBase64url(crypto.getRandomValues(new Uint8Array(bytes)));
}

/** Takes the same time wherever the two differ. */
function sameSecret(expected: string, actual = ''): boolean {
  let difference = expected.length ^ actual.length;
  for (let index = 0; index < expected.length; index++) {
    difference |= expected.charCodeAt(index) ^ actual.charCodeAt(index);
  }
  return difference === 0;
}
