import { setMaxListeners } from 'node:events';
import { preflight, type RawOptions, type ResolvedOptions } from '@ddext-oauth/scaffold';
import type { Interruption } from '../interruption.ts';
import { version } from '../version.ts';
import { watchKeys } from './answer.ts';
import { interview } from './interview.ts';
import { adjust, questions } from './questions.ts';
import { reviewOf } from './review.ts';
import { assumeSize } from './terminal-size.ts';

/** Prompts for the options that the command line does not contain, in a terminal. */
export async function ask(given: RawOptions, interruption: Interruption): Promise<ResolvedOptions> {
  assumeSize();
  // Before the first prompt: a directory that cannot be created is an error at once.
  if (given.directory !== undefined) await preflight(given.directory);
  // Each prompt listens to the signal, and does not remove its listener.
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
