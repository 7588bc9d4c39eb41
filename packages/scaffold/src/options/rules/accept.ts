import type { CatalogEntry, Strategy } from '@ddext-oauth/providers';
import { exposedToMixUp } from '@ddext-oauth/providers/compatibility';
import { ScaffoldError } from '../../errors.ts';

/** The options that `--accept` depends on. */
export interface Sharing {
  readonly strategy: Strategy;
  readonly providers: readonly CatalogEntry[];
}

/** The providers that share the tab's redirect URI with others and are not known to send `iss` (RFC 9207). */
export function providersToAccept({ strategy, providers }: Sharing): readonly CatalogEntry[] {
  return exposedToMixUp(
    strategy,
    providers.map((preset) => ({ id: preset.id, preset })),
  ).map(({ preset }) => preset);
}

/**
 * Checks that `--accept` lists each provider that requires it.
 *
 * @returns the IDs of the providers that require it, in the order of the providers
 * @throws {ScaffoldError} `option-not-applicable` | `provider-shared-redirect`
 */
export function parseAccept(given: readonly string[], sharing: Sharing): readonly string[] {
  if (given.length > 0 && sharing.strategy !== 'extension-tab') {
    throw new ScaffoldError(
      'option-not-applicable',
      `--accept ${given[0]} requires --strategy extension-tab; with ${sharing.strategy} each provider has its own redirect URI.`,
    );
  }
  const unknownId = given.find((id) => !sharing.providers.some((preset) => preset.id === id));
  if (unknownId !== undefined) {
    const ids = sharing.providers.map(({ id }) => id).join(', ');
    throw new ScaffoldError(
      'option-not-applicable',
      `--accept ${unknownId} is not a provider of this extension, which has ${ids || 'none'}.`,
    );
  }
  const exposed = providersToAccept(sharing);
  if (exposed.every(({ id }) => given.includes(id))) return exposed.map(({ id }) => id);
  const flags = exposed.map(({ id }) => `--accept ${id}`).join(' ');
  const names = exposed.map(({ name }) => name).join(', ');
  throw new ScaffoldError(
    'provider-shared-redirect',
    `All providers share the redirect URI of the tab, and these are not known to send iss (RFC 9207): ${names}. ` +
      `A malicious provider could receive their codes. Use --strategy backend-callback, or accept it with ${flags}.`,
    { suggestion: flags },
  );
}
