import { createPlan, type Options, type Plan, registryPackages } from '@ddext-oauth/scaffold';
import { parse, parseDocument } from 'yaml';
import type { Tree } from '../devkit.ts';
import { changeJson, type JsonObject, memberOf, readJson, sorted } from './json.ts';

/** What a workspace of our own has for itself, and one that is there already has in a way of its own or does without. */
const WORKSPACES_OWN = ['nx', '@biomejs/biome'];

/** The plan of a workspace of our own with the same extension, which knows what belongs at a workspace's root. */
export function modelOf({ workspace: _, ...alone }: Options): Plan {
  return createPlan(alone, { packages: registryPackages() });
}

/**
 * Gives the workspace the tools that an extension's projects are built and tested with. What it has already stays.
 *
 * @returns a sentence for each tool that the workspace has in another major version
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
    .map(
      ([name, range]) =>
        `This workspace has ${name} ${has[name]}; extensions are made and tested with ${range}.`,
    );
}

/**
 * Settles the install scripts of those tools, none of which needs one: pnpm 12 refuses to install before somebody has. What
 * is settled already stays.
 */
export function settleInstallScripts(tree: Tree, model: Plan): void {
  const path = 'pnpm-workspace.yaml';
  const { allowBuilds } = parse(textOf(model, path)) as { allowBuilds: Record<string, boolean> };
  const document = parseDocument(tree.read(path, 'utf8') ?? '');
  const settings = (document.toJS() ?? {}) as Record<string, unknown>;
  const older = memberOf(readJson(tree, 'package.json'), 'pnpm');
  const settled = [settings, older].flatMap((each) => [
    ...((each.onlyBuiltDependencies ?? []) as string[]),
    ...((each.ignoredBuiltDependencies ?? []) as string[]),
    ...Object.keys((each.allowBuilds ?? {}) as object),
  ]);
  const missing = Object.entries(allowBuilds).filter(([name]) => !settled.includes(name));
  for (const [name, allowed] of missing) document.setIn(['allowBuilds', name], allowed);
  if (missing.length > 0) tree.write(path, document.toString({ lineWidth: 0 }));
}

function textOf(plan: Plan, path: string): string {
  const content = plan.get(path);
  if (typeof content !== 'string') throw new RangeError(`A plan holds no ${path}.`);
  return content;
}

const majorOf = (range: string) => /\d+/.exec(range)?.[0];
