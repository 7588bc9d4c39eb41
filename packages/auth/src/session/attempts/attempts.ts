import type { Host } from '@ddext-oauth/providers';
import type { AuthError } from '../../core/errors.ts';
import type { AuthorizationRequest } from '../../core/grants/authorize.ts';
import { firstOf } from '../../core/http/first-of.ts';
import { CLOCK_CHECK_MS } from '../../core/http/pause.ts';
import type { PendingSignIn } from '../../stores/store.ts';
import { type BrowserLink, browserMismatch, createLink, isBoundTo, randomText } from './browser-link.ts';
import { ExpiredAttempts, expiredError, unknownAttempt } from './expired-attempts.ts';

/** Ten minutes: enough for a second factor, and a short life for a leaked link (RFC 9700 section 4.7.1). */
export const ATTEMPT_LIFETIME_MS = 10 * 60 * 1000;
const MOST_ATTEMPTS = 1000;
const MOST_LINKS = 8;

/** The outcome of an attempt, or `pending`. */
export type AttemptOutcome<T> =
  | { readonly status: 'pending' }
  | { readonly status: 'signed-in'; readonly value: T }
  | { readonly status: 'failed'; readonly error: AuthError };

/** One sign-in in progress. */
export interface Attempt<T> {
  /** 128 random bits, base64url. Also the ID of its first link. */
  readonly id: string;
  readonly providerId: string;
  /** The links for browsers, oldest first. Empty for a device code. */
  readonly links: BrowserLink[];
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
  /** The host of the page that started it, as that page says. It changes the wording of the last page only. */
  readonly host: Host | undefined;
  /** Set by the first callback. The code of any later callback is not exchanged. */
  claimed: boolean;
  outcome: AttemptOutcome<T>;
  /** Aborts when the attempt has an outcome. */
  readonly ended: AbortController;
}

export interface AttemptsOptions<T> {
  /** Milliseconds since the epoch; injected by tests. */
  readonly now?: () => number;
  /** The maximum number of attempts. The oldest one is dropped. */
  readonly most?: number;
  /** Called once per attempt, when it has an outcome. */
  readonly settled?: (attempt: Attempt<T>) => void;
}

/** The attempt of a browser, and its request. The request is absent after the attempt was claimed or has ended. */
export interface Taken<T> {
  readonly attempt: Attempt<T>;
  readonly request: AuthorizationRequest | undefined;
}

/**
 * The attempts of this process, limited in number and time.
 *
 * The first callback claims its attempt, whatever the outcome. Until the attempt expires, its outcome is available by
 * ID, and to the browser that started it by state.
 */
export class Attempts<T> {
  readonly #byId = new Map<string, Attempt<T>>();
  readonly #byLink = new Map<string, Attempt<T>>();
  readonly #byState = new Map<string, Attempt<T>>();
  readonly #expired = new ExpiredAttempts();
  /** The next expiry. Until then, no attempt is checked. */
  #nextExpiry = Number.POSITIVE_INFINITY;
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

  /** @param details.expiresAt in milliseconds since the epoch. Default: in ten minutes */
  begin(
    providerId: string,
    request?: AuthorizationRequest,
    details: { readonly expiresAt?: number; readonly host?: Host | undefined } = {},
  ): Attempt<T> {
    this.#forgetExpired();
    const oldest = this.#byId.values().next();
    if (this.#byId.size >= this.#most && !oldest.done) this.#forget(oldest.value);
    const id = randomText(16);
    const { expiresAt = this.#now() + ATTEMPT_LIFETIME_MS, host } = details;
    return this.#add({ id, providerId, request, expiresAt, host });
  }

  /** Restores a stored attempt, which another process started, unless it is known. */
  restore(signIn: PendingSignIn): Attempt<T> {
    return this.#byId.get(signIn.id) ?? this.#add({ ...signIn, host: undefined });
  }

  find(id: string): Attempt<T> | undefined {
    return this.#byId.get(id);
  }

  /** @throws AuthError `attempt-expired` for an expired attempt, `attempt-unknown` for any other ID */
  get(id: string): Attempt<T> {
    return this.#known(this.#byId, id);
  }

  /** @throws AuthError `attempt-expired` | `device-code-expired` if the attempt of this ID or state has expired */
  throwIfExpired(name: string): void {
    this.#forgetExpired();
    const error = this.#expired.errorOf(name);
    if (error) throw error;
  }

  /** Adds a link to an open attempt, for another browser. Beyond eight links, the oldest is removed. */
  addLink(attempt: Attempt<T>, request: AuthorizationRequest): BrowserLink {
    const link = createLink(randomText(16), request);
    attempt.links.push(link);
    if (attempt.links.length > MOST_LINKS) this.#unlink(attempt.links.shift() as BrowserLink);
    this.#index(attempt, link);
    return link;
  }

  /**
   * Binds a link to the first browser that opens it (RFC 9700 section 4.7.1).
   *
   * @param browserKey the value of the browser's cookie, if it has one: the same browser may reload
   * @returns the request for the provider, absent if the attempt was claimed, and the value for the browser's cookie
   * @throws AuthError `attempt-unknown` | `attempt-expired`; `browser-mismatch` if another browser was first. That ends
   *   the attempt: the first browser may be an attacker's, and the waiting page must report it
   */
  open(linkId: string, browserKey: string | undefined): Taken<T> & { readonly browserKey: string } {
    const attempt = this.#known(this.#byLink, linkId);
    const link = linkOf(attempt, ({ id }) => id === linkId);
    const isOver = attempt.claimed || link.request === undefined;
    if (isOver && !isBoundTo(link, browserKey)) throw unknownAttempt();
    if (isOver) return { attempt, request: undefined, browserKey: link.browserKey as string };
    if (link.browserKey === undefined) link.browserKey = randomText(32);
    else if (!isBoundTo(link, browserKey)) throw this.#refuseBrowser(attempt, browserKey);
    return { attempt, request: link.request, browserKey: link.browserKey };
  }

  /** Returns the link of a state, to find its cookie. Does not claim the attempt. */
  linkOfState(state: string): string | undefined {
    this.#forgetExpired();
    return this.#byState.get(state)?.links.find((link) => link.state === state)?.id;
  }

  /** Returns the host of a link's attempt; undefined if either is unknown. */
  hostOfLink(link: string): Host | undefined {
    this.#forgetExpired();
    return this.#byLink.get(link)?.host;
  }

  /** Returns the attempt of a state, if it has an outcome. */
  settledOfState(state: string): Attempt<T> | undefined {
    this.#forgetExpired();
    const attempt = this.#byState.get(state);
    return attempt?.outcome.status === 'pending' ? undefined : attempt;
  }

  /**
   * Claims the attempt of a state, if the browser key belongs to its link.
   *
   * @returns without a request if the same browser, or the browser of another link, claimed it before
   * @throws AuthError `attempt-unknown` | `attempt-expired` | `browser-mismatch`. A mismatch at the first callback ends
   *   the attempt. A later one has no effect
   */
  take(state: string, browserKey: string | undefined): Taken<T> {
    const attempt = this.#known(this.#byState, state);
    const link = linkOf(attempt, (candidate) => candidate.state === state);
    const isOver = attempt.claimed || link.request === undefined;
    if (isOver && !isBoundTo(link, browserKey)) throw unknownAttempt();
    if (isOver) return { attempt, request: undefined };
    attempt.claimed = true;
    if (!isBoundTo(link, browserKey)) throw this.#refuseBrowser(attempt, browserKey);
    return { attempt, request: link.request };
  }

  /** Records the outcome of an attempt and resolves all waits. The first outcome is final. */
  settle(id: string, outcome: AttemptOutcome<T>): void {
    const attempt = this.#byId.get(id);
    if (attempt?.outcome.status !== 'pending') return;
    attempt.outcome = outcome;
    // Verifier and nonce are no longer needed. The browser key is: that browser may load the outcome.
    for (const link of attempt.links) link.request = undefined;
    attempt.ended.abort();
    this.#settled(attempt);
  }

  /**
   * Resolves with the outcome, or with `pending` after `milliseconds` or when `signal` aborts. Also checks the clock,
   * because timers stop while the machine sleeps.
   */
  async wait(id: string, milliseconds: number, signal?: AbortSignal): Promise<AttemptOutcome<T>> {
    const attempt = this.get(id);
    const end = this.#now() + milliseconds;
    let left = milliseconds;
    while (attempt.outcome.status === 'pending' && left > 0 && !signal?.aborted) {
      const step = Math.min(left, CLOCK_CHECK_MS);
      await firstOf([attempt.ended.signal, ...(signal ? [signal] : [])], step);
      this.#forgetExpired();
      left = Math.min(left - step, end - this.#now());
    }
    return attempt.outcome;
  }

  #add({ id, providerId, request, expiresAt, host }: NewAttempt): Attempt<T> {
    const attempt: Attempt<T> = {
      id,
      providerId,
      links: request ? [createLink(id, request)] : [],
      expiresAt,
      host,
      claimed: false,
      outcome: { status: 'pending' },
      ended: new AbortController(),
    };
    this.#byId.set(id, attempt);
    this.#nextExpiry = Math.min(this.#nextExpiry, expiresAt);
    for (const link of attempt.links) this.#index(attempt, link);
    return attempt;
  }

  #index(attempt: Attempt<T>, link: BrowserLink): void {
    this.#byLink.set(link.id, attempt);
    this.#byState.set(link.state, attempt);
  }

  #unlink({ id, state }: BrowserLink): void {
    this.#byLink.delete(id);
    this.#byState.delete(state);
  }

  #known(index: ReadonlyMap<string, Attempt<T>>, name: string): Attempt<T> {
    this.#forgetExpired();
    const attempt = index.get(name);
    if (attempt) return attempt;
    throw this.#expired.errorOf(name) ?? unknownAttempt();
  }

  #refuseBrowser(attempt: Attempt<T>, browserKey: string | undefined): AuthError {
    const error = browserMismatch(browserKey);
    this.settle(attempt.id, { status: 'failed', error });
    return error;
  }

  #forgetExpired(): void {
    const now = this.#now();
    if (now < this.#nextExpiry) return;
    for (const attempt of this.#byId.values()) if (attempt.expiresAt <= now) this.#forget(attempt);
    this.#nextExpiry = Math.min(...[...this.#byId.values()].map(({ expiresAt }) => expiresAt));
  }

  #forget(attempt: Attempt<T>): void {
    if (attempt.outcome.status === 'pending') {
      const code = attempt.links.length > 0 ? 'attempt-expired' : 'device-code-expired';
      const names = attempt.links.flatMap(({ id, state }) => [id, state]);
      this.#expired.remember(code, [attempt.id, ...names]);
      this.settle(attempt.id, { status: 'failed', error: expiredError(code) });
    }
    this.#byId.delete(attempt.id);
    for (const link of attempt.links) this.#unlink(link);
  }
}

/** A new attempt. */
type NewAttempt = Pick<PendingSignIn, 'id' | 'providerId' | 'expiresAt'> & {
  readonly request: AuthorizationRequest | undefined;
  readonly host: Host | undefined;
};

/** The indexes map IDs and states of links to attempts, so the link exists. */
function linkOf(attempt: Attempt<unknown>, matches: (link: BrowserLink) => boolean): BrowserLink {
  const link = attempt.links.find(matches);
  if (!link) throw unknownAttempt();
  return link;
}
