import { posix } from 'node:path';
import { recordPath } from '@ddext-oauth/scaffold/update';
import { globAsync, type Tree } from '../devkit.ts';
import { readJson } from './json.ts';

interface Found {
  /** Folder in the workspace; `.` for the root. */
  readonly root: string;
  readonly name: string;
}

/**
 * The folder of the selected extension.
 *
 * @param project its name or folder; optional if there is only one extension
 * @throws Error that lists the extensions of the workspace
 */
export async function extensionFolder(tree: Tree, project: string | undefined): Promise<string> {
  const records = await globAsync(tree, [recordPath, `**/${recordPath}`]);
  const found = records.map((path) => describe(tree, posix.dirname(path)));
  const [only, ...others] = found;
  if (only === undefined) {
    throw new Error(
      `This workspace contains no extension (no ${recordPath}); create one with: nx generate @ddext-oauth/nx:extension extensions/hello`,
    );
  }
  if (project === undefined && others.length === 0) return only.root;
  const folder = project && posix.normalize(project.replaceAll('\\', '/')).replace(/\/$/, '');
  const meant = found.find(({ root, name }) => name === project || root === folder);
  if (meant) return meant.root;
  const names = found.map(({ name }) => name).sort();
  throw new Error(
    project === undefined
      ? `This workspace contains ${found.length} extensions; select one with --project: ${names.join(', ')}.`
      : `Unknown extension ${JSON.stringify(project)}; this workspace contains ${names.join(', ')}.`,
  );
}

function describe(tree: Tree, root: string): Found {
  const { name } = readJson(tree, posix.join(root, 'package.json'));
  return { root, name: typeof name === 'string' ? name : posix.basename(root) };
}
