import { setMaxListeners } from 'node:events';
import { preflight, type RawOptions } from '@ddext-oauth/scaffold';
import type { Interruption } from '../interruption.ts';
import { stream } from '../streams.ts';
import { version } from '../version.ts';
import { watchKeys } from './answer.ts';
import { interview } from './interview.ts';
import { adjust, questions } from './questions.ts';
import { reviewOf } from './review.ts';

/** Asks a person at a terminal for what the command line leaves open. */
export async function ask(given: RawOptions, interruption: Interruption): Promise<RawOptions> {
  // A terminal that does not know its size says 0: every letter would get a line of its own, and nothing be drawn anew.
  const stdout = stream('stdout');
  if (stdout.columns === 0) stdout.columns = 80;
  if (stdout.rows === 0) stdout.rows = 24;
  // Before any question: who named a directory that cannot be made hears of it at once.
  if (given.directory !== undefined) await preflight(given.directory);
  // Each prompt listens to the signal, and none ever stops.
  setMaxListeners(0, interruption.signal);
  const clack = await import('./clack.ts');
  const keys = watchKeys(clack);
  try {
    clack.intro(`create-ddext-oauth ${version}   Escape goes back, Ctrl-C cancels`);
    return await interview(
      { questions, review: reviewOf(questions), adjust },
      given,
      { clack, keys },
      interruption,
    );
  } finally {
    keys.stop();
  }
}
