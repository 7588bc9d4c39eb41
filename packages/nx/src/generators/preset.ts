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
  /** Whatever flags create-nx-workspace has. */
  readonly [flag: string]: unknown;
}

/** Files that create-nx-workspace writes about an empty workspace, which an extension's own take the place of. */
const replaced = [
  'README.md',
  'AGENTS.md',
  '.gitignore',
  'nx.json',
  'tsconfig.base.json',
  'pnpm-workspace.yaml',
];

/** Folders that are empty but for a file that keeps them, and that an extension has no use for. */
const leftOver = ['apps/.gitkeep', 'libs/.gitkeep', 'packages/.gitkeep'];

/** What is different about a workspace that Nx made: its package.json knows the versions that are installed. */
const merged = ['package.json'];

/**
 * Makes a workspace that is new and empty an extension, as create-ddext-oauth would have made it.
 *
 * @throws Error with a sentence that says what to do, before anything is written
 */
export async function preset(tree: Tree, schema: PresetSchema): Promise<FollowUp> {
  refuseSlips(schema);
  refusePackageManager(tree);
  const directory = schema.name ?? basename(tree.root);
  const { options, warnings } = resolveOptions({ ...rawOptions(schema), directory });
  const plan = createPlan(options, { packages: registryPackages() });
  refuseConflicts(tree, plan);
  for (const [path, content] of plan) {
    if (!merged.includes(path)) tree.write(path, content as string | Buffer);
  }
  mergeManifest(tree, plan);
  for (const path of leftOver) if (tree.exists(path)) tree.delete(path);
  for (const warning of warnings) logger.warn(warning);
  return install(tree, 'pnpm');
}

/** What create-nx-workspace has and does not mean us, though it looks alike. */
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
];

/** The schema is open, for create-nx-workspace hands on every flag it was given. */
function refuseSlips(schema: PresetSchema): void {
  const ours = Object.keys(optionTable).filter((name) => name !== 'directory');
  for (const flag of Object.keys(schema)) {
    const meant = ours.includes(flag) || foreign.includes(flag) ? undefined : nearest(flag, ours);
    if (meant) throw new Error(`There is no option --${flag}; did you mean --${meant}?`);
  }
}

function refusePackageManager(tree: Tree): void {
  const packageManager = packageManagerOf(tree);
  if (packageManager === 'pnpm') return;
  throw new Error(
    `This workspace is installed with ${packageManager}, and an extension that is a workspace needs pnpm; make it with: npx create-nx-workspace --preset=@ddext-oauth/nx --packageManager=pnpm`,
  );
}

function refuseConflicts(tree: Tree, plan: Plan): void {
  const expected = [...replaced, ...merged];
  const conflict = [...plan].find(
    ([path, content]) => !expected.includes(path) && tree.exists(path) && tree.read(path, 'utf8') !== content,
  );
  if (!conflict) return;
  throw new Error(
    `${conflict[0]} is there already; this makes a new workspace. In one that is there, use: nx generate @ddext-oauth/nx:extension extensions/hello`,
  );
}

/** Ours, with the versions of Nx and of this plugin that were just installed. */
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
