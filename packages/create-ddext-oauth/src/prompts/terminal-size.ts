import { stream } from '../streams.ts';

/**
 * Assumes the usual size for a terminal of unknown size, which reports 0. Every letter would then get its own line, and nothing would be
 * redrawn.
 */
export function assumeSize(): void {
  const stdout = stream('stdout');
  if (stdout.columns === 0) stdout.columns = 80;
  if (stdout.rows === 0) stdout.rows = 24;
}
