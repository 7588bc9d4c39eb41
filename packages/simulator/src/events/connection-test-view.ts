// Types alone: at run time the steps come from the package of the extension that is tried.
import type { TrialPart, TrialStep } from '@ddext-oauth/auth/trial';

export type { TrialPart, TrialStep };

/** A provider of the extension. */
export interface TestableProvider {
  readonly id: string;
  readonly name: string;
  /** Whether no client id is set for it, so that the built-in identity provider plays it. */
  readonly simulated: boolean;
  /** The name of the variable that the client ID is set in, where it is set in one. */
  readonly clientIdVariable?: string;
  /** How tokens are obtained there; the first unless another is chosen. */
  readonly grants: readonly string[];
}

export interface StepName {
  readonly id: string;
  readonly title: string;
}

/** A connection test as it is shown. */
export interface ConnectionTestView {
  readonly provider: TestableProvider;
  readonly redirectUri: string;
  /** All steps, in their order. */
  readonly plan: readonly StepName[];
  /** Those that were made. */
  readonly steps: readonly TrialStep[];
  /** `waiting` is for the browser to come back; `entering` is for the user to enter a device code. */
  readonly state: 'ready' | 'busy' | 'waiting' | 'entering' | 'done' | 'failed';
  /** The step to make next. */
  readonly next?: StepName;
  /** Where the browser is to go; http or https. */
  readonly authorizationUrl?: string;
  /** Of a device code: what the user enters there. */
  readonly userCode?: string;
  readonly grant: string;
}
