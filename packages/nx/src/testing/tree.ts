import devkitTesting from 'nx/src/devkit-testing-exports.js';
import { FsTree, flushChanges } from 'nx/src/generators/tree.js';
import workspaceContext from 'nx/src/utils/workspace-context.js';
import type { Tree } from '../devkit.ts';

/** An empty Nx workspace in memory, with the lockfile of a package manager. */
export function workspaceTree(lockfile: 'pnpm-lock.yaml' | 'package-lock.json' | 'yarn.lock'): Tree {
  const tree = devkitTesting.createTreeWithEmptyWorkspace();
  tree.write(lockfile, '');
  if (lockfile === 'pnpm-lock.yaml') tree.write('pnpm-workspace.yaml', 'packages: # ours\n  - packages/*\n');
  return tree;
}

/** The tree of a workspace on disk, as `nx generate` gives it to a generator. */
export function diskTree(directory: string): Tree {
  // Nx keeps the files of the first workspace of a process.
  workspaceContext.resetWorkspaceContext();
  return new FsTree(directory, false);
}

/** Writes the changes of a tree, as `nx generate` does after the generator. */
export function flush(tree: Tree): void {
  flushChanges(tree.root, tree.listChanges());
}

/** The paths of all files of a tree or of a folder in it. */
export function filesOf(tree: Tree, folder = '.'): string[] {
  return tree.children(folder).flatMap((name) => {
    const path = folder === '.' ? name : `${folder}/${name}`;
    return tree.isFile(path) ? [path] : filesOf(tree, path);
  });
}

/** All files of a tree with their text. */
export function fingerprint(tree: Tree): Record<string, string> {
  return Object.fromEntries(filesOf(tree).map((path) => [path, tree.read(path, 'utf8') ?? '']));
}
