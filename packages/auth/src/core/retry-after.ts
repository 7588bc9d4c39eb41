import { headerBehind } from './header-behind.ts';

/** Longer than a rate limit needs, and too short to keep an extension out for a day. */
const LONGEST_MS = 600_000;

/**
 * How long a provider wants no request, where an answer behind an error says so in seconds or with a date
 * (RFC 9110 section 10.2.3).
 *
 * @param now milliseconds since the epoch
 * @returns milliseconds, ten minutes at most; undefined where nothing is asked, or nothing that can be read
 */
export function retryAfter(error: unknown, now: number): number | undefined {
  const value = headerBehind(error, 'retry-after')?.trim() ?? '';
  const wait = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now;
  return wait > 0 ? Math.min(wait, LONGEST_MS) : undefined;
}
