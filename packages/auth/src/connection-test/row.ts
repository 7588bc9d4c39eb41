import type { Evidence } from './failure.ts';

/** One cause of failures. The first row that matches counts, so the more exact one stands first. */
export interface Row {
  readonly when: (evidence: Evidence) => boolean;
  /** A sentence. */
  readonly cause: (evidence: Evidence) => string;
  /** What to change where, with the name of the setting and its value. */
  readonly fix: (evidence: Evidence) => string;
}

/** Where a setting of the provider's file is made, for a sentence. */
export const providerFile = "the provider's file (auth/src/providers)";
