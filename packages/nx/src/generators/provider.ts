import { type ExtensionRecord, withoutProvider, withProvider } from '@ddext-oauth/scaffold/update';
import { logger, type Tree } from '../devkit.ts';
import type { FollowUp } from '../workspace/package-manager.ts';
import { type ChangeSchema, change } from './change.ts';

export interface ProviderSchema extends ChangeSchema {
  /** ID of a preset of the catalogue. */
  readonly provider: string;
  /** IDs of providers that may share the redirect URI of the tab, although they are not known to send `iss`. */
  readonly accept?: readonly string[] | undefined;
  /** IDs of providers with these settings. The provider may be an existing one. */
  readonly privateKeyJwt?: readonly string[] | undefined;
  readonly par?: readonly string[] | undefined;
  readonly dpop?: readonly string[] | undefined;
}

/** Adds a provider to an extension. @throws Error if it does not work with the strategy, and for conflicts */
export function provider(tree: Tree, schema: ProviderSchema): Promise<FollowUp> {
  return change(tree, schema, (record) => ({
    provider: withProvider(record, schema.provider),
    added: schema.provider,
    accept: schema.accept,
    privateKeyJwt: schema.privateKeyJwt,
    par: schema.par,
    dpop: schema.dpop,
  }));
}

/** Removes a provider from an extension. @throws Error for the only provider, and for conflicts */
export function removeProvider(
  tree: Tree,
  schema: Omit<ProviderSchema, 'accept' | 'privateKeyJwt' | 'par' | 'dpop'>,
): Promise<FollowUp> {
  return change(tree, schema, (record) => {
    reportAbsent(record, schema.provider);
    return { provider: withoutProvider(record, schema.provider) };
  });
}

/** A second run changes nothing, so it is no error. */
function reportAbsent({ options: { provider } }: ExtensionRecord, id: string): void {
  if (provider.includes(id)) return;
  logger.warn(`${id} is not a provider of this extension, which has ${provider.join(', ')}.`);
}
