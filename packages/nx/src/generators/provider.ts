import { withoutProvider, withProvider } from '@ddext-oauth/scaffold/update';
import type { Tree } from '../devkit.ts';
import type { FollowUp } from '../workspace/package-manager.ts';
import { type ChangeSchema, change } from './change.ts';

export interface ProviderSchema extends ChangeSchema {
  /** Id of a preset of the catalogue. */
  readonly provider: string;
  /** Ids of providers that may share the tab's redirect URI with others though they are not known to send `iss`. */
  readonly accept?: readonly string[] | undefined;
}

/** Adds a provider to an extension. @throws Error for one that does not work with its strategy, and for conflicts */
export function provider(tree: Tree, schema: ProviderSchema): Promise<FollowUp> {
  return change(tree, schema, (record) => ({
    provider: withProvider(record, schema.provider),
    accept: schema.accept,
  }));
}

/** Takes a provider out of an extension. @throws Error for its last one, and for conflicts */
export function removeProvider(tree: Tree, schema: Omit<ProviderSchema, 'accept'>): Promise<FollowUp> {
  return change(tree, schema, (record) => ({ provider: withoutProvider(record, schema.provider) }));
}
