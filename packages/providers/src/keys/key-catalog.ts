import { keyEntries } from '../key-references.generated.ts';
import { presetIdentifier } from '../preset-identifier.ts';
import type { KeyCatalogEntry } from './key-reference.ts';

/**
 * Every key method with its reference, in the order of the providers. A provider that is not in `catalog` has no OAuth for other
 * parties.
 *
 * @example
 *   keyCatalog.find(({ provider }) => provider === 'ngrok')?.console; // 'https://dashboard.ngrok.com/api-keys'
 */
export const keyCatalog: readonly KeyCatalogEntry[] = keyEntries;

/**
 * Returns the export name of the key method of a provider.
 *
 * @example
 *   keyIdentifier('docker-hub'); // 'dockerHubKey'
 */
export function keyIdentifier(provider: string): string {
  return `${presetIdentifier(provider)}Key`;
}
