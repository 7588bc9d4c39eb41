import type { StepName, TestableProvider, TrialStep } from '../events/connection-test-view.ts';

/** What the extension's own files say. */
export interface TestableExtension {
  /** `ORG/NAME`. */
  readonly id: string;
  readonly title: string;
  readonly strategy: string;
  /** The port of 127.0.0.1 that the browser comes back to, where it comes to one. */
  readonly port?: number;
  readonly providers: readonly TestableProvider[];
}

/** What is known of a connection test once it has begun. */
export interface ConnectionTestPlan {
  readonly redirectUri: string;
  readonly grant: string;
  /** All steps, in their order. */
  readonly plan: readonly StepName[];
}

/** What a step leads to. */
export interface ConnectionTestProgress {
  readonly step: TrialStep;
  /** The id of the step to make next; undefined after the last one, and after one that failed. */
  readonly next?: string;
  /** The page for the browser, once it is known. */
  readonly authorizationUrl?: string;
  /** Of a device code: what the user enters on that page. */
  readonly userCode?: string;
}

/** The word for a grant on a button and in a list. */
export function grantTitle(grant: string): string {
  const titles: Readonly<Record<string, string>> = {
    authorization_code: 'browser',
    device_code: 'device code',
    client_credentials: 'client credentials',
  };
  return titles[grant] ?? grant;
}

/** The step that lasts until the user has entered a device code. */
export const tokenStep = 'token';

/** The step that takes what the browser brings. */
export const callbackStep = 'callback';
