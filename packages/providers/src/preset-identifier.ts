/** The name that a preset is exported by: `login-with-amazon` -> `loginWithAmazon`. */
export function presetIdentifier(id: string): string {
  return id.replace(/-(\w)/g, (_hyphen, letter: string) => letter.toUpperCase());
}
