import type { Options, Plan, Target, Written } from '@ddext-oauth/scaffold';
import type { Invocation } from './arguments.ts';
import type { Interruption } from './interruption.ts';
import type { Output } from './output.ts';

/** What the steps hand on. Each step says in its type which of it it needs, and fills in its own part. */
export interface Context {
  readonly invocation: Invocation;
  readonly output: Output;
  readonly interruption: Interruption;
  /** Sentences about what was done with a doubt, or not at all. */
  readonly warnings: string[];
  options: Options;
  plan: Plan;
  target: Target;
  written: Written | undefined;
  installed: boolean;
}

/** `done` ends the run early, in success. */
export type Step = (context: Context) => Promise<'done' | undefined>;
