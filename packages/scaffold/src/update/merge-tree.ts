import type { Collision } from './collision.ts';
import { type Edit, indentationAt, lineEnd, lineNumber, lineStart } from './edits.ts';
import { asList, withAssignments } from './environment-list.ts';
import { columnAt, editList, extentOf, type NewItem } from './lists.ts';
import { pairItems } from './pairing.ts';
import {
  isNode,
  isNodeList,
  keyWithoutComments,
  type NodeList,
  type SyntaxNode,
  type SyntaxTree,
} from './syntax-tree.ts';

/** The versions of a text, parsed. `after` has the style of `current`. */
export interface Trees {
  readonly current: SyntaxTree;
  readonly before: SyntaxTree;
  readonly after: SyntaxTree;
  /** The white space that one level of nesting adds in `current`. */
  readonly unit: string;
  /** Whether an item that a user deleted stays deleted. */
  readonly mayStayDeleted: (node: SyntaxNode) => boolean;
}

/** What a merge changes in `current`. */
export interface TreeMerge {
  readonly edits: readonly Edit[];
  readonly collisions: readonly Collision[];
  /** The text of the items that stay deleted. */
  readonly skipped: readonly string[];
}

/** Applies the difference between `before` and `after` to `current`, statement by statement and member by member. */
export function mergeTrees(trees: Trees): TreeMerge {
  const merge = new Merge(trees);
  merge.nodes(trees.current.root, trees.before.root, trees.after.root);
  return merge;
}

class Merge implements TreeMerge {
  readonly edits: Edit[] = [];
  readonly collisions: Collision[] = [];
  readonly skipped: string[] = [];
  readonly #trees: Trees;

  constructor(trees: Trees) {
    this.#trees = trees;
  }

  nodes(current: SyntaxNode, before: SyntaxNode, after: SyntaxNode): void {
    if (after.key === before.key || after.key === current.key) return;
    const isList = current.type === before.type && current.type === after.type;
    const names = Object.keys({ ...current.parts, ...before.parts, ...after.parts });
    const hasParts = names.some((name) => isNode(current.parts[name]) || isNodeList(current.parts[name]));
    if (isList && hasParts && names.every((name) => this.#fits(name, current, before, after)))
      for (const name of names) this.#parts(name, current, before, after);
    else if (current.key === before.key) this.#replace(current, after);
    else this.#collide(current, after);
  }

  /** Whether a part of three nodes can be merged: two nodes, two lists, or a value that no more than one side changed. */
  #fits(name: string, ...[current, before, after]: readonly [SyntaxNode, SyntaxNode, SyntaxNode]): boolean {
    const parts = [current.parts[name], before.parts[name], after.parts[name]];
    if (parts.every(isNode) || parts.every(isNodeList)) return true;
    const [one, old, next] = parts.map((part) =>
      isNode(part) ? part.key : isNodeList(part) ? undefined : (part ?? ''),
    );
    return old !== undefined && old === next && one !== undefined;
  }

  #parts(name: string, ...[current, before, after]: readonly [SyntaxNode, SyntaxNode, SyntaxNode]): void {
    const [one, old, next] = [current.parts[name], before.parts[name], after.parts[name]];
    if (isNode(one) && isNode(old) && isNode(next)) this.nodes(...this.#inForm(current, one, old, next));
    else if (isNodeList(one) && isNodeList(old) && isNodeList(next)) this.#lists(one, old.items, next, old);
  }

  /** The versions of `environment` in the form that the user's has. */
  #inForm(
    parent: SyntaxNode,
    ...nodes: [SyntaxNode, SyntaxNode, SyntaxNode]
  ): [SyntaxNode, SyntaxNode, SyntaxNode] {
    const [current, before, after] = nodes;
    if (parent.identity !== 'environment' || current.type !== 'seq' || before.type !== 'map') return nodes;
    const { current: tree, before: old, after: next } = this.#trees;
    const lists = [withAssignments(current, tree.text), asList(before, old.text), asList(after, next.text)];
    return lists.every((list) => list !== undefined)
      ? (lists as [SyntaxNode, SyntaxNode, SyntaxNode])
      : nodes;
  }

  #lists(current: NodeList, items: readonly SyntaxNode[], after: NodeList, before?: NodeList): void {
    const [found, wanted] = [pairItems(items, current.items), pairItems(items, after.items)];
    const removed = new Set<number>();
    for (const item of items) {
      const [one, next] = [found.get(item), wanted.get(item)];
      if (one === undefined) this.#deleted(item, next);
      else if (next === undefined) {
        // Comments alone are no reason to keep an item.
        if (this.#isUnedited(one, item)) removed.add(current.items.indexOf(one));
        else this.#collide(one, undefined);
      } else {
        this.nodes(one, item, next);
        if (before) this.#comments([current, one], [before, item], [after, next]);
      }
    }
    const inserted = this.#insertions(current, after, found, wanted);
    this.edits.push(
      ...editList({ ...this.#trees.current, unit: this.#trees.unit }, current, { removed, inserted }),
    );
  }

  #isUnedited(current: SyntaxNode, before: SyntaxNode): boolean {
    if (current.key === before.key) return true;
    const trees = this.#trees;
    return keyWithoutComments(trees.current, current) === keyWithoutComments(trees.before, before);
  }

  /** A user deleted an item of the generated list. */
  #deleted(before: SyntaxNode, after: SyntaxNode | undefined): void {
    if (after === undefined || !addsTo(before, after)) return;
    if (this.#trees.mayStayDeleted(after)) this.skipped.push(textOf(this.#trees.after, after));
    else this.collisions.push({ line: undefined, found: '', wanted: textOf(this.#trees.after, after) });
  }

  #insertions(
    current: NodeList,
    after: NodeList,
    found: ReadonlyMap<SyntaxNode, SyntaxNode>,
    wanted: ReadonlyMap<SyntaxNode, SyntaxNode>,
  ): NewItem[] {
    const places = new Map(
      [...wanted].flatMap(([item, next]) => (found.has(item) ? [[next, found.get(item) as SyntaxNode]] : [])),
    );
    const generated = new Set(wanted.values());
    const own = new Set(found.values());
    const inserted: NewItem[] = [];
    after.items.forEach((item, index) => {
      if (generated.has(item)) return;
      const twin = current.items.find((each) => each.identity === item.identity && !own.has(each));
      if (twin) {
        this.#twins(twin, item);
        return;
      }
      const previous = after.items.slice(0, index).findLast((each) => places.has(each));
      const next = after.items.slice(index + 1).find((each) => places.has(each));
      const at = (each: SyntaxNode) => current.items.indexOf(places.get(each) as SyntaxNode);
      // An import is next to imports, and an item at the end of the list comes after the user's items.
      const isPrevious = previous && next && next.type !== item.type && previous.type === item.type;
      const position = isPrevious ? at(previous) : next ? at(next) - 1 : current.items.length - 1;
      inserted.push({ after: position, ...this.#written(current, after, index) });
    });
    return inserted;
  }

  /** The user and the generator added the same item. Lists in it can be merged. */
  #twins(current: SyntaxNode, after: SyntaxNode): void {
    if (current.key === after.key) return;
    const names = Object.keys({ ...current.parts, ...after.parts });
    const fits = names.every((name) => {
      const [one, next] = [current.parts[name], after.parts[name]];
      if (isNode(one) && isNode(next)) return one.key === next.key || one.type === next.type;
      return isNodeList(one) && isNodeList(next) ? true : one === next;
    });
    if (current.type !== after.type || !fits || names.length === 0) {
      this.#collide(current, after);
      return;
    }
    for (const name of names) {
      const [one, next] = [current.parts[name], after.parts[name]];
      if (isNode(one) && isNode(next)) this.#twins(one, next);
      else if (isNodeList(one) && isNodeList(next)) this.#lists(one, [], next);
    }
  }

  #written({ separator }: NodeList, list: NodeList, index: number): Omit<NewItem, 'after'> {
    const { after } = this.#trees;
    const item = list.items[index] as SyntaxNode;
    const extent = extentOf(after, list, index);
    // In a list such as `[a, b]`, an item of YAML has no dash.
    const isFlow = separator === ',' && list.separator === '' && item.type.startsWith('item ');
    const value = isFlow ? item.parts.value : undefined;
    const source = isNode(value)
      ? after.text.slice(value.start, value.end)
      : (item.text ?? after.text.slice(extent.start, item.end));
    const from = (list.brackets ? indentationAt : columnAt)(after.text, item.start);
    const gap = (start: number | undefined, end: number | undefined) =>
      start !== undefined && end !== undefined && /\n[^\S\n]*\n/.test(after.text.slice(start, end));
    return {
      text: (indentation) => indented(source, from, indentation),
      comment: isFlow
        ? ''
        : (/[^\S\n]*(?:#|\/\/|\/\*).*$/.exec(after.text.slice(item.end, extent.end))?.[0] ?? ''),
      blankBefore: gap(list.items[index - 1]?.end, extent.start),
      blankAfter: index + 1 < list.items.length && gap(item.end, extentOf(after, list, index + 1).start),
    };
  }

  /** The comments above an item: generated ones are updated, and those that a user wrote or changed stay. */
  #comments(here: Place, earlier: Place, later: Place): void {
    const { current, before, after } = this.#trees;
    const version = (tree: SyntaxTree, [list, node]: Place) => {
      const { start } = extentOf(tree, list, list.items.indexOf(node));
      return { node, start, text: tree.text.slice(start, node.start) };
    };
    const [one, old, next] = [version(current, here), version(before, earlier), version(after, later)];
    const [found, had, wanted] = [one, old, next].map(({ text }) => text.replace(/\s+/g, ' '));
    if (had === wanted || found !== had) return;
    // A comment of the list that the user removed is not written again above another item.
    const isMoved = (text: string) => text.replace(/\s+/g, ' ').includes(wanted?.trim() ?? '');
    if (wanted !== '' && isMoved(before.text) && !isMoved(current.text)) return;
    const target = indentationAt(current.text, one.node.start);
    const text = indented(next.text, indentationAt(after.text, next.node.start), target);
    this.edits.push({ start: one.start, end: one.node.start, text });
  }

  #replace(current: SyntaxNode, after: SyntaxNode): void {
    const { current: tree, after: next } = this.#trees;
    const source = after.text ?? next.text.slice(after.start, after.end);
    const text = indented(
      source,
      indentationAt(next.text, after.start),
      indentationAt(tree.text, current.start),
    );
    this.edits.push({ start: current.start, end: current.end, text });
  }

  #collide(current: SyntaxNode, after: SyntaxNode | undefined): void {
    const { current: tree, after: next } = this.#trees;
    this.collisions.push({
      line: lineNumber(tree.text, current.start),
      found: textOf(tree, current),
      wanted: after ? textOf(next, after) : '',
    });
  }
}

/** An item and the list that it is in. */
type Place = readonly [list: NodeList, item: SyntaxNode];

/** Whether a node has something that the earlier version of it does not have. */
function addsTo(before: SyntaxNode, after: SyntaxNode): boolean {
  if (before.key === after.key) return false;
  const names = Object.keys(after.parts);
  if (before.type !== after.type || names.length === 0) return true;
  return names.some((name) => {
    const [old, next] = [before.parts[name], after.parts[name]];
    if (isNode(old) && isNode(next)) return addsTo(old, next);
    if (!isNodeList(old) || !isNodeList(next)) return old !== next;
    const earlier = pairItems(next.items, old.items);
    return next.items.some((item) => {
      const one = earlier.get(item);
      return one === undefined || addsTo(one, item);
    });
  });
}

/** The lines that contain a node. */
function textOf({ text }: SyntaxTree, node: SyntaxNode): string {
  if (node.text !== undefined) return `${node.text}\n`;
  return `${text.slice(lineStart(text, node.start), lineEnd(text, node.end))}\n`;
}

/** A text whose lines, but for the first, are indented by another amount. */
function indented(text: string, from: string, to: string): string {
  if (from === to) return text;
  return text
    .split('\n')
    .map((line, index) =>
      index > 0 && line.startsWith(from) && line !== '' ? to + line.slice(from.length) : line,
    )
    .join('\n');
}
