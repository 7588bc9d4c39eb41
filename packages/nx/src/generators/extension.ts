import { posix } from 'node:path';
import { createPlan, type Plan, registryPackages, resolveOptions } from '@ddext-oauth/scaffold';
import { getProjects, logger, type Tree } from '../devkit.ts';
import { addTools, denyInstallScripts, modelOf } from '../workspace/dependencies.ts';
import { formatFiles, formatOf, usesBiome } from '../workspace/format.ts';
import { addMembers } from '../workspace/members.ts';
import { registerPlugin } from '../workspace/nx-json.ts';
import { type FollowUp, install, packageManagerOf } from '../workspace/package-manager.ts';
import { type ExtensionSchema, rawOptions } from './extension-options.ts';

/**
 * Generates an extension into an existing workspace: its folder, and the changes to the workspace that it requires.
 *
 * @throws Error with a sentence that says what to do, before anything is written
 */
export async function extension(tree: Tree, schema: ExtensionSchema): Promise<FollowUp> {
  const path = folderOf(schema.directory ?? '');
  const workspace = {
    path,
    // resolveOptions rejects the other two package managers.
    packageManager: packageManagerOf(tree) as 'pnpm' | 'npm',
    biome: usesBiome(tree),
  };
  const { options, warnings } = resolveOptions({ ...rawOptions(schema), directory: path, workspace });
  const plan = createPlan(options, { packages: registryPackages() });
  assertEmpty(tree, path);
  assertUniqueNames(tree, plan);

  for (const [file, content] of plan) tree.write(posix.join(path, file), content as string | Buffer);
  const model = modelOf(options);
  addMembers(tree, workspace.packageManager, [path, `${path}/*`]);
  const toolWarnings = addTools(tree, model);
  if (workspace.packageManager === 'pnpm') denyInstallScripts(tree, model);
  registerPlugin(tree);
  await formatFiles(tree, await formatOf(tree));
  for (const warning of [...warnings, ...toolWarnings]) logger.warn(warning);
  return install(tree, workspace.packageManager);
}

/** `./extensions/hello/` -> `extensions/hello`; a path out of the workspace is not changed, and rejected later. */
function folderOf(directory: string): string {
  return posix.normalize(directory.replaceAll('\\', '/')).replace(/\/$/, '');
}

function assertEmpty(tree: Tree, path: string): void {
  const above = path.split('/').map((_, index, all) => all.slice(0, index + 1).join('/'));
  const file = above.find((each) => tree.exists(each) && tree.isFile(each));
  if (file) throw new Error(`${file} is a file, not a folder; choose another directory.`);
  const found = tree.children(path);
  if (found.length === 0) return;
  const shown = found.slice(0, 5).join(', ');
  throw new Error(
    `${path} is not empty (it contains ${shown}${found.length > 5 ? ' and more' : ''}); choose a new directory.`,
  );
}

/** Nx and the package manager identify projects by name. */
function assertUniqueNames(tree: Tree, plan: Plan): void {
  const names = [...plan]
    .filter(([file]) => posix.basename(file) === 'package.json')
    .map(([, content]) => JSON.parse(content as string).name as string);
  const projects = getProjects(tree);
  const taken = names.find((name) => projects.has(name));
  if (taken === undefined) return;
  throw new Error(
    `A project ${taken} already exists in ${projects.get(taken)?.root}; use another folder name for the extension.`,
  );
}
