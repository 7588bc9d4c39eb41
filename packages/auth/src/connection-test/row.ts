import type { Evidence } from './failure.ts';

/** One cause of failures. The first matching row is used, so precise rows are first. */
export interface Row {
  readonly when: (evidence: Evidence) => boolean;
  /** A sentence. */
  readonly cause: (evidence: Evidence) => string;
  /** A sentence: the setting to change, and its value. */
  readonly fix: (evidence: Evidence) => string;
}

/** The provider's file, for a sentence. */
export const providerFile = "the provider's file (auth/src/providers)";
