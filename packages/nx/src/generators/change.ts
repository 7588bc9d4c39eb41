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

/** What every generator takes that changes an extension. */
export interface ChangeSchema {
  /** Name or folder of the extension. */
  readonly project?: string | undefined;
  /** Files below it that are left as they are. */
  readonly skip?: readonly string[] | undefined;
}

/**
 * Changes an extension that is there from the options it was made of to others. A person's edits stay.
 *
 * @param decide says, from what is recorded, which options become others
 * @throws Error that shows every conflict; nothing is written then
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
  // With a backend come the tools that bundle and run it; a workspace of our own has them in a file of its plan.
  const doubts = options.workspace && files.size > 0 ? addTools(tree, modelOf(options)) : [];
  await formatFiles(tree, format);
  for (const warning of [...warnings, ...doubts]) logger.warn(warning);
  if (files.size === 0) logger.info('Nothing to change: the extension is like that already.');
  return followUp(tree);
}

/** Formats the plans of files that are formatted in the workspace. Formatting alone is then no edit. */
async function formatPlans(
  planned: PlannedChange,
  root: string,
  read: (path: string) => string | undefined,
  format: Format,
): Promise<PlannedChange> {
  const formatPlan = async (plan: Plan): Promise<Plan> => {
    const files = [...plan].map(async ([path, content]) => {
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

/** Projects and dependencies come and go with the options. */
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
    'Nothing is written: what you have changed is in the way.',
    ...shown,
    `To leave ${paths.length > 1 ? 'these files' : 'this file'} to you, run it again with ${flags}`,
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
