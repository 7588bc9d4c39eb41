import { outOfOrder } from './client.ts';
import { AuthError, type AuthErrorCode, authErrorBehind } from './errors.ts';
import type { ResolvedProvider } from './settings.ts';

/** What openid-client throws, by shape: its classes are loaded with it, and only the shape crosses module realms. */
interface ProtocolError {
  readonly name?: string;
  readonly code?: string;
  readonly error?: string;
  readonly error_description?: string;
  readonly status?: number;
  readonly message?: string;
  readonly cause?: unknown;
}

/** What openid-client hands along with a refusal of its own tells what it was looking at. */
const subjects: Readonly<Record<string, 'answer' | 'id-token'>> = {
  parameters: 'answer',
  claims: 'id-token',
  header: 'id-token',
  signature: 'id-token',
  candidates: 'id-token',
  algorithm: 'id-token',
};

/** openid-client's codes for an ID token that fails validation. */
const idTokenFailures = new Set([
  'OAUTH_JWT_CLAIM_COMPARISON_FAILED',
  'OAUTH_JWT_TIMESTAMP_CHECK_FAILED',
  'OAUTH_KEY_SELECTION_FAILED',
]);

/** openid-client's codes for an endpoint that the provider does not name, or that is no https address. */
const metadataFailures = new Set([
  'OAUTH_MISSING_SERVER_METADATA',
  'OAUTH_INVALID_SERVER_METADATA',
  'OAUTH_HTTP_REQUEST_FORBIDDEN',
  'OAUTH_REQUEST_PROTOCOL_FORBIDDEN',
]);

/**
 * What went wrong at a token endpoint, as an AuthError: the provider's own words where it has some, never a token.
 *
 * @param refusal the code for an answer that refuses the request (RFC 6749 section 5.2)
 */
export function tokenError(provider: ResolvedProvider, caught: unknown, refusal: AuthErrorCode): AuthError {
  const own = authErrorBehind(caught);
  if (own) return own;
  const error = caught as ProtocolError;
  const failed = (code: AuthErrorCode, message: string) => new AuthError(code, message, { cause: caught });
  const status = outOfOrder(caught);
  if (status) {
    return failed('provider-unreachable', `${provider.name} is out of order: it answered ${status}.`);
  }
  if (isResponseBodyError(caught)) {
    return failed(refusal, `${provider.name} did not accept the request: ${errorOf(error)}.`);
  }
  if (codesOf(caught).some((code) => metadataFailures.has(code))) {
    return failed(
      'provider-misconfigured',
      `${provider.name} names an endpoint that cannot be used, or none.`,
    );
  }
  const subject = subjectOf(caught);
  if (subject === 'answer') {
    return failed(
      'response-invalid',
      `The answer from ${provider.name} does not match the sign-in it belongs to.`,
    );
  }
  if (subject === 'id-token' || (error.code && idTokenFailures.has(error.code))) {
    return failed('token-invalid', `The tokens from ${provider.name} failed validation.`);
  }
  return failed(refusal, `${provider.name} answered something that is not a token response.`);
}

/** Whether the provider refused in so many words (RFC 6749 section 5.2), rather than failing. */
export function isResponseBodyError(caught: unknown): boolean {
  return (caught as ProtocolError | undefined)?.code === 'OAUTH_RESPONSE_BODY_ERROR';
}

/** The provider's own words (RFC 6749 sections 4.1.2.1 and 5.2), without the full stop that a sentence of ours adds. */
export function errorOf({
  error,
  error_description,
}: {
  error?: string;
  error_description?: string;
}): string {
  return [error, error_description?.replace(/\.$/, '')].filter(Boolean).join(': ');
}

function codesOf(caught: unknown): readonly string[] {
  const codes: string[] = [];
  for (let error = caught as ProtocolError | undefined; error; error = error.cause as typeof error) {
    if (typeof error.code === 'string') codes.push(error.code);
  }
  return codes;
}

function subjectOf(caught: unknown): 'answer' | 'id-token' | undefined {
  for (
    let error = caught as ProtocolError | undefined;
    error;
    error = error.cause as ProtocolError | undefined
  ) {
    for (const [key, subject] of Object.entries(subjects)) if (Object.hasOwn(error, key)) return subject;
  }
  return undefined;
}
