import { type Edit, indentationAt } from './edits.ts';
import { extentOf } from './lists.ts';
import { indented } from './style.ts';
import type { NodeList, SyntaxNode, SyntaxTree, Trees } from './syntax-tree.ts';

/** An item and the list that it is in. */
export type Place = readonly [list: NodeList, item: SyntaxNode];

/** The edit that updates the generated comments above an item. Those that a user wrote or changed stay. */
export function commentsAbove(
  { current, before, after }: Trees,
  [here, earlier, later]: readonly [current: Place, before: Place, after: Place],
): Edit | undefined {
  const [one, old, next] = [above(current, here), above(before, earlier), above(after, later)];
  const [found, had, wanted] = [one, old, next].map(({ text }) => collapsed(text));
  if (had === wanted || found !== had) return undefined;
  // A comment of the list that the user removed is not written again above another item.
  const isIn = (text: string) => collapsed(text).includes(wanted?.trim() ?? '');
  if (wanted !== '' && isIn(before.text) && !isIn(current.text)) return undefined;
  const target = indentationAt(current.text, one.node.start);
  const text = indented(next.text, indentationAt(after.text, next.node.start), target);
  return { start: one.start, end: one.node.start, text };
}

function above(tree: SyntaxTree, [list, node]: Place) {
  const { start } = extentOf(tree, list, list.items.indexOf(node));
  return { node, start, text: tree.text.slice(start, node.start) };
}

function collapsed(text: string): string {
  return text.replace(/\s+/g, ' ');
}
