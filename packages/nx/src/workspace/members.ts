import type { Tree } from '../devkit.ts';
import { changeJson, changeYaml, type JsonObject, memberOf, readJson } from './json.ts';

const PNPM = 'pnpm-workspace.yaml';

/**
 * Adds folders to the members of the workspace, unless a pattern matches them already.
 *
 * @param patterns each is a path or ends in `/*`
 */
export function addMembers(tree: Tree, packageManager: 'pnpm' | 'npm', patterns: readonly string[]): void {
  const add = (listed: readonly string[]) => {
    const missing = patterns.filter((pattern) => !listed.some((each) => covers(each, pattern)));
    assertNotExcluded(listed, patterns);
    return missing;
  };
  if (packageManager === 'pnpm') addToPnpm(tree, add);
  else addToNpm(tree, add);
}

type Add = (listed: readonly string[]) => readonly string[];

function addToPnpm(tree: Tree, add: Add): void {
  changeYaml(tree, PNPM, (settings) => {
    const packages = (settings.packages ?? []) as readonly string[];
    return { ...settings, packages: [...packages, ...add(packages)] };
  });
}

/** npm supports a list, and the former object of yarn. */
function addToNpm(tree: Tree, add: Add): void {
  const { workspaces } = readJson(tree, 'package.json');
  const listed = Array.isArray(workspaces)
    ? workspaces
    : memberOf({ workspaces: workspaces ?? {} }, 'workspaces').packages;
  const all = [...((listed ?? []) as string[])];
  const missing = add(all);
  if (missing.length === 0) return;
  const next = [...all, ...missing];
  changeJson(
    tree,
    'package.json',
    (manifest): JsonObject => ({
      ...manifest,
      workspaces:
        workspaces === undefined || Array.isArray(workspaces)
          ? next
          : { ...(workspaces as JsonObject), packages: next },
    }),
  );
}

/** A pattern that starts with `!` overrides all others, so another pattern would have no effect. */
function assertNotExcluded(listed: readonly string[], patterns: readonly string[]): void {
  const [excluding, excluded] =
    listed
      .filter((each) => each.startsWith('!'))
      .flatMap((each) =>
        patterns.filter((pattern) => covers(each.slice(1), pattern)).map((pattern) => [each, pattern]),
      )[0] ?? [];
  if (excluding === undefined) return;
  throw new Error(
    `The pattern ${excluding} excludes ${excluded} from the workspace; choose another folder or change the pattern.`,
  );
}

/** Whether a pattern of a workspace matches a folder, or everything that the pattern `FOLDER/*` matches. */
function covers(pattern: string, folder: string): boolean {
  const source = pattern
    .replace(/^\.\/|\/$/g, '')
    .split('/')
    .map((segment) => {
      if (segment === '**') return '.*';
      return segment.replace(/[.+^${}()|[\]\\]/g, '\\$&').replaceAll('*', '[^/]*');
    })
    .join('/')
    // For package managers, `a/**` matches `a` too.
    .replace(/\/\.\*$/, '(?:/.*)?');
  return new RegExp(`^${source}$`).test(folder);
}
