import { type Cause, causeChain } from '../causes.ts';
import { keyProblem } from '../client/keys.ts';
import type { ResolvedProvider } from '../client/settings.ts';
import { AuthError, type AuthErrorCode } from '../errors.ts';
import { clockAdvice, clockProblem } from './clock.ts';
import { codesOf, requestError } from './token-error.ts';
import type { TokenResponse } from './token-response.ts';

/** Members of openid-client's error for an ID token that fails validation. */
const aboutIdToken = ['claims', 'header', 'signature', 'candidates', 'algorithm'];

/** openid-client's codes for a JWT that fails validation. */
const jwtFailures = new Set([
  'OAUTH_JWT_CLAIM_COMPARISON_FAILED',
  'OAUTH_JWT_TIMESTAMP_CHECK_FAILED',
  'OAUTH_KEY_SELECTION_FAILED',
]);

/**
 * Converts the failed check of a token response to an AuthError.
 *
 * @param malformed the code for a response that is not a token response (RFC 6749 section 5.1)
 * @returns `token-invalid` for an invalid ID token; `provider-unreachable` or `provider-misconfigured` if the
 *   provider's keys cannot be loaded, which does not make the token invalid
 */
export function checkError(
  provider: ResolvedProvider,
  caught: unknown,
  malformed: AuthErrorCode,
  { clockOffset }: Pick<TokenResponse, 'clockOffset'>,
): AuthError {
  const known = requestError(provider, caught) ?? keyProblem(provider.name, caught);
  if (known) return known;
  const { name } = provider;
  const algorithm = refusedAlgorithm(caught);
  if (algorithm) {
    const how =
      algorithm === 'none' ? 'does not sign ID tokens (alg: none)' : `signs ID tokens with ${algorithm}`;
    const message = `${name} ${how}: choose RS256 or ES256 as their signature algorithm at ${name}.`;
    return new AuthError('token-invalid', message, { cause: caught });
  }
  if (isTimeFailure(caught)) {
    const clock = clockProblem(name, clockOffset);
    const message = `The tokens from ${name} failed validation: they have expired, or are not valid yet.`;
    return new AuthError('token-invalid', clock ? `${message} ${clock}` : message, {
      cause: caught,
      ...(clock && { advice: clockAdvice }),
    });
  }
  if (isAboutIdToken(caught)) {
    return new AuthError('token-invalid', `The tokens from ${name} failed validation.`, { cause: caught });
  }
  const message = `${name} returned something other than a token response.`;
  return new AuthError(malformed, message, { cause: caught });
}

/** Returns whether a check failed for an unknown key or a wrong signature: the provider may have new keys. */
export function mayHaveNewKeys(error: unknown): boolean {
  return codesOf(error).includes('OAUTH_KEY_SELECTION_FAILED') || causeChain(error).some(isSignatureFailure);
}

/** Returns whether a check failed only because of the time. */
export function isTimeFailure(error: unknown): boolean {
  return codesOf(error).includes('OAUTH_JWT_TIMESTAMP_CHECK_FAILED');
}

function isSignatureFailure(cause: Cause): boolean {
  return Object.hasOwn(cause, 'signature') && Object.hasOwn(cause, 'key');
}

/**
 * Returns the algorithm of an ID token that is unsigned, signed with a shared secret, or signed with an algorithm that
 * the metadata does not list.
 */
export function refusedAlgorithm(caught: unknown): string | undefined {
  for (const cause of causeChain(caught)) {
    const { alg, header, reason } = cause as { alg?: unknown; header?: { alg?: unknown }; reason?: unknown };
    const named = alg ?? (reason === undefined ? undefined : header?.alg);
    if (typeof named === 'string') return printableAlgorithm(named);
  }
  return undefined;
}

/** Returns the algorithm of an untrusted header, if it looks like one (RFC 7518 section 3.1). */
function printableAlgorithm(algorithm: string): string {
  return /^[A-Za-z0-9-]{1,20}$/.test(algorithm) ? algorithm : 'an unknown algorithm';
}

/** Returns whether a signed ID token or user info failed validation. */
export function isJwtFailure(caught: unknown): boolean {
  return codesOf(caught).some((code) => jwtFailures.has(code));
}

function isAboutIdToken(caught: unknown): boolean {
  if (isJwtFailure(caught)) return true;
  return causeChain(caught).some((cause) => aboutIdToken.some((member) => Object.hasOwn(cause, member)));
}
