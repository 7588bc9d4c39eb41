import type { Configuration } from 'openid-client';
import { causeChain } from '../causes.ts';
import { authenticationOf } from '../client/client-authentication.ts';
import type { ResolvedProvider } from '../client/settings.ts';
import { AuthError, type AuthErrorCode, authErrorBehind } from '../errors.ts';
import { failureStatus, temporaryStatus } from '../http/response-status.ts';
import { clockAdvice, clockOffsetBehind, clockProblem } from './clock.ts';

/** The shape of openid-client's errors. Its classes are loaded with it, and do not work across module realms. */
interface ProtocolError {
  readonly code?: string;
  readonly error?: string;
  readonly error_description?: string;
}

/** openid-client's codes for an endpoint that is missing or not https. */
const metadataFailures = new Set([
  'OAUTH_MISSING_SERVER_METADATA',
  'OAUTH_INVALID_SERVER_METADATA',
  'OAUTH_HTTP_REQUEST_FORBIDDEN',
  'OAUTH_REQUEST_PROTOCOL_FORBIDDEN',
]);

/**
 * Converts a failed token request to an AuthError, with the provider's error description and without tokens.
 * `checkError` converts failed checks of the tokens.
 *
 * @param refusal the code for an error response (RFC 6749 section 5.2)
 * @param configuration adds the client authentication to the message if the client was rejected
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
  if (isProofRefusal(caught)) {
    const clock = clockProblem(name, clockOffsetBehind(caught));
    const message = `${name} did not accept the proof of the extension's key: ${errorOf(caught as ProtocolError)}.`;
    return failed([message, clock].filter(Boolean).join(' '), clock && clockAdvice);
  }
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
  return failed(`${name} returned something other than a token response.`);
}

/**
 * Converts the failure of any request that got no usable response. Undefined for an error response or an unreadable
 * one.
 */
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

/** Returns whether there was no response, because the network or the server failed. */
export function isUnreachable(caught: unknown): boolean {
  return authErrorBehind(caught)?.code === 'provider-unreachable';
}

/** Returns whether the provider sent an error response (RFC 6749 section 5.2). */
export function isResponseBodyError(caught: unknown): boolean {
  return (caught as ProtocolError | undefined)?.code === 'OAUTH_RESPONSE_BODY_ERROR';
}

/**
 * Returns whether the client authentication was rejected (RFC 6749 section 5.2): with its code, or with a 401 without
 * one.
 */
function isClientRefusal(caught: unknown): boolean {
  const { error } = caught as ProtocolError;
  return error === undefined ? failureStatus(caught) === 401 : error === 'invalid_client';
}

/** Returns whether a DPoP proof was rejected (RFC 9449 section 5), which also happens with a wrong clock. */
function isProofRefusal(caught: unknown): boolean {
  return (caught as ProtocolError).error === 'invalid_dpop_proof';
}

/**
 * Returns the provider's error code and description (RFC 6749 sections 4.1.2.1 and 5.2), without a period at the end.
 */
export function errorOf({
  error,
  error_description,
}: {
  error?: string;
  error_description?: string;
}): string {
  return [error ?? 'HTTP 401', error_description?.replace(/\.$/, '')].filter(Boolean).join(': ');
}

/** Returns the codes of an error and its causes. */
export function codesOf(caught: unknown): readonly string[] {
  return causeChain(caught)
    .map(({ code }) => code)
    .filter((code) => typeof code === 'string');
}
