/** What a log says of an error: what kind it is, never what it says. */
export interface LoggedCause {
  readonly name: string;
  /** Ours, openid-client's or the system's: `exchange-failed`, `OAUTH_TIMEOUT`, `ECONNREFUSED`. */
  readonly problem?: string;
  /** The OAuth error code (RFC 6749 section 5.2). */
  readonly error?: string;
  /** The HTTP status of the answer behind it. */
  readonly status?: number;
}

/** Long chains are not worth their lines, and a chain may lead back to where it began. */
const MOST_CAUSES = 6;
const errorName = /^[A-Za-z]{1,40}$/;
const problemCode = /^[A-Za-z][A-Za-z_-]{1,60}$/;
/** A provider decides what its `error` is, so only what looks like one of the registered ones is repeated. */
const oauthError = /^[a-z_]{1,40}$/;

/**
 * An error and what caused it. Messages are left out: a provider's words, a parser's excerpt or an address may hold a
 * secret. So are stacks, which begin with the message.
 */
export function causesOf(error: unknown): readonly LoggedCause[] {
  const causes: LoggedCause[] = [];
  for (let current = error; isObject(current) && causes.length < MOST_CAUSES; current = current.cause) {
    const { name, code, error: said, status } = current;
    causes.push({
      name: matching(name, errorName) ?? 'unnamed',
      ...optional('problem', matching(code, problemCode)),
      ...optional('error', matching(said, oauthError)),
      ...optional('status', typeof status === 'number' ? status : undefined),
    });
  }
  return causes;
}

function matching(value: unknown, pattern: RegExp): string | undefined {
  return typeof value === 'string' && pattern.test(value) ? value : undefined;
}

function optional(name: string, value: unknown): object {
  return value === undefined ? {} : { [name]: value };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
