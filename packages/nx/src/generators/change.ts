import { posix } from 'node:path';
import type { Plan, RawOptions } from '@ddext-oauth/scaffold';
import {
  type Conflict,
  type ExtensionRecord,
  mergeChange,
  type PlannedChange,
  planChange,
  readRecord,
  recordPath,
} from '@ddext-oauth/scaffold/update';
import { logger, type Tree } from '../devkit.ts';
import { addTools, modelOf } from '../workspace/dependencies.ts';
import { extensionFolder } from '../workspace/extensions.ts';
import { type Format, formatFiles, formatOf, isFormatted } from '../workspace/format.ts';
import { type FollowUp, install, packageManagerOf } from '../workspace/package-manager.ts';
import { packagesOf } from '../workspace/runtime-packages.ts';

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
 * @param decide returns the new values, from the recorded options
 * @throws Error that shows every conflict, before anything is written
 */
export async function change(
  tree: Tree,
  { project, skip = [] }: ChangeSchema,
  decide: (record: ExtensionRecord) => Omit<RawOptions, 'directory'>,
): Promise<FollowUp> {
  const root = await extensionFolder(tree, project);
  const read = (path: string) => tree.read(posix.join(root, path), 'utf8') ?? undefined;
  const record = readRecord(read(recordPath));
  const format = await formatOf(tree);
  const planned = planChange({ record, change: decide(record), packages: packagesOf(tree, root) });
  const comparable = await formatPlans(planned, root, read, format);
  const { options, files, conflicts, warnings } = mergeChange(comparable, { read, skip });
  if (conflicts.length > 0) throw new Error(conflictText(conflicts));
  for (const [path, content] of files) {
    const target = posix.join(root, path);
    if (content === null) tree.delete(target);
    else tree.write(target, content as string | Buffer);
  }
  // A backend needs tools to bundle and run it. For an extension that is its own workspace, the plan contains them.
  const doubts = options.workspace && files.size > 0 ? addTools(tree, modelOf(options)) : [];
  await formatFiles(tree, format);
  for (const warning of [...warnings, ...doubts]) logger.warn(warning);
  if (files.size === 0) logger.info('Nothing to change: the extension already has these options.');
  return followUp(tree);
}

/** Formats the plans of files that change and are formatted in the workspace. Formatting alone is then no edit. */
async function formatPlans(
  planned: PlannedChange,
  root: string,
  read: (path: string) => string | undefined,
  format: Format,
): Promise<PlannedChange> {
  const formatPlan = async (plan: Plan): Promise<Plan> => {
    const files = [...plan].map(async ([path, content]) => {
      if (planned.before.get(path) === planned.after.get(path)) return [path, content] as const;
      const [file, current] = [posix.join(root, path), read(path)];
      const isText = typeof content === 'string' && current !== undefined;
      if (!isText || !(await isFormatted(file, current, format))) return [path, content] as const;
      return [path, await format(file, content)] as const;
    });
    return new Map(await Promise.all(files));
  };
  return {
    ...planned,
    before: await formatPlan(planned.before),
    after: await formatPlan(planned.after),
  };
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

function conflictText(conflicts: readonly Conflict[]): string {
  const shown = conflicts.map(({ reason, collisions }) =>
    [
      reason,
      ...collisions.flatMap(({ found, wanted }) => [...marked('-', found), ...marked('+', wanted)]),
    ].join('\n'),
  );
  const paths = [...new Set(conflicts.map(({ path }) => path))];
  const flags = paths.map((path) => `--skip=${path}`).join(' ');
  return [
    'Nothing is written, because the change conflicts with your edits.',
    ...shown,
    `To change ${paths.length > 1 ? 'these files' : 'this file'} by hand, rerun with ${flags}`,
  ].join('\n\n');
}

function marked(mark: string, text: string): string[] {
  return text === ''
    ? []
    : text
        .replace(/\n$/, '')
        .split('\n')
        .map((line) => `    ${mark} ${line}`);
}
