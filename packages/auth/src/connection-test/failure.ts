import type { Grant, Preset } from '@ddext-oauth/providers';
import type { ServerMetadata } from 'openid-client';
import type { ResolvedProvider } from '../core/client/settings.ts';
import { type AuthErrorCode, asAuthError } from '../core/errors.ts';
import type { Observation } from '../core/http/fetch.ts';
import type { ConnectionTestStepId } from './step.ts';

/** Where a provider's settings are: the names of variables, or of members of the provider's file. */
export interface SettingPlaces {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly issuer: string;
}

/** The input of a diagnosis. */
export interface Failure {
  readonly step: ConnectionTestStepId;
  readonly grant: Grant;
  readonly preset: Preset;
  readonly redirectUri: string;
  readonly places: SettingPlaces;
  readonly caught: unknown;
  /** Undefined before the settings are read. */
  readonly provider: ResolvedProvider | undefined;
  /** Undefined before the endpoints are known. */
  readonly metadata: ServerMetadata | undefined;
  /** The requested scopes. */
  readonly scopes: readonly string[];
  /** The requests and responses of this step. */
  readonly observed: readonly Observation[];
}

/** A {@link Failure} with the details of its error. */
export interface Evidence extends Failure {
  /** The provider's name. */
  readonly name: string;
  /** The code of the AuthError. */
  readonly code: AuthErrorCode;
  readonly message: string;
  /** The provider's error code (RFC 6749 section 5.2). */
  readonly error: string | undefined;
  /** Error code and description, in lower case, without the examples that some servers add in parentheses. */
  readonly errorDescription: string;
  /** The codes among the causes: of the runtime, TLS and openid-client. */
  readonly codes: readonly string[];
  /** Every error among the causes. */
  readonly causes: readonly Cause[];
  /** The HTTP status behind the failure. */
  readonly status: number | undefined;
  /** The last request of the step, with its response. */
  readonly last: Observation | undefined;
}

/** The shape of an error. Classes do not work across module realms. */
export type Cause = Readonly<Record<string, unknown>>;

/**
 * Extracts the details of an error and its causes.
 *
 * @param page the text of the provider's page, if it was requested
 */
export function readFailure(failure: Failure, page?: string): Evidence {
  const { code, message } = asAuthError(failure.caught);
  const causes = causesOf(failure.caught);
  const text = (member: string) => causes.map((cause) => cause[member]).find(isText);
  const error = text('error') ?? (page && codeIn(page));
  const words = [error, text('error_description'), page].filter(isText).join(' ');
  return {
    ...failure,
    name: failure.provider?.name ?? failure.preset.name,
    code,
    message,
    error,
    errorDescription: words.replace(/\((?:e\.g\.|for example)[^)]*\)/gi, '').toLowerCase(),
    codes: causes.flatMap(({ code, name }) => [code, name]).filter(isText),
    causes,
    status: causes.map(({ status }) => status).find((status) => typeof status === 'number'),
    last: failure.observed.at(-1),
  };
}

/** Returns the causes of an error, including those of a connection to several addresses. */
function causesOf(caught: unknown): Cause[] {
  const causes: Cause[] = [];
  const add = (error: unknown) => {
    if (typeof error !== 'object' || error === null || causes.length > 50) return;
    causes.push(error as Cause);
    const { errors, cause } = error as { errors?: unknown; cause?: unknown };
    if (Array.isArray(errors)) errors.forEach(add);
    add(cause);
  };
  add(caught);
  return causes;
}

function codeIn(page: string): string | undefined {
  return /\b(?:invalid|unauthorized|unsupported|access|server|redirect)_[a-z_]+\b/.exec(page)?.[0];
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
