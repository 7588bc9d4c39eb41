/**
 * Settings of an extension that cannot be used, in one sentence for its developer: providers that cannot be combined, or
 * a variable of the backend. Unlike a RangeError, it is never a bug in the code that runs.
 *
 * @example
 *   if (error instanceof SettingsError) console.error(error.message);
 */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}
