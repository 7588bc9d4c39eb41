/**
 * Returns the export name of a preset.
 *
 * @example
 *   presetIdentifier('login-with-amazon'); // 'loginWithAmazon'
 */
export function presetIdentifier(id: string): string {
  return id.replace(/-(\w)/g, (_hyphen, letter: string) => letter.toUpperCase());
}
