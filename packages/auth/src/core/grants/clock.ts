import { headerBehind } from '../http/header-behind.ts';

/** A clock difference that is larger than network latency, and fails time checks. */
const NOTABLE_MS = 60_000;

/**
 * Returns how far this machine's clock is ahead of a server's, from the Date header of its response (RFC 9110 section
 * 6.6.1).
 *
 * @returns milliseconds, negative if this clock is behind; an empty object without a Date header
 */
export function serverClockOffset(headers: Headers): { readonly clockOffset?: number } {
  const date = Date.parse(headers.get('date') ?? '');
  return Number.isNaN(date) ? {} : { clockOffset: Date.now() - date };
}

/** Returns the same for the response that caused an error. */
export function clockOffsetBehind(error: unknown): number | undefined {
  const date = headerBehind(error, 'date');
  return date === undefined ? undefined : serverClockOffset(new Headers({ date })).clockOffset;
}

/** Returns a sentence that states the difference. Undefined if it is at most a minute, or unknown. */
export function clockProblem(name: string, offset: number | undefined): string | undefined {
  if (offset === undefined || Math.abs(offset) <= NOTABLE_MS) return undefined;
  const minutes = Math.round(Math.abs(offset) / 60_000);
  const amount = minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
  return `This computer's clock is ${amount} ${offset > 0 ? 'ahead of' : 'behind'} ${name}'s.`;
}

/** The advice for a {@link clockProblem}. */
export const clockAdvice = 'Set the date and time of this computer, then sign in again.';
