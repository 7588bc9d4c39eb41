import type { Extension, Grant } from '@ddext-oauth/providers';
import type { Configuration } from 'openid-client';
import type { AuthorizationRequest } from '../core/authorize.ts';
import type { ClientOptions } from '../core/client.ts';
import type { DeviceAuthorization } from '../core/device.ts';
import type { AuthError } from '../core/errors.ts';
import type { Observation } from '../core/fetch.ts';
import type { Pause } from '../core/pause.ts';
import type { ProviderSettings, ReadVariable, ResolvedProvider } from '../core/settings.ts';
import type { Tokens } from '../core/tokens.ts';
import type { SimulatedProvider } from '../session/simulated-provider.ts';
import { shown } from './redaction.ts';
import type { ConnectionTestPart, ConnectionTestStep } from './step.ts';

/** What a connection is tested with: what an `Auth` has, except for a store, because nothing is kept. */
export interface ConnectionTestOptions extends ClientOptions {
  readonly extension: Extension;
  readonly settings: ProviderSettings;
  readonly read: ReadVariable;
  readonly simulatedProvider?: SimulatedProvider;
  /** The grant to test; the first of the provider's grants unless given. */
  readonly grant?: Grant;
  /** Waits between two polls of a device code; a timer unless given. */
  readonly pause?: Pause;
}

/** What the steps of one connection test hand on to each other. */
export interface ConnectionTestContext {
  readonly options: ConnectionTestOptions;
  readonly grant: Grant;
  readonly redirectUri: string;
  /** What went over the wire in the present step. */
  readonly observed: Observation[];
  /** Aborts where the person gives up. */
  readonly signal: AbortSignal;
  provider?: ResolvedProvider;
  configuration?: Configuration;
  request?: AuthorizationRequest;
  response?: URLSearchParams;
  device?: DeviceAuthorization;
  tokens?: Tokens;
}

/** Something that does not keep people from signing in. */
export interface Remark {
  readonly code: 'no-refresh-token' | 'not-revoked' | AuthError['code'];
  readonly cause: string;
  readonly fix: string;
}

/** What a step results in, before it has a name. */
export interface Made extends Pick<ConnectionTestStep, 'summary' | 'parts'> {
  readonly status?: 'done' | 'skipped';
  readonly remark?: Remark;
}

/** Makes one step. */
export type Work = (context: ConnectionTestContext) => Promise<Made>;

/** The browser never brought an answer. */
export class NoCallback extends Error {}

/** What an earlier step found out; steps are made in their order. */
export function known<T>(value: T | undefined): T {
  if (value === undefined) throw new RangeError('An earlier step is missing.');
  return value;
}

/** Values under a heading, without the secrets among them. */
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
