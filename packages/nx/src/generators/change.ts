import { posix } from 'node:path';
import type { RawOptions } from '@ddext-oauth/scaffold';
import {
  type Conflict,
  changeExtension,
  type ExtensionRecord,
  readRecord,
  recordPath,
} from '@ddext-oauth/scaffold/update';
import devkit, { type Tree } from 'nx/src/devkit-exports.js';
import { addTools, modelOf } from '../workspace/dependencies.ts';
import { extensionFolder } from '../workspace/extensions.ts';
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
  const { options, files, conflicts, warnings } = changeExtension({
    record,
    change: decide(record),
    read,
    packages: packagesOf(tree, root),
    skip,
  });
  if (conflicts.length > 0) throw new Error(conflictText(conflicts));
  for (const [path, content] of files) {
    const target = posix.join(root, path);
    if (content === null) tree.delete(target);
    else tree.write(target, content as string | Buffer);
  }
  // With a backend come the tools that bundle and run it; a workspace of our own has them in a file of its plan.
  const doubts = options.workspace && files.size > 0 ? addTools(tree, modelOf(options)) : [];
  for (const warning of [...warnings, ...doubts]) devkit.logger.warn(warning);
  if (files.size === 0) devkit.logger.info('Nothing to change: the extension is like that already.');
  return followUp(tree);
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
