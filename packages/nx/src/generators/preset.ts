import { basename } from 'node:path';
import {
  createPlan,
  nearest,
  optionTable,
  type Plan,
  registryPackages,
  resolveOptions,
} from '@ddext-oauth/scaffold';
import { logger, type Tree } from '../devkit.ts';
import { changeJson, memberOf, readJson } from '../workspace/json.ts';
import { type FollowUp, install, packageManagerOf } from '../workspace/package-manager.ts';
import { type ExtensionSchema, rawOptions } from './extension-options.ts';

export interface PresetSchema extends Omit<ExtensionSchema, 'directory'> {
  readonly name: string;
  /** The options of create-nx-workspace. */
  readonly [flag: string]: unknown;
}

/** Files of create-nx-workspace that the extension replaces. */
const replaced = [
  'README.md',
  'AGENTS.md',
  '.gitignore',
  'nx.json',
  'tsconfig.base.json',
  'pnpm-workspace.yaml',
  '.vscode/extensions.json',
];

/** Placeholder files of empty folders that an extension does not use. */
const leftOver = ['apps/.gitkeep', 'libs/.gitkeep', 'packages/.gitkeep'];

/** Files that are merged: package.json contains the installed versions. */
const merged = ['package.json'];

/**
 * Generates an extension into a new workspace, with the same files as create-ddext-oauth.
 *
 * @throws Error with a sentence that says what to do, before anything is written
 */
export async function preset(tree: Tree, schema: PresetSchema): Promise<FollowUp> {
  rejectTypos(schema);
  assertPnpm(tree);
  const directory = schema.name ?? basename(tree.root);
  const { options, warnings } = resolveOptions({ ...rawOptions(schema), directory });
  const plan = createPlan(options, { packages: registryPackages() });
  assertNoConflicts(tree, plan);
  for (const [path, content] of plan) {
    if (!merged.includes(path)) tree.write(path, content as string | Buffer);
  }
  mergeManifest(tree, plan);
  for (const path of leftOver) if (tree.exists(path)) tree.delete(path);
  for (const warning of warnings) logger.warn(warning);
  return install(tree, 'pnpm');
}

/** Options of create-nx-workspace that are similar to one of this generator. */
const foreign = [
  'name',
  'preset',
  'prefix',
  'directory',
  'formatter',
  'bundler',
  'style',
  'routing',
  'pm',
  'port',
  'ssr',
];

/** The schema allows all options, because create-nx-workspace passes on its own. */
function rejectTypos(schema: PresetSchema): void {
  const ours = Object.keys(optionTable).filter((name) => name !== 'directory');
  for (const flag of Object.keys(schema)) {
    const meant = ours.includes(flag) || foreign.includes(flag) ? undefined : nearest(flag, ours);
    if (meant) throw new Error(`Unknown option --${flag}; did you mean --${meant}?`);
  }
}

function assertPnpm(tree: Tree): void {
  const packageManager = packageManagerOf(tree);
  if (packageManager === 'pnpm') return;
  throw new Error(
    `This workspace uses ${packageManager}, but an extension that is its own workspace requires pnpm; create the workspace with --packageManager=pnpm.`,
  );
}

function assertNoConflicts(tree: Tree, plan: Plan): void {
  const expected = [...replaced, ...merged];
  const conflict = [...plan].find(
    ([path, content]) => !expected.includes(path) && tree.exists(path) && tree.read(path, 'utf8') !== content,
  );
  if (!conflict) return;
  throw new Error(
    `${conflict[0]} already exists; this generator requires a new workspace. In an existing one, use: nx generate @ddext-oauth/nx:extension extensions/hello`,
  );
}

/** The generated package.json, with the installed versions of Nx and of this plugin. */
function mergeManifest(tree: Tree, plan: Plan): void {
  const ours = JSON.parse(String(plan.get('package.json')));
  const there = readJson(tree, 'package.json');
  const installed = { ...memberOf(there, 'dependencies'), ...memberOf(there, 'devDependencies') };
  const devDependencies = { ...installed, ...ours.devDependencies };
  for (const name of Object.keys(installed)) devDependencies[name] = installed[name];
  changeJson(
    tree,
    'package.json',
    ({ dependencies: _, devDependencies: __, scripts, ...rest }) =>
      ({
        ...rest,
        ...ours,
        scripts: { ...(scripts as object), ...ours.scripts },
        devDependencies: Object.fromEntries(
          Object.entries(devDependencies).sort(([a], [b]) => (a < b ? -1 : 1)),
        ),
      }) as never,
  );
}
