/** Longer than a provider that is busy needs, and no way to keep an extension out for a day. */
const LONGEST_MS = 600_000;

/**
 * How long a provider asks to be left alone, where an answer behind an error says so in seconds or with a date
 * (RFC 9110 section 10.2.3).
 *
 * @param now milliseconds since the epoch
 * @returns milliseconds, ten minutes at most; undefined where nothing is asked, or nothing that can be read
 */
export function retryAfter(error: unknown, now: number): number | undefined {
  const value = headerBehind(error)?.trim() ?? '';
  const wait = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now;
  return wait > 0 ? Math.min(wait, LONGEST_MS) : undefined;
}

/** openid-client keeps the Response as a cause, or as a member of the error. */
function headerBehind(error: unknown): string | undefined {
  for (let current = error as Failure | undefined; current; current = current.cause) {
    const headers = (current.response ?? current).headers;
    if (typeof headers?.get === 'function') return headers.get('retry-after') ?? undefined;
  }
  return undefined;
}

interface Failure {
  readonly headers?: Headers;
  readonly response?: { readonly headers?: Headers };
  readonly cause?: Failure;
}
