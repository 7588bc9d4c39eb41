import type { Place } from './place.ts';
import type { Severity } from './severity.ts';

/** A place where a rule is broken, or a file cannot be read. */
export interface Problem extends Place {
  /** A sentence about this place. */
  readonly message: string;
  /** If it is not that of the rule. */
  readonly severity?: Severity;
}

/** A problem at a place. */
export function problem({ file, line }: Place, message: string, severity?: Severity): Problem {
  return { message, file, line, ...(severity && { severity }) };
}
