import type { Configuration } from 'openid-client';
import { causeChain } from './causes.ts';
import { authenticationOf } from './client-authentication.ts';
import { clockAdvice, clockOffsetBehind, clockProblem } from './clock.ts';
import { AuthError, type AuthErrorCode, authErrorBehind } from './errors.ts';
import { failureStatus, temporaryStatus } from './response-status.ts';
import type { ResolvedProvider } from './settings.ts';

/** What openid-client throws, by shape: its classes are loaded with it, and only the shape crosses module realms. */
interface ProtocolError {
  readonly code?: string;
  readonly error?: string;
  readonly error_description?: string;
}

/** openid-client's codes for an endpoint that the provider does not name, or that is no https address. */
const metadataFailures = new Set([
  'OAUTH_MISSING_SERVER_METADATA',
  'OAUTH_INVALID_SERVER_METADATA',
  'OAUTH_HTTP_REQUEST_FORBIDDEN',
  'OAUTH_REQUEST_PROTOCOL_FORBIDDEN',
]);

/**
 * A failed token request as an AuthError: with the provider's error description if it sent one, never with a token.
 * `checkError` reports what is wrong with the tokens themselves.
 *
 * @param refusal the code for an answer that refuses the request (RFC 6749 section 5.2)
 * @param configuration names the client authentication in the message where that is what was refused
 */
export function tokenError(
  provider: ResolvedProvider,
  caught: unknown,
  refusal: AuthErrorCode,
  configuration?: Configuration,
): AuthError {
  const known = requestError(provider, caught);
  if (known) return known;
  const failed = (message: string, advice?: string) =>
    new AuthError(refusal, message, { cause: caught, ...(advice && { advice }) });
  const { name } = provider;
  if (isClientRefusal(caught)) {
    const clock =
      provider.credential.method === 'private_key_jwt'
        ? clockProblem(name, clockOffsetBehind(caught))
        : undefined;
    const message = `${name} did not accept the request: ${errorOf(caught as ProtocolError)}.`;
    const sentences = [
      message,
      configuration && authenticationOf(provider, configuration.serverMetadata()),
      clock,
    ];
    return failed(sentences.filter(Boolean).join(' '), clock && clockAdvice);
  }
  if (isResponseBodyError(caught)) {
    return failed(`${name} did not accept the request: ${errorOf(caught as ProtocolError)}.`);
  }
  return failed(`${name} answered something that is not a token response.`);
}

/** A request that was not served, whatever it asked for; undefined for an answer that refuses or cannot be read. */
export function requestError(provider: ResolvedProvider, caught: unknown): AuthError | undefined {
  const own = authErrorBehind(caught);
  if (own) return own;
  const { name } = provider;
  const failed = (code: AuthErrorCode, message: string) => new AuthError(code, message, { cause: caught });
  const status = temporaryStatus(caught);
  if (status) return failed('provider-unreachable', `${name} returned HTTP ${status}.`);
  if (codesOf(caught).some((code) => metadataFailures.has(code))) {
    return failed('provider-misconfigured', `${name} names an endpoint that cannot be used, or none.`);
  }
  return undefined;
}

/** Whether no answer came, from a network that failed or an endpoint that does. */
export function isUnreachable(caught: unknown): boolean {
  return authErrorBehind(caught)?.code === 'provider-unreachable';
}

/** Whether the provider refused in so many words (RFC 6749 section 5.2), rather than failing. */
export function isResponseBodyError(caught: unknown): boolean {
  return (caught as ProtocolError | undefined)?.code === 'OAUTH_RESPONSE_BODY_ERROR';
}

/** Whether it is the client's authentication that was refused (RFC 6749 section 5.2): in words, or with a bare 401. */
function isClientRefusal(caught: unknown): boolean {
  const { error } = caught as ProtocolError;
  return error === undefined ? failureStatus(caught) === 401 : error === 'invalid_client';
}

/** The provider's own words (RFC 6749 sections 4.1.2.1 and 5.2), without the full stop that a sentence of ours adds. */
export function errorOf({
  error,
  error_description,
}: {
  error?: string;
  error_description?: string;
}): string {
  return [error ?? 'HTTP 401', error_description?.replace(/\.$/, '')].filter(Boolean).join(': ');
}

/** The codes of an error and of what caused it. */
export function codesOf(caught: unknown): readonly string[] {
  return causeChain(caught)
    .map(({ code }) => code)
    .filter((code) => typeof code === 'string');
}
