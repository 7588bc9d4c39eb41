import type { Grant } from '@ddext-oauth/providers';
import type { Configuration } from 'oidc-provider';
import type { ProviderSettings } from '../../../core/client/settings.ts';
import {
  metadataOf,
  type ScriptedProvider,
  type ScriptedResponse,
} from '../../../testing/servers/scripted-provider.ts';
import type { Diagnosis } from '../../diagnosis.ts';
import type { ConnectionTestStepId } from '../../step.ts';
import type { ChangeCallback } from '../run-through.ts';

/** One misconfiguration at one server, and the expected diagnosis. */
export interface Misconfiguration {
  readonly what: string;
  /** Scripts a server with the responses of the server in the title. */
  readonly script?: (server: ScriptedProvider) => void;
  /** A real oidc-provider, instead of a scripted server. */
  readonly real?: Configuration;
  readonly settings?: Partial<ProviderSettings>;
  /**
   * Replaces the correct variables.
   *
   * @param issuer the correct issuer
   */
  readonly variables?: (issuer: string) => Readonly<Record<string, string | undefined>>;
  readonly grant?: Grant;
  readonly changeCallback?: ChangeCallback;
  readonly insecureLoopbackIssuer?: boolean;
  /** Seconds. */
  readonly timeout?: number;
  readonly step: ConnectionTestStepId;
  readonly status?: 'failed' | 'remark';
  readonly code: Diagnosis['code'];
  readonly cause: RegExp;
  readonly fix: RegExp;
}

export const redirectUri = 'http://127.0.0.1:51234/callback/work';
export const secret =
  (value = 's3cret') =>
  () => ({ WORK_CLIENT_SECRET: value });

export const refuse =
  (error: string, error_description?: string, status = 400) =>
  (): ScriptedResponse => ({ status, body: { error, ...(error_description && { error_description }) } });

export const empty = (status: number) => (): ScriptedResponse => ({ status, body: '' });

export const page = (status: number, text: string) => (): ScriptedResponse => ({
  status,
  headers: { 'content-type': 'text/html' },
  body: `<html><head><title>Error</title><style>client not found</style></head><body><p>${text}</p></body></html>`,
});

/** Scripts a server with this metadata and these responses. */
export const serving =
  (metadata: object, overrides: ScriptedProvider['overrides'] = {}) =>
  (server: ScriptedProvider): void => {
    server.overrides = {
      discovery: () => ({ body: { ...metadataOf(server.issuer), ...metadata } }),
      ...overrides,
    };
  };

/** The callback contains an error of the provider. */
export const denied =
  (error: string, error_description?: string): ChangeCallback =>
  (query) =>
    new URLSearchParams({
      error,
      ...(error_description && { error_description }),
      state: query.get('state') ?? '',
    });
