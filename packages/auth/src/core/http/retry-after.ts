import { headerBehind } from './header-behind.ts';

/** An upper limit, so that a provider cannot block an extension for a day. */
const LONGEST_MS = 600_000;

/**
 * Returns the Retry-After of the response that caused an error, in seconds or as a date (RFC 9110 section 10.2.3).
 *
 * @param now milliseconds since the epoch
 * @returns milliseconds, at most ten minutes; undefined without a readable header
 */
export function retryAfter(error: unknown, now: number): number | undefined {
  const value = headerBehind(error, 'retry-after')?.trim() ?? '';
  const wait = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now;
  return wait > 0 ? Math.min(wait, LONGEST_MS) : undefined;
}
