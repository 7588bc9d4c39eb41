import { causeChain } from '../core/causes.ts';

/** What a log contains of an error: its kind, never its message. */
export interface LoggedCause {
  readonly name: string;
  /** A code of this package, openid-client or the system: `exchange-failed`, `OAUTH_TIMEOUT`, `ECONNREFUSED`. */
  readonly problem?: string;
  /** The OAuth error code (RFC 6749 section 5.2). */
  readonly error?: string;
  /** The HTTP status of the response that caused it. */
  readonly status?: number;
}

/** Limits the log line. */
const MOST_CAUSES = 6;
const errorName = /^[A-Za-z]{1,40}$/;
const problemCode = /^[A-Za-z][A-Za-z_-]{1,60}$/;
/** The provider controls `error`, so it is logged only if it looks like a registered code. */
const oauthError = /^[a-z_]{1,40}$/;

/**
 * Returns an error and its causes for a log. Messages are omitted: a provider's text, a parser's excerpt or a URL may
 * contain a secret. So are stacks, which start with the message.
 */
export function causesOf(error: unknown): readonly LoggedCause[] {
  return causeChain(error, MOST_CAUSES).map(({ name, code, error: errorCode, status }) => ({
    name: matching(name, errorName) ?? 'unnamed',
    ...optional('problem', matching(code, problemCode)),
    ...optional('error', matching(errorCode, oauthError)),
    ...optional('status', typeof status === 'number' ? status : undefined),
  }));
}

function matching(value: unknown, pattern: RegExp): string | undefined {
  return typeof value === 'string' && pattern.test(value) ? value : undefined;
}

function optional(name: string, value: unknown): object {
  return value === undefined ? {} : { [name]: value };
}
