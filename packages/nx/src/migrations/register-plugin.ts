import { registryPackages } from '@ddext-oauth/scaffold';
import type { Tree } from '../devkit.ts';
import { changeJson, memberOf, readJson, sorted } from '../workspace/json.ts';
import { PLUGIN, registerPlugin as register } from '../workspace/nx-json.ts';

/** What the inferred targets need. */
const NEEDED = ['@ddext-oauth/check', PLUGIN];

/**
 * Migration 0-1-0-register-plugin: registers the plugin, and adds the packages that its inferred targets run. The pattern for
 * further migrations: a function over Nx's tree that changes nothing where there is nothing to change.
 */
export async function registerPlugin(tree: Tree): Promise<void> {
  register(tree);
  const manifest = readJson(tree, 'package.json');
  const has = { ...memberOf(manifest, 'dependencies'), ...memberOf(manifest, 'devDependencies') };
  const missing = registryPackages().filter(({ name }) => NEEDED.includes(name) && !(name in has));
  if (missing.length === 0) return;
  const added = Object.fromEntries(missing.map(({ name, range }) => [name, range]));
  changeJson(tree, 'package.json', (object) => ({
    ...object,
    devDependencies: sorted({ ...memberOf(object, 'devDependencies'), ...added }),
  }));
}
