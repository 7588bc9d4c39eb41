import type { Profile } from '../preset.ts';
import type { KeyMethod, KeyRefusal } from './key-method.ts';

/** What the verification request needs to know of a method. An OAuth preset can be described in the same way. */
export type VerifiedCredential = Pick<KeyMethod, 'name' | 'noun' | 'scopes' | 'verification'>;

/** The response to a verification request, or why there was none. */
export type VerificationResponse =
  | {
      readonly status: number;
      /** Lowercase names. */
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string;
    }
  | {
      /** The code of the error, such as `ENOTFOUND`, `ECONNREFUSED`, `CERT_HAS_EXPIRED` or `TimeoutError`. */
      readonly failure: string;
    };

/**
 * What a verification request shows of a key.
 *
 * - `works`: the provider accepts it
 * - `rejected`: it is wrong or revoked, or the provider does not tell that from an expired one
 * - `expired`: it was valid
 * - `missing-scope`: it is valid, and lacks a permission
 * - `blocked`: it or its account is blocked by a policy
 * - `rate-limited`: nothing is shown; a later request can succeed
 * - `unreachable`: the provider could not be reached
 * - `provider-error`: the provider failed
 * - `unexpected-response`: something else answered, such as a proxy
 */
export type KeyOutcome = KeyRefusal['means'] | 'unreachable' | 'provider-error' | 'unexpected-response';

/** The result of `verdictOf`. */
export interface KeyVerdict {
  readonly outcome: KeyOutcome;
  /** Sentences for the user: what happened, and what to do. They contain nothing of the key or the response. */
  readonly message: string;
  /** Present if the key works and the response names its owner. */
  readonly owner?: Profile;
  /** Seconds until a request can succeed, if the provider says so. */
  readonly retryAfter?: number;
}
