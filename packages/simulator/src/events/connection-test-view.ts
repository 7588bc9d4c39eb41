// Types only. At runtime, the steps come from the auth package of the tested extension.
import type { ConnectionTestPart, ConnectionTestStep } from '@ddext-oauth/auth/connection-test';

export type { ConnectionTestPart, ConnectionTestStep };

/** A provider of the extension. */
export interface TestableProvider {
  readonly id: string;
  readonly name: string;
  /** Whether the test identity provider is used in its place, because no client ID is set. */
  readonly simulated: boolean;
  /** The variable that the client ID is read from, if it is read from one. */
  readonly clientIdVariable?: string;
  /** Grants of the provider. The first is the default. */
  readonly grants: readonly string[];
}

export interface StepName {
  readonly id: string;
  readonly title: string;
}

/** State of a connection test, for the dashboard and the terminal. */
export interface ConnectionTestView {
  readonly provider: TestableProvider;
  readonly redirectUri: string;
  /** All steps in order. */
  readonly plan: readonly StepName[];
  /** The completed steps. */
  readonly steps: readonly ConnectionTestStep[];
  /** `waiting`: for the callback of the browser. `entering`: for the user to enter a device code. */
  readonly state: 'ready' | 'busy' | 'waiting' | 'entering' | 'done' | 'failed';
  /** The next step. */
  readonly next?: StepName;
  /** The http or https URL to open in the browser. */
  readonly authorizationUrl?: string;
  /** The device code that the user enters there. */
  readonly userCode?: string;
  readonly grant: string;
}
