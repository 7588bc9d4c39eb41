import { type Document, isMap, parseDocument } from 'yaml';
import { at, differences, merged, type Tree } from './trees.ts';

/**
 * Applies the members that differ between `before` and `after` to `current`, which contains other edits. Comments and order are kept.
 *
 * @returns undefined if both sides changed the same member, or a text is not YAML
 */
export function mergeYaml(current: string, before: string, after: string): string | undefined {
  const documents = [current, before, after].map((text) => parseDocument(text));
  if (documents.some(({ errors }) => errors.length > 0)) return undefined;
  const [document, old, next] = documents as [Document, Document, Document];
  const tree = document.toJS() as Tree;
  for (const difference of differences(old.toJS(), next.toJS())) {
    const to = merged(at(tree, difference.path), difference);
    if (to === 'conflict') return undefined;
    if (to.to === undefined) document.deleteIn(difference.path);
    else set(document, next, difference.path, to.to);
  }
  return document.toString({ lineWidth: 0 });
}

/** Inserts a new member as the node of the new document, with its comments, and at its position there. */
function set(document: Document, next: Document, path: readonly string[], value: Tree): void {
  const [parentPath, key] = [path.slice(0, -1), path.at(-1) as string];
  const parent = parentPath.length > 0 ? document.getIn(parentPath) : document.contents;
  const model = parentPath.length > 0 ? next.getIn(parentPath) : next.contents;
  if (!isMap(parent) || !isMap(model) || parent.has(key))
    return void document.setIn(path, document.createNode(value));
  const position = model.items.findIndex((item) => String(item.key) === key);
  const pair = model.items[position];
  const predecessor = model.items[position - 1];
  const index = predecessor
    ? parent.items.findIndex((item) => String(item.key) === String(predecessor.key))
    : -1;
  if (pair) parent.items.splice(index < 0 ? parent.items.length : index + 1, 0, pair as never);
}
