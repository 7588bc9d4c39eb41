import type { AuthErrorCode, AuthErrorReport } from '../core/errors.ts';
import type { Account, Session } from '../session/account.ts';
import { bodyOf, type DdClient, type HttpService } from './dd-client.ts';

/** What the backend reported, or `backend-unavailable` where it could not be asked. */
export interface SignInProblem {
  readonly code: AuthErrorCode | 'backend-unavailable';
  readonly message: string;
  readonly advice: string;
}

/** Carries a {@link SignInProblem}; every method of {@link AuthClient} rejects with this and nothing else. */
export class SignInError extends Error {
  readonly problem: SignInProblem;

  constructor(problem: SignInProblem, options?: { cause?: unknown }) {
    super(problem.message, options);
    this.name = 'SignInError';
    this.problem = problem;
  }
}

export interface AuthClient {
  session(): Promise<Session>;
  /**
   * Begins a sign-in and opens its page in the person's browser.
   *
   * @returns the attempt, to wait for
   */
  signIn(providerId: string): Promise<string>;
  /** Resolves with the account once the person has signed in. Aborting stops waiting and ends the attempt. */
  waitForAccount(attempt: string, signal: AbortSignal): Promise<Account>;
  signOut(accountId: string): Promise<void>;
}

type Answer = { ok: true; value: unknown } | { ok: false; error: AuthErrorReport };
type Outcome =
  | { status: 'pending' }
  | { status: 'signed-in'; value: Account }
  | { status: 'failed'; error: AuthErrorReport };

/**
 * The UI's half of signing in: calls the backend's socket API (mounted at `/auth`) through Docker's client.
 *
 * @param ddClient what `createDockerDesktopClient()` returns
 */
export function createAuthClient(ddClient: DdClient): AuthClient {
  const call = async (send: (service: HttpService) => Promise<unknown>): Promise<unknown> => {
    const service = ddClient.extension.vm?.service;
    if (!service) throw unavailable('This extension has no backend service to sign in through.');
    let body: unknown;
    try {
      body = bodyOf(await send(service));
    } catch (error) {
      throw unavailable('The backend of this extension does not answer.', error);
    }
    if (!isAnswer(body)) throw unavailable('The backend of this extension answered something unexpected.');
    if (!body.ok) throw new SignInError(body.error);
    return body.value;
  };

  return {
    session: async () => (await call((service) => service.get('/auth/session'))) as Session,

    async signIn(provider) {
      const started = (await call((service) => service.post('/auth/sign-in', { provider }))) as {
        attempt: string;
        url: string;
      };
      ddClient.host.openExternal(started.url);
      return started.attempt;
    },

    async waitForAccount(attempt, signal) {
      const path = `/auth/attempts/${encodeURIComponent(attempt)}`;
      // Docker's client cannot abort a request, so an abort tells the backend to end the attempt, which ends the request.
      const cancel = () => void call((service) => service.post(`${path}/cancel`, {})).catch(() => undefined);
      if (signal.aborted) cancel();
      signal.addEventListener('abort', cancel, { once: true });
      try {
        for (;;) {
          signal.throwIfAborted();
          const outcome = (await call((service) => service.get(`${path}?wait=true`))) as Outcome;
          if (outcome.status === 'signed-in') return outcome.value;
          if (outcome.status === 'failed') throw new SignInError(outcome.error);
        }
      } finally {
        signal.removeEventListener('abort', cancel);
      }
    },

    async signOut(account) {
      await call((service) => service.post('/auth/sign-out', { account }));
    },
  };
}

function isAnswer(body: unknown): body is Answer {
  return typeof body === 'object' && body !== null && 'ok' in body && ('value' in body || 'error' in body);
}

function unavailable(message: string, cause?: unknown): SignInError {
  const advice = 'Wait a moment and try again. If it keeps happening, restart Docker Desktop.';
  return new SignInError({ code: 'backend-unavailable', message, advice }, { cause });
}
