import { posix } from 'node:path';
import { recordPath } from '@ddext-oauth/scaffold/update';
import { globAsync, type Tree } from '../devkit.ts';
import { readJson } from './json.ts';

interface Found {
  /** Folder below the workspace's root; `.` for the root itself. */
  readonly root: string;
  readonly name: string;
}

/**
 * The folder of the extension that is meant.
 *
 * @param project its name or its folder; not needed where there is one extension
 * @throws Error that names the extensions there are
 */
export async function extensionFolder(tree: Tree, project: string | undefined): Promise<string> {
  const records = await globAsync(tree, [recordPath, `**/${recordPath}`]);
  const found = records.map((path) => describe(tree, posix.dirname(path)));
  const [only, ...others] = found;
  if (only === undefined) {
    throw new Error(
      `There is no extension in this workspace (no ${recordPath}); make one with: nx generate @ddext-oauth/nx:extension extensions/hello`,
    );
  }
  if (project === undefined && others.length === 0) return only.root;
  const folder = project && posix.normalize(project.replaceAll('\\', '/')).replace(/\/$/, '');
  const meant = found.find(({ root, name }) => name === project || root === folder);
  if (meant) return meant.root;
  const names = found.map(({ name }) => name).sort();
  throw new Error(
    project === undefined
      ? `There are ${found.length} extensions; name one with --project: ${names.join(', ')}.`
      : `There is no extension ${JSON.stringify(project)}; there ${others.length > 0 ? 'are' : 'is'} ${names.join(', ')}.`,
  );
}

function describe(tree: Tree, root: string): Found {
  const { name } = readJson(tree, posix.join(root, 'package.json'));
  return { root, name: typeof name === 'string' ? name : posix.basename(root) };
}
