import { headerBehind } from './header-behind.ts';

/** A difference that a request on its way does not explain, and that fails time checks. */
const NOTABLE_MS = 60_000;

/**
 * How far this machine's clock is ahead of a server's, by the Date of its answer (RFC 9110 section 6.6.1).
 *
 * @returns milliseconds, negative where this clock is behind; nothing where the answer has no Date
 */
export function serverClockOffset(headers: Headers): { readonly clockOffset?: number } {
  const date = Date.parse(headers.get('date') ?? '');
  return Number.isNaN(date) ? {} : { clockOffset: Date.now() - date };
}

/** The same, for the answer behind an error. */
export function clockOffsetBehind(error: unknown): number | undefined {
  const date = headerBehind(error, 'date');
  return date === undefined ? undefined : serverClockOffset(new Headers({ date })).clockOffset;
}

/** A sentence that names the difference; undefined where it is a minute at most, or not known. */
export function clockProblem(name: string, offset: number | undefined): string | undefined {
  if (offset === undefined || Math.abs(offset) <= NOTABLE_MS) return undefined;
  const minutes = Math.round(Math.abs(offset) / 60_000);
  const amount = minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
  return `This computer's clock is ${amount} ${offset > 0 ? 'ahead of' : 'behind'} ${name}'s.`;
}

/** What the person can do about a {@link clockProblem}. */
export const clockAdvice = 'Set the date and time of this computer, then sign in again.';
