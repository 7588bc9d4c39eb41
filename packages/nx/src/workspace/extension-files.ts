import { posix } from 'node:path';
import { type ExtensionFiles, recordPath } from '@ddext-oauth/scaffold/update';
import type { Tree } from '../devkit.ts';

/** Folders without source files. */
const generated = ['node_modules', 'dist', 'vendor', 'coverage', '.git', '.nx', '.ddext-simulator'];

/** The files of an extension, by their paths in its folder. */
export function filesOfExtension(tree: Tree, root: string): ExtensionFiles {
  const enter = (folder: string): string[] =>
    tree.children(posix.join(root, folder)).flatMap((name) => {
      const path = posix.join(folder, name);
      if (tree.isFile(posix.join(root, path))) return [path];
      // A folder with a record is another extension.
      const isOther = tree.exists(posix.join(root, path, recordPath));
      return generated.includes(name) || isOther ? [] : enter(path);
    });
  return {
    read: (path) => tree.read(posix.join(root, path), 'utf8') ?? undefined,
    list: () => enter('.'),
  };
}
