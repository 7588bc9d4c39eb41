import { authenticationOf } from '../../core/client/client-authentication.ts';
import { AuthError } from '../../core/errors.ts';
import { clockAdvice, clockOffsetBehind, clockProblem } from '../../core/grants/clock.ts';
import { errorOf, isResponseBodyError, isUnreachable, requestError } from '../../core/grants/token-error.ts';
import { failureStatus, isTemporaryStatus } from '../../core/http/response-status.ts';
import type { Waits } from '../back-off.ts';
import type { ProviderClient } from '../provider-registry.ts';

/** The kind of a failed renewal, see {@link effects}. */
export type FailureKind = keyof typeof effects;

/** What happens to the account, and when the next request is made. */
export interface Effect {
  /**
   * `ends`: the account is deleted, and the user must sign in again. `ends-if-repeated`: the same at the second such
   * failure without a successful renewal in between, also across a restart.
   * `blocked`: the account stays, but cannot be used until the user signs in again. `stays`: nothing changes.
   */
  readonly account: 'ends' | 'ends-if-repeated' | 'blocked' | 'stays';
  /** The delays between requests. Absent if the next call sends the next request, or none is sent. */
  readonly waits?: Waits;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const temporary: Waits = [0, SECOND, 2 * SECOND, 4 * SECOND, 8 * SECOND, 16 * SECOND, 32 * SECOND, MINUTE];
const forDevelopers: Waits = [0, MINUTE, 5 * MINUTE, 15 * MINUTE, 60 * MINUTE];

/** The table: each kind of failure, and its effect. No kind lets every call make a request that changes nothing. */
export const effects = {
  /** The refresh token is no longer valid (RFC 6749 section 5.2), in any of the error codes that servers use. */
  ended: { account: 'ends' },
  /** No response, or one that rejects neither the client nor the token. */
  temporary: { account: 'stays', waits: temporary },
  /** The client or an endpoint is misconfigured: a new sign-in would not help. */
  client: { account: 'stays', waits: forDevelopers },
  /** The response does not say whether the client or the token was rejected, or is not a token response. */
  unclear: { account: 'ends-if-repeated' },
  /** The keys to check the response with cannot be loaded: it is checked later, without another token request. */
  uncheckable: { account: 'stays', waits: temporary },
  /** A time check failed, and this machine's clock is wrong. */
  clock: { account: 'stays', waits: forDevelopers },
  /** The response failed its check. */
  invalid: { account: 'blocked' },
} as const satisfies Record<string, Effect>;

/** A classified failure of a renewal, and how it is reported. */
export interface Failure {
  readonly kind: FailureKind;
  readonly error: AuthError;
}

/** The input of the classification of an error response. */
interface Refusal {
  readonly status: number | undefined;
  readonly error: string | undefined;
  readonly description: string;
  /** Whether this machine's clock differs from the provider's. */
  readonly wrongClock: boolean;
}

interface Row {
  readonly kind: 'ended' | 'temporary' | 'client' | 'clock' | 'unclear';
  readonly when: (refusal: Refusal) => boolean;
}

/** The last is the second in a row: openid-client repeats a request with the nonce (RFC 9449 section 8). */
const temporaryErrors = new Set(['server_error', 'slow_down', 'temporarily_unavailable', 'use_dpop_nonce']);
/** `invalid_grant` of RFC 6749, and what GitHub and Slack send instead. */
const endedErrors = new Set(['bad_refresh_token', 'invalid_grant', 'invalid_refresh_token']);
const aboutClient = /client|grant|credential|secret/i;
const ofNoUse = 'bad|expired|inactive|invalid|not found|revoked|unknown|used';
const aboutToken = new RegExp(
  String.raw`token\b.*\b(${ofNoUse})|\b(${ofNoUse}) (refresh[ _]?)?token\b(?! endpoint)`,
  'i',
);

/** Classifies an error response. The first matching row is used. */
const refusals: readonly Row[] = [
  { kind: 'ended', when: ({ error = '' }) => endedErrors.has(error) },
  { kind: 'temporary', when: ({ error = '' }) => temporaryErrors.has(error) },
  // The proof was rejected, and not the token (RFC 9449 section 5): its time, or its algorithm.
  { kind: 'clock', when: ({ error, wrongClock }) => error === 'invalid_dpop_proof' && wrongClock },
  { kind: 'client', when: ({ error }) => error === 'invalid_dpop_proof' },
  { kind: 'temporary', when: ({ status = 0 }) => isTemporaryStatus(status) || status === 407 },
  {
    kind: 'client',
    when: ({ error, status }) => (error ?? (status === 401 && 'invalid_client')) === 'invalid_client',
  },
  // Atlassian refuses a refresh token with "refresh_token is invalid", Keycloak a secret with "Invalid client credentials".
  { kind: 'ended', when: ({ error, description }) => isUnauthorized(error) && aboutToken.test(description) },
  {
    kind: 'client',
    when: ({ error, description }) => isUnauthorized(error) && aboutClient.test(description),
  },
  { kind: 'unclear', when: ({ error }) => isUnauthorized(error) },
  { kind: 'unclear', when: ({ error, status = 0 }) => !error && [404, 405, 410].includes(status) },
  // Dex, Entra, glewlwyd and LemonLDAP use a dozen other codes, or none.
  { kind: 'ended', when: ({ status = 0 }) => status >= 400 && status < 500 },
  { kind: 'unclear', when: () => true },
];

/** Classifies a token request for a renewal that failed. */
export function classifyRefusal({ provider, configuration }: ProviderClient, caught: unknown): Failure {
  const refusal = refusalIn(caught);
  const { name } = provider;
  if (!isResponseBodyError(caught)) {
    const known = requestError(provider, caught);
    if (known) return { kind: isUnreachable(known) ? 'temporary' : kindOfOwn(known), error: known };
  }
  const kind = refusals.find(({ when }) => when(refusal))?.kind ?? 'unclear';
  const words = wordsOf(refusal);
  const options = { cause: caught };
  switch (kind) {
    case 'ended':
      return {
        kind,
        error: new AuthError('sign-in-again', `${name} ended this sign-in (${words}).`, options),
      };
    case 'temporary':
      return {
        kind,
        error: new AuthError(
          'provider-unreachable',
          `${name} cannot renew the sign-in now (${words}).`,
          options,
        ),
      };
    case 'clock': {
      const clock = clockProblem(name, clockOffsetBehind(caught)) ?? '';
      const message = `${name} refused the proof of this extension's key (${words}). ${clock}`;
      return {
        kind,
        error: new AuthError('provider-misconfigured', message, { ...options, advice: clockAdvice }),
      };
    }
    case 'client': {
      const how = authenticationOf(provider, configuration.serverMetadata());
      const message = `${name} refused this extension's client (${words}). ${how}`;
      return { kind, error: new AuthError('provider-misconfigured', message, options) };
    }
    case 'unclear':
      return {
        kind,
        error: new AuthError('refresh-failed', `${name} did not renew the sign-in (${words}).`, options),
      };
  }
}

/** Classifies a failed check of a token response. @param error from `checkRenewal` */
export function classifyCheck(error: AuthError, hasWrongClock: boolean): Failure {
  switch (error.code) {
    case 'provider-unreachable':
    case 'provider-misconfigured':
      return { kind: 'uncheckable', error };
    case 'token-invalid':
      return { kind: hasWrongClock ? 'clock' : 'invalid', error };
    default:
      return { kind: 'unclear', error };
  }
}

function kindOfOwn({ code }: AuthError): 'client' | 'unclear' {
  return code === 'provider-misconfigured' || code === 'provider-not-configured' ? 'client' : 'unclear';
}

function refusalIn(caught: unknown): Refusal {
  const { error, error_description: description } = caught as {
    error?: unknown;
    error_description?: unknown;
  };
  return {
    status: failureStatus(caught),
    error: typeof error === 'string' ? error : undefined,
    description: typeof description === 'string' ? description : '',
    wrongClock: clockProblem('', clockOffsetBehind(caught)) !== undefined,
  };
}

function wordsOf({ error, description, status }: Refusal): string {
  if (error) return errorOf({ error, ...(description && { error_description: description }) });
  return status === undefined ? 'its response is not a token response' : `HTTP ${status}`;
}

/** Whether the client may not use the grant (RFC 6749 section 5.2); at some servers, whether the token is invalid. */
function isUnauthorized(error: string | undefined): boolean {
  return error === 'unauthorized_client';
}
