import type { KeyMethod } from '@ddext-oauth/providers';
import { keyCatalog } from '@ddext-oauth/providers/catalog';
import type { Exchange } from '@ddext-oauth/providers/compatibility';
import { ScaffoldError } from '../../errors.ts';

/** A provider whose users paste a key. */
export type TokenProvider = Pick<
  KeyMethod,
  'provider' | 'name' | 'noun' | 'console' | 'scopes' | 'parameters'
>;

/** The providers whose users can paste a key. */
export const tokenProviders: readonly TokenProvider[] = keyCatalog;

/**
 * Checks the providers whose users paste a key.
 *
 * @throws {ScaffoldError} `provider-unknown` | `provider-twice`; `option-not-applicable` without a backend, which keeps the keys
 */
export function parseTokens(
  given: readonly string[],
  { exchange }: { readonly exchange: Exchange },
): readonly TokenProvider[] {
  const [first] = given;
  if (first === undefined) return [];
  if (exchange !== 'backend') {
    throw new ScaffoldError(
      'option-not-applicable',
      `--token ${first} requires --exchange backend: the backend keeps the keys.`,
      { suggestion: '--exchange backend' },
    );
  }
  const twice = given.find((id, index) => given.indexOf(id) !== index);
  if (twice !== undefined)
    throw new ScaffoldError('provider-twice', `The provider ${twice} is repeated; give it once.`);
  return given.map(tokenProvider);
}

function tokenProvider(id: string): TokenProvider {
  const found = tokenProviders.find(({ provider }) => provider === id);
  if (found) return found;
  const ids = tokenProviders.map(({ provider }) => provider).join(', ');
  throw new ScaffoldError(
    'provider-unknown',
    `No key of the provider ${JSON.stringify(id)} is known; use one of these, each with its own --token: ${ids}.`,
  );
}
