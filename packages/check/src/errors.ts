/** Why a check failed. */
export type CheckErrorCode =
  /** The command line or ddext-check.json is invalid. */
  | 'usage'
  /** The workspace or the image does not exist, or cannot be read. */
  | 'unreadable';

/** An expected failure. Its message is a sentence that says what to do. */
export class CheckError extends Error {
  readonly code: CheckErrorCode;

  constructor(code: CheckErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'CheckError';
    this.code = code;
  }
}

/** The exit codes of the command. */
export const exitMeanings = {
  0: 'no findings, or only silenced ones and those below --fail-on',
  1: 'findings',
  2: 'the command line or ddext-check.json is wrong',
  3: 'the workspace or the image cannot be read',
  4: 'the check is incomplete: no findings, but part of the image was not read, or ddext-check itself failed',
} as const;

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
