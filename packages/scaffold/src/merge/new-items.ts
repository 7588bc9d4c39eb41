import { indentationAt } from './edits.ts';
import { columnAt, extentOf, type NewItem } from './lists.ts';
import type { Pairs } from './pairing.ts';
import { indented } from './style.ts';
import { isNode, type NodeList, type SyntaxNode, type SyntaxTree } from './syntax-tree.ts';

/** Which item of the generated list is which item of the user's list. */
export function placesOf(found: Pairs, wanted: Pairs): Pairs {
  return new Map(
    [...wanted].flatMap(([item, next]) => (found.has(item) ? [[next, found.get(item) as SyntaxNode]] : [])),
  );
}

/** An item of the generated list that the user's list does not have. */
interface Addition {
  readonly list: NodeList;
  readonly index: number;
  readonly places: Pairs;
}

/** The item to insert into the user's list: next to the item that it is next to in the generated list. */
export function newItem(tree: SyntaxTree, current: NodeList, addition: Addition): NewItem {
  return { after: positionOf(current, addition), ...writtenItem(tree, current, addition) };
}

function positionOf(current: NodeList, { list: { items }, index, places }: Addition): number {
  const item = items[index] as SyntaxNode;
  const previous = items.slice(0, index).findLast((each) => places.has(each));
  const next = items.slice(index + 1).find((each) => places.has(each));
  const at = (each: SyntaxNode) => current.items.indexOf(places.get(each) as SyntaxNode);
  // An import is next to imports, and an item at the end of the list comes after the user's items.
  const isPrevious = previous && next && next.type !== item.type && previous.type === item.type;
  if (isPrevious) return at(previous);
  return next ? at(next) - 1 : current.items.length - 1;
}

function writtenItem(
  tree: SyntaxTree,
  { separator }: NodeList,
  { list, index }: Addition,
): Omit<NewItem, 'after'> {
  const item = list.items[index] as SyntaxNode;
  const extent = extentOf(tree, list, index);
  // In a list such as `[a, b]`, an item of YAML has no dash.
  const isFlow = separator === ',' && list.separator === '' && item.type.startsWith('item ');
  const value = isFlow ? item.parts.value : undefined;
  const source = isNode(value)
    ? (value.text ?? tree.text.slice(value.start, value.end))
    : (item.text ?? tree.text.slice(extent.start, item.end));
  const from = (list.brackets ? indentationAt : columnAt)(tree.text, item.start);
  const gap = (start: number | undefined, end: number | undefined) =>
    start !== undefined && end !== undefined && /\n[^\S\n]*\n/.test(tree.text.slice(start, end));
  const comment = /[^\S\n]*(?:#|\/\/|\/\*).*$/.exec(tree.text.slice(item.end, extent.end))?.[0] ?? '';
  return {
    text: (indentation) => indented(source, from, indentation),
    comment: isFlow ? '' : comment,
    blankBefore: gap(list.items[index - 1]?.end, extent.start),
    blankAfter: index + 1 < list.items.length && gap(item.end, extentOf(tree, list, index + 1).start),
  };
}
