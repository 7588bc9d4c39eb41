import type { Place } from './place.ts';

/** A place where a rule is broken, or a file cannot be read. */
export interface Problem extends Place {
  /** A sentence about this place. */
  readonly message: string;
}

/** A problem at a place. */
export function problem({ file, line }: Place, message: string): Problem {
  return { message, file, line };
}
