import { printable, wholeSeconds } from './normalize-values.ts';
import { isMembers, type Members } from './response-body.ts';

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

/** Codes that mean the same everywhere, so that a sentence or a nested member may stand for them. */
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
]);

/**
 * Twitch's messages, as words with underscores; it has no `error` member.
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

/** Messages that say more than their standard code: X calls a refresh token that it ended an invalid request. */
const messageToErrorCode: ReadonlyMap<unknown, string> = new Map([
  ['Value passed for the token was invalid.', 'invalid_grant'],
]);

/**
 * Facebook's numbers that say more than "wrong".
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

/** What a status says where the body has nothing but prose (RFC 6749 section 5.2, RFC 6585 section 4). */
const statusCodes: ReadonlyMap<number, string> = new Map([
  [401, 'invalid_client'],
  [429, 'temporarily_unavailable'],
]);

/**
 * The error that a body is, in the members of RFC 6749 section 5.2 and no other: whatever else it carried, a token
 * among it, is not for logs. Undefined where the body reports none; a falsy `error` reports none.
 *
 * @param status the HTTP status: a body with nothing but a `message` is an error where the status is one
 */
export function errorMembers(said: Members, status: number): ErrorMembers | undefined {
  const failed = Boolean(said.error) || said.ok === false || (status >= 400 && Boolean(said.message));
  if (!failed) return undefined;
  const nested = isMembers(said.error) ? said.error : {};
  const message = [said.error_description, said.message, nested.message].find(
    (text) => typeof text === 'string',
  );
  const error = codeOf(said.error, nested, message, status);
  const description = printable(message, DESCRIPTION_LENGTH);
  const uri = printable(said.error_uri, URI_LENGTH);
  const interval = wholeSeconds(said.interval);
  return {
    error,
    ...(description && description !== error && { error_description: description }),
    ...(uri && { error_uri: uri }),
    ...(interval && { interval }),
  };
}

/** A standard code from wherever it stands; else the provider's own word, which its documentation explains. */
function codeOf(error: unknown, nested: Members, message: unknown, status: number): string {
  return (
    messageToErrorCode.get(message) ??
    standardCode(error) ??
    standardCode(nested.code) ??
    standardCode(nested.type) ??
    messageCode(message) ??
    // Others number their errors too; Facebook's come with a type.
    (typeof nested.type === 'string' ? facebookCodes.get(nested.code) : undefined) ??
    printable(error, CODE_LENGTH) ??
    statusCodes.get(status) ??
    'invalid_request'
  );
}

function standardCode(value: unknown): string | undefined {
  return typeof value === 'string' && standardCodes.has(value) ? value : undefined;
}

/** A message that is a code in words: "Invalid grant", "authorization_pending", "Invalid refresh token". */
function messageCode(message: unknown): string | undefined {
  const code = printable(message, CODE_LENGTH)?.toLowerCase().replaceAll(' ', '_');
  return standardCode(code) ?? messageCodes.get(code ?? '');
}
