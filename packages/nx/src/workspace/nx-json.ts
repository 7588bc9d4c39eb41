import type { Tree } from '../devkit.ts';
import { changeJson, readJson } from './json.ts';

export const PLUGIN = '@ddext-oauth/nx';

/** Registers the plugin, so that Nx infers the targets of extensions. */
export function registerPlugin(tree: Tree): void {
  const { plugins = [] } = readJson(tree, 'nx.json');
  const registered = (plugins as (string | { plugin: string })[]).some(
    (each) => (typeof each === 'string' ? each : each.plugin) === PLUGIN,
  );
  if (registered) return;
  changeJson(tree, 'nx.json', (object) => ({ ...object, plugins: [...(plugins as string[]), PLUGIN] }));
}
