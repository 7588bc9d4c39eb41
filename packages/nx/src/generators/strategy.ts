import type { Tree } from '../devkit.ts';
import type { FollowUp } from '../workspace/package-manager.ts';
import { type ChangeSchema, change } from './change.ts';
import { type ExtensionSchema, rawOptions } from './extension-options.ts';

export type StrategySchema = ChangeSchema &
  Pick<ExtensionSchema, 'strategy' | 'redirect' | 'exchange' | 'accept' | 'port'>;

/** Changes the redirect strategy. @throws Error if a provider does not work with it, and for conflicts */
export function strategy(tree: Tree, schema: StrategySchema): Promise<FollowUp> {
  const { strategy, redirect, exchange, accept, port } = rawOptions(schema);
  return change(tree, schema, () => ({ strategy, redirect, exchange, accept, port }));
}
