import type { Diagnosis } from './diagnosis.ts';

/** The steps of a trial, in their order. */
export const trialSteps = [
  'settings',
  'endpoints',
  'authorization',
  'callback',
  'token',
  'profile',
  'refresh',
  'revocation',
] as const;

/** One of {@link trialSteps}. */
export type TrialStepId = (typeof trialSteps)[number];

/** One thing that was sent, received or found out. No value is a secret. */
export interface TrialLine {
  readonly name: string;
  readonly value: string;
  /** What it is for. */
  readonly meaning?: string;
}

/** What was sent and received, or found out, under a heading. */
export interface TrialPart {
  readonly heading: string;
  readonly lines: readonly TrialLine[];
}

/** A step that was made. */
export interface TrialStep {
  readonly id: TrialStepId;
  readonly title: string;
  readonly status: 'done' | 'failed' | 'skipped';
  /** One sentence: what came of it. */
  readonly summary: string;
  readonly parts: readonly TrialPart[];
  /** Of a step that failed. */
  readonly problem?: Diagnosis;
}

/** The name of a step, for a heading or a button. */
export const stepTitles: Readonly<Record<TrialStepId, string>> = {
  settings: 'Settings',
  endpoints: 'Endpoints of the provider',
  authorization: 'Authorization request',
  callback: 'Answer in the browser',
  token: 'Token response',
  profile: 'User info',
  refresh: 'Refresh',
  revocation: 'Revocation',
};
