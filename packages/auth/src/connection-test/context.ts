import type { Extension, Grant } from '@ddext-oauth/providers';
import type { Configuration, DPoPHandle } from 'openid-client';
import type { ClientOptions } from '../core/client/client.ts';
import type { ProviderSettings, ReadVariable, ResolvedProvider } from '../core/client/settings.ts';
import type { DpopKey } from '../core/dpop/dpop-key.ts';
import type { DpopKeys } from '../core/dpop/dpop-keys.ts';
import type { AuthError } from '../core/errors.ts';
import type { AuthorizationRequest } from '../core/grants/authorize.ts';
import type { DeviceAuthorization } from '../core/grants/device.ts';
import type { Tokens } from '../core/grants/tokens.ts';
import type { Observation } from '../core/http/fetch.ts';
import type { Pause } from '../core/http/pause.ts';
import type { SimulatedProvider } from '../session/simulated-provider.ts';
import { shown } from './redaction.ts';
import type { ConnectionTestPart, ConnectionTestStep } from './step.ts';

/** Options of `ConnectionTest`: those of an `Auth`, without a store. */
export interface ConnectionTestOptions extends ClientOptions {
  readonly extension: Extension;
  readonly settings: ProviderSettings;
  readonly read: ReadVariable;
  readonly simulatedProvider?: SimulatedProvider;
  /** The grant to test. Default: the first grant of the provider. */
  readonly grant?: Grant;
  /** Waits between two polls of a device code. Default: a timer. */
  readonly pause?: Pause;
}

/** The data that the steps of a connection test share. */
export interface ConnectionTestContext {
  readonly options: ConnectionTestOptions;
  readonly grant: Grant;
  readonly redirectUri: string;
  /** The requests and responses of the current step. */
  readonly observed: Observation[];
  /** Aborts when the user cancels. */
  readonly signal: AbortSignal;
  readonly dpopKeys: DpopKeys;
  provider?: ResolvedProvider;
  configuration?: Configuration;
  request?: AuthorizationRequest;
  response?: URLSearchParams;
  device?: DeviceAuthorization;
  tokens?: Tokens;
  /** The key of the tokens. */
  dpopKey?: DpopKey | undefined;
}

/** A problem that does not prevent a sign-in. */
export interface Remark {
  readonly code: 'no-refresh-token' | 'not-revoked' | AuthError['code'];
  readonly cause: string;
  readonly fix: string;
}

/** The result of a step's function. */
export interface StepResult extends Pick<ConnectionTestStep, 'summary' | 'parts'> {
  readonly status?: 'done' | 'skipped';
  readonly remark?: Remark;
}

/** The function of one step. */
export type StepFunction = (context: ConnectionTestContext) => Promise<StepResult>;

/** The browser did not return to the redirect URI. */
export class NoCallback extends Error {}

/** Asserts a result of an earlier step. Steps run in order. */
export function requireResult<T>(value: T | undefined): T {
  if (value === undefined) throw new RangeError('An earlier step is missing.');
  return value;
}

/** Returns what signs with the key of the tokens. Undefined for bearer tokens. */
export function dpopOf(context: ConnectionTestContext): Promise<DPoPHandle | undefined> {
  const [provider, configuration] = [requireResult(context.provider), requireResult(context.configuration)];
  return context.dpopKeys.handleOf({ provider, configuration }, context.dpopKey);
}

/** Creates a part of a report, without secrets. */
export function partOf(
  heading: string,
  values: Iterable<[string, unknown]>,
  meanings: ReadonlyMap<string, string> = new Map(),
): ConnectionTestPart {
  const lines = [...values].map(([name, value]) => {
    const meaning = meanings.get(name);
    return { name, value: shown(name, value), ...(meaning && { meaning }) };
  });
  return { heading, lines };
}
