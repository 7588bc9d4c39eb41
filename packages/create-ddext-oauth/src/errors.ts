import { ScaffoldError, type ScaffoldErrorCode } from '@ddext-oauth/scaffold';

export type ErrorCode = ScaffoldErrorCode | 'unexpected';

/** What each exit code means, for `--help` and the README. */
export const exitMeanings: Readonly<Record<number, string>> = {
  0: 'the extension is created or changed (with --dry-run: it could be)',
  1: 'unexpected error',
  2: 'unknown option, invalid value, or invalid name',
  3: 'the directory is not empty, or its extension cannot be changed',
  4: 'an option is missing, and there is neither a terminal nor --yes',
  5: 'file system error: no permission, full disk, or a path through a file',
  6: 'the dependencies could not be installed; the extension is complete and kept',
  7: 'the code of --add and --remove could not be loaded; nothing was written',
  130: 'cancelled (ended by the signal itself, except on Windows)',
};

const exitCodes: Readonly<Record<ErrorCode, number>> = {
  unexpected: 1,
  'template-invalid': 1,
  'path-unsafe': 1,
  'record-missing': 1,
  'record-invalid': 1,
  'skip-unknown': 1,
  'provider-last': 1,
  'package-missing': 1,
  'option-unknown': 2,
  'option-repeated': 2,
  'value-missing': 2,
  'value-unwanted': 2,
  'argument-extra': 2,
  'name-invalid': 2,
  'title-invalid': 2,
  'image-invalid': 2,
  'port-invalid': 2,
  'remote-cache-invalid': 2,
  'strategy-unknown': 2,
  'redirect-unknown': 2,
  'exchange-unknown': 2,
  'key-unknown': 2,
  'license-unknown': 2,
  'hosts-unknown': 2,
  'option-not-applicable': 2,
  'workspace-invalid': 2,
  'provider-unknown': 2,
  'provider-twice': 2,
  'provider-impossible': 2,
  'provider-shared-redirect': 2,
  'method-unknown': 2,
  'prefix-invalid': 2,
  'prefix-taken': 2,
  'image-unknown': 2,
  'not-an-extension': 3,
  'addition-impossible': 3,
  'addition-missing': 3,
  'addition-edited': 3,
  'file-changed': 3,
  'target-not-empty': 3,
  'target-not-directory': 3,
  'target-case-collision': 3,
  'no-terminal': 4,
  'working-directory-gone': 5,
  'parent-not-directory': 5,
  'not-writable': 5,
  'read-only': 5,
  'disk-full': 5,
  'quota-exceeded': 5,
  'name-too-long': 5,
  io: 5,
  'install-failed': 6,
  'add-unavailable': 7,
  cancelled: 130,
};

export interface Failure {
  readonly code: ErrorCode;
  readonly message: string;
  readonly exitCode: number;
}

/** The code that changes existing extensions is a package of its own, with a class of its own. */
function isScaffoldError(error: unknown): error is ScaffoldError {
  return error instanceof ScaffoldError || (error instanceof Error && error.name === 'ScaffoldError');
}

/** The failure to report for a thrown value. An unexpected error keeps its stack. */
export function failureOf(error: unknown): Failure {
  if (isScaffoldError(error)) {
    return { code: error.code, message: error.message, exitCode: exitCodes[error.code] };
  }
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const message = `Unexpected error; please report it with the following text.\n${detail}`;
  return { code: 'unexpected', message, exitCode: exitCodes.unexpected };
}
