import { deflateSync } from 'node:zlib';
import { basePath } from '@ddext-oauth/scaffold/update';
import type { Tree } from '../devkit.ts';

/** Changes a file of an extension and its line in the base, as if an earlier version had generated it. */
export function earlierText(tree: Tree, root: string, path: string, change: (text: string) => string): void {
  const text = change(tree.read(`${root}/${path}`, 'utf8') ?? '');
  tree.write(`${root}/${path}`, text);
  const base = (tree.read(`${root}/${basePath}`, 'utf8') ?? '').split('\n');
  const line = `${path} ${deflateSync(text).toString('base64')}`;
  tree.write(
    `${root}/${basePath}`,
    base.map((each) => (each.startsWith(`${path} `) ? line : each)).join('\n'),
  );
}
