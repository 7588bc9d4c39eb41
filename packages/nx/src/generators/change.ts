import { join, posix } from 'node:path';
import {
  type ExtensionChange,
  type ExtensionRecord,
  mergeChange,
  type OptionChange,
  type PlannedChange,
  planChange,
  readExtension,
} from '@ddext-oauth/scaffold/update';
import { logger, type Tree } from '../devkit.ts';
import { biomeIn } from '../workspace/biome.ts';
import { addTools, modelOf } from '../workspace/dependencies.ts';
import { filesOfExtension } from '../workspace/extension-files.ts';
import { extensionFolder } from '../workspace/extensions.ts';
import { type Format, formatFiles, formatOf, isFormatted } from '../workspace/format.ts';
import { type FollowUp, install, packageManagerOf } from '../workspace/package-manager.ts';
import { packagesOf } from '../workspace/runtime-packages.ts';
import { conflictText, describeConflict, registrationText } from './messages.ts';

/** Options of every generator that changes an extension. */
export interface ChangeSchema {
  /** Name or folder of the extension. */
  readonly project?: string | undefined;
  /** Files of the extension to leave as they are. */
  readonly skip?: readonly string[] | undefined;
}

/**
 * Changes the options of an existing extension. The user's edits are kept.
 *
 * @param decide returns the new values, from the present options
 * @throws Error that shows every conflict, before anything is written
 */
export async function change(
  tree: Tree,
  { project, skip = [] }: ChangeSchema,
  decide: (record: ExtensionRecord) => OptionChange,
): Promise<FollowUp> {
  const root = await extensionFolder(tree, project);
  await changeFiles(tree, root, decide, skip);
  return followUp(tree);
}

/**
 * Changes the files of one extension in the tree.
 *
 * @throws Error that shows every conflict, before anything is written
 */
export async function changeFiles(
  tree: Tree,
  root: string,
  decide: (record: ExtensionRecord) => OptionChange,
  skip: readonly string[] = [],
): Promise<void> {
  const extension = filesOfExtension(tree, root);
  const known = readExtension(extension);
  const packages = packagesOf(tree, root);
  const planned = planChange({ ...extension, known, packages, change: decide(known.record) });
  const biome = ownBiome(tree, root, planned, extension.read);
  const format = biome ?? (await formatOf(tree));
  // The merge ignores formatting. Comparing formatted texts keeps it from touching more lines than necessary, at the cost of several
  // runs for each file, which Biome starts a process for.
  const comparable = biome ? planned : await formatTexts(planned, root, extension.read, format);
  const change = mergeChange(comparable, { ...extension, skip, root: root === '.' ? '' : root });
  if (change.conflicts.length > 0) throw new Error(conflictText(change.conflicts));
  for (const [path, content] of change.files) {
    const target = posix.join(root, path);
    if (content === null) tree.delete(target);
    else tree.write(target, content);
  }
  // A backend needs tools to bundle and run it. For an extension that is its own workspace, the plan contains them.
  const toolWarnings =
    change.options.workspace && change.files.size > 0 ? addTools(tree, modelOf(change.options)) : [];
  await formatFiles(tree, format);
  report(change, toolWarnings);
}

function report(change: ExtensionChange, toolWarnings: readonly string[]): void {
  for (const warning of [...change.warnings, ...toolWarnings]) logger.warn(warning);
  for (const registration of change.registrations) logger.warn(registrationText(registration));
  for (const remaining of change.remaining) logger.warn(describeConflict(remaining));
  if (change.files.size === 0 && change.remaining.length === 0)
    logger.info('Nothing to change: the extension already has these options.');
}

/**
 * The Biome of an extension whose generated configuration was edited. Otherwise its files are formatted as the templates are, and
 * need no formatting.
 */
function ownBiome(
  tree: Tree,
  root: string,
  planned: PlannedChange,
  read: (path: string) => string | undefined,
): Format | undefined {
  const settings = read('biome.json');
  if (settings === undefined || planned.before.get('biome.json')?.includes(settings)) return undefined;
  const biome = biomeIn(join(tree.root, root));
  return biome && ((path, text) => biome(posix.relative(root, path), text));
}

/** Formats the texts of files that change and are formatted in the workspace. Formatting alone is then no edit. */
async function formatTexts(
  planned: PlannedChange,
  root: string,
  read: (path: string) => string | undefined,
  format: Format,
): Promise<PlannedChange> {
  const before = new Map(planned.before);
  const after = new Map(planned.after);
  for (const path of new Set([...before.keys(), ...after.keys()])) {
    const [file, current] = [posix.join(root, path), read(path)];
    const [texts, text] = [before.get(path), after.get(path)];
    if (current === undefined || texts?.every((each) => each === text)) continue;
    if (!(await isFormatted(file, current, format))) continue;
    if (texts) before.set(path, await Promise.all(texts.map((each) => format(file, each))));
    if (text !== undefined) after.set(path, await format(file, text));
  }
  return { ...planned, before, after };
}

/** Projects and dependencies can change with the options. */
function followUp(tree: Tree): FollowUp {
  const packageManager = packageManagerOf(tree);
  const manifest = tree
    .listChanges()
    .some(({ path }) => /(^|\/)(package\.json|pnpm-workspace\.yaml)$/.test(path));
  if (!manifest || (packageManager !== 'pnpm' && packageManager !== 'npm')) return async () => {};
  return install(tree, packageManager);
}
