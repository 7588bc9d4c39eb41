import { registryPackages } from '@ddext-oauth/scaffold';
import type { Tree } from 'nx/src/devkit-exports.js';
import { changeJson, memberOf, readJson, sorted } from '../workspace/json.ts';
import { PLUGIN, registerPlugin as register } from '../workspace/nx-json.ts';

/** What the inferred targets need. */
const NEEDED = ['@ddext-oauth/check', PLUGIN];

/** 0.1.0: workspaces of before have neither the plugin nor the check that one of its targets runs. */
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
