/** Everything that can be wrong with what was asked, with the place it should go to, or with the templates. */
export type ScaffoldErrorCode =
  | 'name-invalid'
  | 'title-invalid'
  | 'image-invalid'
  | 'port-invalid'
  | 'strategy-unknown'
  | 'redirect-unknown'
  | 'exchange-unknown'
  | 'option-not-applicable'
  | 'workspace-invalid'
  | 'provider-unknown'
  | 'provider-twice'
  | 'provider-impossible'
  | 'provider-shared-redirect'
  | 'package-missing'
  | 'template-invalid'
  | 'path-unsafe'
  | 'record-missing'
  | 'record-invalid'
  | 'provider-last'
  | 'target-not-empty'
  | 'target-not-directory'
  | 'target-case-collision'
  | 'parent-not-directory'
  | 'not-writable'
  | 'read-only'
  | 'disk-full'
  | 'quota-exceeded'
  | 'name-too-long'
  | 'io'
  | 'cancelled';

/**
 * The one error this package throws on purpose. `message` is a complete sentence for the person who asked, and says
 * what to do; `suggestion`, where there is one, is a value that would have passed.
 */
export class ScaffoldError extends Error {
  override readonly name = 'ScaffoldError';
  readonly code: ScaffoldErrorCode;
  readonly suggestion: string | undefined;

  constructor(
    code: ScaffoldErrorCode,
    message: string,
    { suggestion, cause }: { suggestion?: string | undefined; cause?: unknown } = {},
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.suggestion = suggestion;
  }
}

/** The system's code for an error, such as `ENOENT`, or undefined for an error of another kind. */
export function systemCode(error: unknown): string | undefined {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}
