import { withoutProvider, withProvider } from '@ddext-oauth/scaffold/change';
import type { Tree } from 'nx/src/devkit-exports.js';
import type { FollowUp } from '../workspace/package-manager.ts';
import { type ChangeSchema, change } from './change.ts';

export interface ProviderSchema extends ChangeSchema {
  /** Id of a preset of the catalogue. */
  readonly provider: string;
}

/** Adds a provider to an extension. @throws Error for one that does not work with its strategy, and for conflicts */
export function provider(tree: Tree, schema: ProviderSchema): Promise<FollowUp> {
  return change(tree, schema, (record) => ({ provider: withProvider(record, schema.provider) }));
}

/** Takes a provider out of an extension. @throws Error for its last one, and for conflicts */
export function removeProvider(tree: Tree, schema: ProviderSchema): Promise<FollowUp> {
  return change(tree, schema, (record) => ({ provider: withoutProvider(record, schema.provider) }));
}
