import { createPlan, type Options, type Plan, registryPackages } from '@ddext-oauth/scaffold';
import { parse } from 'yaml';
import type { Tree } from '../devkit.ts';
import { changeJson, changeYaml, type JsonObject, memberOf, readJson, sorted } from './json.ts';

/** Tools of a generated workspace that an existing workspace chooses itself. */
const WORKSPACES_OWN = ['nx', '@biomejs/biome'];

/** The plan of the same extension as its own workspace, which contains the files at the root. */
export function modelOf({ workspace: _, ...alone }: Options): Plan {
  return createPlan(alone, { packages: registryPackages() });
}

/**
 * Adds the tools that build and test an extension to the workspace. Existing versions are kept.
 *
 * @returns a warning for each tool of which the workspace has another major version
 */
export function addTools(tree: Tree, model: Plan): string[] {
  const wanted = Object.entries(
    memberOf(JSON.parse(textOf(model, 'package.json')), 'devDependencies'),
  ).filter(([name]) => !WORKSPACES_OWN.includes(name)) as [string, string][];
  const manifest = readJson(tree, 'package.json');
  const has: JsonObject = { ...memberOf(manifest, 'dependencies'), ...memberOf(manifest, 'devDependencies') };
  const missing = wanted.filter(([name]) => !(name in has));
  if (missing.length > 0) {
    changeJson(tree, 'package.json', (object) => ({
      ...object,
      devDependencies: sorted({ ...memberOf(object, 'devDependencies'), ...Object.fromEntries(missing) }),
    }));
  }
  return wanted
    .filter(([name, range]) => typeof has[name] === 'string' && majorOf(has[name]) !== majorOf(range))
    .map(([name, range]) => `This workspace has ${name} ${has[name]}; extensions are tested with ${range}.`);
}

/**
 * Denies the install scripts of those tools, which need none: pnpm 12 does not install before each script is allowed or denied.
 * Existing settings are kept.
 */
export function denyInstallScripts(tree: Tree, model: Plan): void {
  const path = 'pnpm-workspace.yaml';
  const { allowBuilds } = parse(textOf(model, path)) as { allowBuilds: Record<string, boolean> };
  const older = memberOf(readJson(tree, 'package.json'), 'pnpm');
  changeYaml(tree, path, (settings) => {
    const settled = [settings, older].flatMap((each) => [
      ...((each.onlyBuiltDependencies ?? []) as string[]),
      ...((each.ignoredBuiltDependencies ?? []) as string[]),
      ...Object.keys((each.allowBuilds ?? {}) as object),
    ]);
    const missing = Object.entries(allowBuilds).filter(([name]) => !settled.includes(name));
    if (missing.length === 0) return settings;
    return {
      ...settings,
      allowBuilds: { ...memberOf(settings, 'allowBuilds'), ...Object.fromEntries(missing) },
    };
  });
}

function textOf(plan: Plan, path: string): string {
  const content = plan.get(path);
  if (typeof content !== 'string') throw new RangeError(`The plan does not contain ${path}.`);
  return content;
}

const majorOf = (range: string) => /\d+/.exec(range)?.[0];
