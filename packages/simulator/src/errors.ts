/** What went wrong, for a program; the message says it for a user. */
export type SimulatorErrorCode =
  | 'extension-invalid'
  | 'api-version-incompatible'
  | 'image-invalid'
  | 'options-invalid'
  | 'port-unavailable'
  | 'backend-failed'
  | 'ui-failed'
  | 'link-invalid'
  | 'not-built'
  | 'sign-in-failed'
  | 'connection-test-failed'
  | 'provider-unknown';

/** Every failure the simulator expects. Its message is one sentence or two and says what to do. */
export class SimulatorError extends Error {
  override readonly name = 'SimulatorError';
  readonly code: SimulatorErrorCode;

  constructor(code: SimulatorErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** The message of whatever was thrown; it need not be an Error of this realm. */
export function messageOf(error: unknown): string {
  const message = (error as { message?: unknown } | null | undefined)?.message;
  return typeof message === 'string' ? message : String(error);
}

/** The error for an invalid command line or option. */
export function invalidOption(message: string): SimulatorError {
  return new SimulatorError('options-invalid', message);
}
