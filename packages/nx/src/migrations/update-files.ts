import { posix } from 'node:path';
import { recordPath } from '@ddext-oauth/scaffold/update';
import { globAsync, type Tree } from '../devkit.ts';
import { changeFiles } from '../generators/change.ts';

/**
 * Updates the files of every extension to the present templates. The pattern for a version whose templates changed: list this function
 * in migrations.json under that version. The user's edits are kept, as by a generator. A file whose edits conflict stays as it
 * is, and a warning shows the lines to change. A second run changes nothing.
 */
export async function updateFiles(tree: Tree): Promise<void> {
  const records = await globAsync(tree, [recordPath, `**/${recordPath}`]);
  for (const record of records.sort()) await changeFiles(tree, posix.dirname(record), () => ({}));
}
