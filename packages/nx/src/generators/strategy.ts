import type { Tree } from '../devkit.ts';
import type { FollowUp } from '../workspace/package-manager.ts';
import { type ChangeSchema, change } from './change.ts';
import { type ExtensionSchema, rawOptions } from './extension-options.ts';

export type StrategySchema = ChangeSchema &
  Pick<ExtensionSchema, 'strategy' | 'redirect' | 'exchange' | 'accept' | 'port'>;

/**
 * Changes the redirect strategy, or options of it.
 *
 * @throws Error without an option, if a provider does not work with the strategy, and for conflicts
 */
export async function strategy(tree: Tree, schema: StrategySchema): Promise<FollowUp> {
  const { strategy, redirect, exchange, accept, port } = rawOptions(schema);
  const options = { strategy, redirect, exchange, accept, port };
  if (Object.values(options).every((value) => value === undefined)) {
    throw new Error(
      'No option is given. Name a strategy (backend-callback or extension-tab), or one of --redirect, --exchange, --accept and --port.',
    );
  }
  return change(tree, schema, () => options);
}
