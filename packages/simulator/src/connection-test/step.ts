import type { ConnectionTestStep, StepName, TestableProvider } from '../events/connection-test-view.ts';

/** The contents of the extension's own files. */
export interface TestableExtension {
  /** `ORG/NAME`. */
  readonly id: string;
  readonly title: string;
  readonly strategy: string;
  /** The port of 127.0.0.1 that receives the callback, if there is one. */
  readonly port?: number;
  readonly providers: readonly TestableProvider[];
}

/** The plan of a connection test, known at its start. */
export interface ConnectionTestPlan {
  readonly redirectUri: string;
  readonly grant: string;
  /** All steps in order. */
  readonly plan: readonly StepName[];
}

/** The result of a step. */
export interface ConnectionTestProgress {
  readonly step: ConnectionTestStep;
  /** The ID of the next step; undefined after the last step or a failed one. */
  readonly next?: string;
  /** The page to open in the browser, if known. */
  readonly authorizationUrl?: string;
  /** The device code that the user enters on that page. */
  readonly userCode?: string;
}

/** The name of a grant on a button and in a list. */
export function grantTitle(grant: string): string {
  const titles: Readonly<Record<string, string>> = {
    authorization_code: 'browser',
    device_code: 'device code',
    client_credentials: 'client credentials',
  };
  return titles[grant] ?? grant;
}

/** The step that waits until the user has entered a device code. */
export const tokenStep = 'token';

/** The step that handles the callback of the browser. */
export const callbackStep = 'callback';
