import { ScaffoldError, type ScaffoldErrorCode } from '@ddext-oauth/scaffold';

type CommandErrorCode =
  | 'flag-unknown'
  | 'flag-twice'
  | 'value-missing'
  | 'value-unwanted'
  | 'argument-extra'
  | 'no-terminal'
  | 'working-directory-gone'
  | 'install-failed';

export type ErrorCode = ScaffoldErrorCode | CommandErrorCode | 'unexpected';

/** What goes wrong in the command itself; `message` is a complete sentence that says what to do. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  readonly code: CommandErrorCode;

  constructor(code: CommandErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** What each exit code means, for --help. */
export const exitMeanings: Readonly<Record<number, string>> = {
  0: 'the extension is made (with --dry-run: it could be made)',
  1: 'an error that should not happen',
  2: 'an unknown flag, or a value or name that cannot be',
  3: 'the directory is not empty, or its name is taken',
  4: 'something is left to ask, there is no terminal, and no --yes',
  5: 'the file system refuses: permission, a full disk, a path through a file',
  6: 'the dependencies cannot be installed; the extension is complete and stays',
  130: 'cancelled (ended by the signal itself, except on Windows)',
};

const exitCodes: Readonly<Record<ErrorCode, number>> = {
  unexpected: 1,
  'template-invalid': 1,
  'path-unsafe': 1,
  'package-missing': 1,
  'flag-unknown': 2,
  'flag-twice': 2,
  'value-missing': 2,
  'value-unwanted': 2,
  'argument-extra': 2,
  'name-invalid': 2,
  'title-invalid': 2,
  'image-invalid': 2,
  'port-invalid': 2,
  'strategy-unknown': 2,
  'redirect-unknown': 2,
  'exchange-unknown': 2,
  'option-not-applicable': 2,
  'workspace-invalid': 2,
  'provider-unknown': 2,
  'provider-twice': 2,
  'provider-impossible': 2,
  'provider-shared-redirect': 2,
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
  cancelled: 130,
};

export interface Failure {
  readonly code: ErrorCode;
  readonly message: string;
  readonly exitCode: number;
}

/** Any thrown value as what is told about it. What nobody foresaw keeps its stack, for the report. */
export function failureOf(error: unknown): Failure {
  if (error instanceof ScaffoldError || error instanceof CommandError) {
    return { code: error.code, message: error.message, exitCode: exitCodes[error.code] };
  }
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const message = `This should not happen; please report it with what follows.\n${detail}`;
  return { code: 'unexpected', message, exitCode: exitCodes.unexpected };
}
