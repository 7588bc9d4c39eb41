import type { Interruption } from './interruption.ts';
import type { Output } from './output.ts';

/** What every step may use: where it prints, and the signal that cancels it. */
export interface Session {
  readonly output: Output;
  readonly interruption: Interruption;
}
