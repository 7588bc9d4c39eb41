/** The error codes, for a program. The message is for the user. */
export type SimulatorErrorCode =
  | 'extension-invalid'
  | 'api-version-incompatible'
  | 'image-invalid'
  | 'options-invalid'
  | 'docker-failed'
  | 'port-unavailable'
  | 'already-running'
  | 'backend-failed'
  | 'ui-failed'
  | 'link-invalid'
  | 'not-built'
  | 'sign-in-failed'
  | 'connection-test-failed'
  | 'provider-unknown';

/** An expected error of the simulator. Its message says what to do. */
export class SimulatorError extends Error {
  override readonly name = 'SimulatorError';
  readonly code: SimulatorErrorCode;

  constructor(code: SimulatorErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** The message of a thrown value, which may come from another realm. */
export function messageOf(error: unknown): string {
  const message = (error as { message?: unknown } | null | undefined)?.message;
  return typeof message === 'string' ? message : String(error);
}

/** The error for an invalid command line or option. */
export function invalidOption(message: string): SimulatorError {
  return new SimulatorError('options-invalid', message);
}
