import type { Grant } from '@ddext-oauth/providers';
import type { Diagnosis } from './diagnosis.ts';

/**
 * All steps of a connection test. The grant decides which of them run: see {@link stepsOf}.
 *
 * @example
 *   const number = connectionTestSteps.indexOf('token') + 1;
 */
export const connectionTestSteps = [
  'settings',
  'endpoints',
  'authorization',
  'callback',
  'device',
  'token',
  'profile',
  'refresh',
  'revocation',
] as const;

/** One of {@link connectionTestSteps}. */
export type ConnectionTestStepId = (typeof connectionTestSteps)[number];

const after = ['profile', 'refresh', 'revocation'] as const;

/** The steps for each grant, in order. */
const steps: Readonly<Record<Grant, readonly ConnectionTestStepId[]>> = {
  authorization_code: ['settings', 'endpoints', 'authorization', 'callback', 'token', ...after],
  device_code: ['settings', 'endpoints', 'device', 'token', ...after],
  client_credentials: ['settings', 'endpoints', 'token', 'revocation'],
};

/**
 * Returns the steps of a connection test of a grant, in order.
 *
 * @example
 *   stepsOf('client_credentials'); // ['settings', 'endpoints', 'token', …]
 */
export function stepsOf(grant: Grant): readonly ConnectionTestStepId[] {
  return steps[grant];
}

/** One value that was sent, received or determined. It is never a secret. */
export interface ConnectionTestLine {
  readonly name: string;
  readonly value: string;
  /** The purpose of the value. */
  readonly meaning?: string;
}

/** Values with a heading. */
export interface ConnectionTestPart {
  readonly heading: string;
  readonly lines: readonly ConnectionTestLine[];
}

/** A completed step. */
export interface ConnectionTestStep {
  readonly id: ConnectionTestStepId;
  readonly title: string;
  /** `remark`: the step succeeded, and `problem` contains a possible improvement. */
  readonly status: 'done' | 'remark' | 'failed' | 'skipped';
  /** The result, as one sentence. */
  readonly summary: string;
  readonly parts: readonly ConnectionTestPart[];
  /** Present for a failed step, or one with a remark. */
  readonly problem?: Diagnosis;
}

/**
 * The title of each step, for a heading or a button.
 *
 * @example
 *   const headings = stepsOf('device_code').map((step) => stepTitles[step]);
 */
export const stepTitles: Readonly<Record<ConnectionTestStepId, string>> = {
  settings: 'Settings',
  endpoints: 'Endpoints of the provider',
  authorization: 'Authorization request',
  callback: 'Callback in the browser',
  device: 'Device authorization request',
  token: 'Token response',
  profile: 'User info',
  refresh: 'Refresh',
  revocation: 'Revocation',
};
