/** What can be wrong with the command line, the options, the target directory, an existing extension, or the templates. */
export type ScaffoldErrorCode =
  | 'option-unknown'
  | 'option-repeated'
  | 'value-missing'
  | 'value-unwanted'
  | 'argument-extra'
  | 'no-terminal'
  | 'working-directory-gone'
  | 'name-invalid'
  | 'title-invalid'
  | 'image-invalid'
  | 'port-invalid'
  | 'remote-cache-invalid'
  | 'strategy-unknown'
  | 'redirect-unknown'
  | 'exchange-unknown'
  | 'key-unknown'
  | 'license-unknown'
  | 'hosts-unknown'
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
  | 'skip-unknown'
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
  | 'not-an-extension'
  | 'image-unknown'
  | 'prefix-invalid'
  | 'prefix-taken'
  | 'method-unknown'
  | 'addition-impossible'
  | 'addition-missing'
  | 'addition-edited'
  | 'file-changed'
  | 'install-failed'
  | 'add-unavailable'
  | 'cancelled';

/**
 * The error class of the scaffold and of the command. `message` is a complete sentence for the user and says what to do. `suggestion`
 * is a value that would have been valid.
 *
 * @example
 * new ScaffoldError('name-invalid', 'The name "Bad" …; try "bad".', { suggestion: 'bad' });
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

/** The code of a system error, such as `ENOENT`, or undefined for any other error. */
export function systemCode(error: unknown): string | undefined {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}
