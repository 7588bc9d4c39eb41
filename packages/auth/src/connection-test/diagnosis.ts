import type { AuthErrorCode } from '../core/errors.ts';
import { clientRows } from './causes/client.ts';
import { connectionRows } from './causes/connection.ts';
import { issuerRows, metadataRows } from './causes/discovery.ts';
import { dpopRows } from './causes/dpop.ts';
import { claimRows, signatureRows } from './causes/id-token.ts';
import { requestRows } from './causes/request.ts';
import { settingRows } from './causes/settings.ts';
import { callbackRows, responseRows, unavailableRows } from './causes/tokens.ts';
import { type Failure, readFailure } from './failure.ts';
import { redirectFieldOf } from './fields.ts';
import type { Row } from './row.ts';

/** Why a step failed, or a remark about it: the likely cause, and the setting to fix. Each is a sentence. */
export interface Diagnosis {
  readonly code: AuthErrorCode | 'no-callback' | 'no-refresh-token' | 'not-revoked';
  readonly message: string;
  readonly cause: string;
  readonly fix: string;
}

/** All causes, the most precise first: the runtime's error, the provider's error, then the kind of request. */
const rows: readonly Row[] = [
  ...settingRows,
  ...connectionRows,
  ...issuerRows,
  ...signatureRows,
  ...dpopRows,
  ...unavailableRows,
  ...metadataRows,
  ...clientRows,
  ...requestRows,
  ...callbackRows,
  ...claimRows,
  ...responseRows,
];

const otherwise: Row = {
  when: () => true,
  cause: () => 'The provider returned no known reason.',
  fix: ({ name, places }) =>
    `Compare ${places.clientId}, ${places.issuer} and the settings of your app at ${name} with the fields below.`,
};

/** Explains why a step failed. */
export function diagnose(failure: Failure): Diagnosis {
  const evidence = readFailure(failure);
  const { code, message } = evidence;
  const { cause, fix } = rows.find(({ when }) => when(evidence)) ?? otherwise;
  return { code, message, cause: cause(evidence), fix: fix(evidence) };
}

/**
 * Explains why the browser did not return, from the provider's page.
 *
 * @param page the text of an error page; undefined if the provider shows none, or was not requested
 */
export function diagnoseMissingCallback(failure: Failure, page: string | undefined): Diagnosis {
  const { preset, redirectUri, places, grant } = failure;
  if (grant === 'device_code') return diagnoseNoCode(failure);
  const message = `The browser did not come back from ${preset.name}.`;
  const evidence = readFailure(failure, page);
  const row =
    page === undefined ? undefined : [...clientRows, ...requestRows].find(({ when }) => when(evidence));
  if (row) return { code: 'no-callback', message, cause: row.cause(evidence), fix: row.fix(evidence) };
  const byScheme = redirectUri.startsWith('docker-desktop:');
  return {
    code: 'no-callback',
    message,
    cause: byScheme
      ? `${preset.name} refused the redirect URI, its page's form-action policy stops the scheme, or no Docker Desktop took the link.`
      : `${preset.name} shows an error of its own, mostly that the client ID or the redirect URI is unknown.`,
    fix: `Compare ${places.clientId} with the client ID at ${preset.name}, and register exactly ${redirectUri} as "${redirectFieldOf(preset)}" there.`,
  };
}

function diagnoseNoCode({ preset, places }: Failure): Diagnosis {
  return {
    code: 'no-callback',
    message: `The code was not entered at ${preset.name}.`,
    cause: `The page of ${preset.name} did not take the code, or has no device login for this app.`,
    fix: `Allow the device authorization grant for the app of ${places.clientId} at ${preset.name}.`,
  };
}
