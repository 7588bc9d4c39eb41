/** Why an extension cannot be changed, beside what can be wrong with the options. */
export type ChangeErrorCode = 'record-missing' | 'record-invalid' | 'provider-last';

/** `message` is a sentence for the person who asked, and says what to do. */
export class ChangeError extends Error {
  override readonly name = 'ChangeError';
  readonly code: ChangeErrorCode;

  constructor(code: ChangeErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
