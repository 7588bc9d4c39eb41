import type { KeyMethod } from './key-method.ts';
import { keysBesideOAuth, keysOnly } from './key-methods.ts';

/** Returns the known ways to paste a key, one for a provider. A function, so that a bundle without keys has none of them. */
export function keyMethods(): readonly KeyMethod[] {
  return [...keysBesideOAuth, ...keysOnly];
}

/**
 * Returns how a provider accepts a pasted key.
 *
 * @example
 *   export const github = defineKey({ id: 'github', method: keyMethodOf('github') });
 *
 * @param provider the ID of a provider of docs/providers.md
 * @throws RangeError for a provider without a known method
 */
export function keyMethodOf(provider: string): KeyMethod {
  const method = keyMethods().find((each) => each.provider === provider);
  if (!method) throw new RangeError(`No key of the provider "${provider}" is known.`);
  return method;
}
