import type { Grant } from '@ddext-oauth/providers';
import type { Diagnosis } from './diagnosis.ts';

/** Every step of a connection test; which of them are made depends on the grant: see {@link stepsOf}. */
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

/** The steps of a connection test of each grant, in their order. */
const steps: Readonly<Record<Grant, readonly ConnectionTestStepId[]>> = {
  authorization_code: ['settings', 'endpoints', 'authorization', 'callback', 'token', ...after],
  device_code: ['settings', 'endpoints', 'device', 'token', ...after],
  client_credentials: ['settings', 'endpoints', 'token', 'revocation'],
};

/** The steps of a connection test of one grant, in their order. */
export function stepsOf(grant: Grant): readonly ConnectionTestStepId[] {
  return steps[grant];
}

/** One thing that was sent, received or found out. No value is a secret. */
export interface ConnectionTestLine {
  readonly name: string;
  readonly value: string;
  /** What it is for. */
  readonly meaning?: string;
}

/** What was sent and received, or found out, under a heading. */
export interface ConnectionTestPart {
  readonly heading: string;
  readonly lines: readonly ConnectionTestLine[];
}

/** A step that was made. */
export interface ConnectionTestStep {
  readonly id: ConnectionTestStepId;
  readonly title: string;
  /** `remark`: it was made, people can sign in, and `problem` says what could be better. */
  readonly status: 'done' | 'remark' | 'failed' | 'skipped';
  /** One sentence: the result. */
  readonly summary: string;
  readonly parts: readonly ConnectionTestPart[];
  /** Of a step that failed, or that has a remark. */
  readonly problem?: Diagnosis;
}

/** The name of a step, for a heading or a button. */
export const stepTitles: Readonly<Record<ConnectionTestStepId, string>> = {
  settings: 'Settings',
  endpoints: 'Endpoints of the provider',
  authorization: 'Authorization request',
  callback: 'Answer in the browser',
  device: 'Device authorization request',
  token: 'Token response',
  profile: 'User info',
  refresh: 'Refresh',
  revocation: 'Revocation',
};
