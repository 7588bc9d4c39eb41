import { type Cause, causeChain } from './causes.ts';
import { clockAdvice, clockProblem } from './clock.ts';
import { AuthError, type AuthErrorCode } from './errors.ts';
import { keyProblem } from './keys.ts';
import type { ResolvedProvider } from './settings.ts';
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
 * What an answer of the token endpoint failed its check with, as an AuthError.
 *
 * @param malformed the code for an answer that is no token response (RFC 6749 section 5.1)
 * @returns `token-invalid` for an ID token that does not pass; `provider-unreachable` or `provider-misconfigured` where
 *   the provider's keys cannot be had, which says nothing of the token
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
  const message = `${name} answered something that is not a token response.`;
  return new AuthError(malformed, message, { cause: caught });
}

/** Whether a check failed for a key that is not known, or not the one that signed: the provider may have new ones. */
export function mayHaveNewKeys(error: unknown): boolean {
  return codesOf(error).includes('OAUTH_KEY_SELECTION_FAILED') || causeChain(error).some(isSignatureFailure);
}

/** Whether a check failed for the time alone. */
export function isTimeFailure(error: unknown): boolean {
  return codesOf(error).includes('OAUTH_JWT_TIMESTAMP_CHECK_FAILED');
}

function isSignatureFailure(cause: Cause): boolean {
  return Object.hasOwn(cause, 'signature') && Object.hasOwn(cause, 'key');
}

/** The algorithm of an ID token that is signed with a shared secret, not at all, or by one that the metadata does not list. */
export function refusedAlgorithm(caught: unknown): string | undefined {
  for (const cause of causeChain(caught)) {
    const { alg, header, reason } = cause as { alg?: unknown; header?: { alg?: unknown }; reason?: unknown };
    const named = alg ?? (reason === undefined ? undefined : header?.alg);
    if (typeof named === 'string') return printableAlgorithm(named);
  }
  return undefined;
}

/** What an untrusted header names, as far as it looks like an algorithm (RFC 7518 section 3.1). */
function printableAlgorithm(algorithm: string): string {
  return /^[A-Za-z0-9-]{1,20}$/.test(algorithm) ? algorithm : 'an unknown algorithm';
}

/** Whether a signed ID token or user info was read, and failed validation. */
export function isJwtFailure(caught: unknown): boolean {
  return codesOf(caught).some((code) => jwtFailures.has(code));
}

function isAboutIdToken(caught: unknown): boolean {
  if (isJwtFailure(caught)) return true;
  return causeChain(caught).some((cause) => aboutIdToken.some((member) => Object.hasOwn(cause, member)));
}
