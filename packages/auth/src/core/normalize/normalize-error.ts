import { isMembers, type Members } from '../http/response-body.ts';
import { printable, wholeSeconds } from './normalize-values.ts';

/** An error response: RFC 6749 section 5.2, and the `interval` that GitHub's `slow_down` comes with. */
export interface ErrorMembers {
  readonly error: string;
  readonly error_description?: string;
  readonly error_uri?: string;
  readonly interval?: number;
}

const CODE_LENGTH = 64;
const DESCRIPTION_LENGTH = 512;
const URI_LENGTH = 2048;

/** Codes with one meaning everywhere. A sentence or nested member can therefore be converted to them. */
const standardCodes: ReadonlySet<string> = new Set([
  // RFC 6749 section 5.2
  'invalid_request',
  'invalid_client',
  'invalid_grant',
  'unauthorized_client',
  'unsupported_grant_type',
  'invalid_scope',
  // RFC 6749 section 4.1.2.1
  'access_denied',
  'server_error',
  'temporarily_unavailable',
  // RFC 8628 section 3.5
  'authorization_pending',
  'slow_down',
  'expired_token',
  // RFC 9449 sections 5 and 8
  'invalid_dpop_proof',
  'use_dpop_nonce',
]);

/**
 * Twitch's messages, with underscores. Twitch sends no `error` member.
 *
 * @see https://dev.twitch.tv/docs/authentication/getting-tokens-oauth
 * @see https://dev.twitch.tv/docs/authentication/refresh-tokens
 */
const messageCodes: ReadonlyMap<string, string> = new Map([
  ['invalid_refresh_token', 'invalid_grant'],
  ['invalid_authorization_code', 'invalid_grant'],
  ['invalid_device_code', 'invalid_grant'],
  ['invalid_client_secret', 'invalid_client'],
  ['missing_client_secret', 'invalid_client'],
]);

/** Messages that are more precise than their code. X reports an ended refresh token as an invalid request. */
const messageToErrorCode: ReadonlyMap<unknown, string> = new Map([
  ['Value passed for the token was invalid.', 'invalid_grant'],
]);

/**
 * Facebook's error numbers with a standard meaning.
 *
 * @see https://developers.facebook.com/docs/graph-api/guides/error-handling
 */
const facebookCodes: ReadonlyMap<unknown, string> = new Map([
  [2, 'temporarily_unavailable'],
  [4, 'temporarily_unavailable'],
  [17, 'temporarily_unavailable'],
  [102, 'invalid_grant'],
  [190, 'invalid_grant'],
]);

/** The code for a status without a code in the body (RFC 6749 section 5.2, RFC 6585 section 4). */
const statusCodes: ReadonlyMap<number, string> = new Map([
  [401, 'invalid_client'],
  [429, 'temporarily_unavailable'],
]);

/**
 * Converts a body to the error members of RFC 6749 section 5.2. Other members, such as a token, are dropped, because
 * errors are logged. Undefined if the body reports no error. A falsy `error` is none.
 *
 * @param status the HTTP status. A body with only a `message` is an error if the status is one
 */
export function errorMembers(received: Members, status: number): ErrorMembers | undefined {
  const failed =
    Boolean(received.error) || received.ok === false || (status >= 400 && Boolean(received.message));
  if (!failed) return undefined;
  const nested = isMembers(received.error) ? received.error : {};
  const message = [received.error_description, received.message, nested.message].find(
    (text) => typeof text === 'string',
  );
  const error = codeOf(received.error, nested, message, status);
  const description = printable(message, DESCRIPTION_LENGTH);
  const uri = printable(received.error_uri, URI_LENGTH);
  const interval = wholeSeconds(received.interval);
  return {
    error,
    ...(description && description !== error && { error_description: description }),
    ...(uri && { error_uri: uri }),
    ...(interval && { interval }),
  };
}

/** Returns the standard code, from any place in the body, or the provider's own code. */
function codeOf(error: unknown, nested: Members, message: unknown, status: number): string {
  return (
    messageToErrorCode.get(message) ??
    standardCode(error) ??
    standardCode(nested.code) ??
    standardCode(nested.type) ??
    messageCode(message) ??
    // Other providers also use numbers. Facebook's errors have a type.
    (typeof nested.type === 'string' ? facebookCodes.get(nested.code) : undefined) ??
    printable(error, CODE_LENGTH) ??
    statusCodes.get(status) ??
    'invalid_request'
  );
}

function standardCode(value: unknown): string | undefined {
  return typeof value === 'string' && standardCodes.has(value) ? value : undefined;
}

/**
 * Returns the code of a message that consists of its words: "Invalid grant", "authorization_pending", "Invalid refresh
 * token".
 */
function messageCode(message: unknown): string | undefined {
  const code = printable(message, CODE_LENGTH)?.toLowerCase().replaceAll(' ', '_');
  return standardCode(code) ?? messageCodes.get(code ?? '');
}
