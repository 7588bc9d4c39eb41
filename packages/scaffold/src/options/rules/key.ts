import type { Exchange } from '@ddext-oauth/providers/compatibility';
import { ScaffoldError } from '../../errors.ts';
import { parseChoice } from '../strategies.ts';

/** Where the key of the backend's accounts can be. */
export type KeyLocation = 'page' | 'keychain' | 'keychain-or-page';

/** The locations, the default first. */
export const keyLocations: readonly { readonly id: KeyLocation; readonly summary: string }[] = [
  { id: 'page', summary: "in the page's localStorage, a file in the user's home folder" },
  { id: 'keychain', summary: "in the operating system's keychain; without one, the page shows why" },
  { id: 'keychain-or-page', summary: 'in the keychain, or in localStorage where that cannot be used' },
];

/** What decides whether a page can have a key in the keychain. */
export interface KeyUse {
  readonly exchange: Exchange;
  readonly shared: boolean;
}

/**
 * @throws {ScaffoldError} `key-unknown`; `option-not-applicable` with the keychain, if there is no backend, or if the extension is in
 * an existing workspace, whose image does not install packages
 */
export function parseKey(given: string, { exchange, shared }: KeyUse): KeyLocation {
  const key = parseChoice(given, 'key', keyLocations);
  if (key === 'page') return key;
  if (exchange === 'ui') {
    throw new ScaffoldError(
      'option-not-applicable',
      `--key ${key} requires --exchange backend: without a backend, the browser creates the key and does not export it.`,
    );
  }
  if (shared) {
    throw new ScaffoldError(
      'option-not-applicable',
      `--key ${key} requires a workspace of the extension's own; see docs/tokens-at-rest.md.`,
    );
  }
  return key;
}
