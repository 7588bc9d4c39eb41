import type { Collision } from './collision.ts';
import { type Edit, indentationAt, lineNumber } from './edits.ts';
import { indented } from './style.ts';
import {
  isNode,
  isNodeList,
  keyWithoutComments,
  type SyntaxNode,
  type Trees,
  textOf,
} from './syntax-tree.ts';

/** Three versions of a node. */
export type NodeVersions = readonly [current: SyntaxNode, before: SyntaxNode, after: SyntaxNode];

/** Whether a part of three nodes can be merged: two nodes, two lists, or a value that no more than one side changed. */
export function fits(name: string, [current, before, after]: NodeVersions): boolean {
  const parts = [current.parts[name], before.parts[name], after.parts[name]];
  if (parts.every(isNode) || parts.every(isNodeList)) return true;
  const [one, old, next] = parts.map((part) =>
    isNode(part) ? part.key : isNodeList(part) ? undefined : (part ?? ''),
  );
  return old !== undefined && old === next && one !== undefined;
}

/** Whether a node was not edited, or in its comments only. */
export function isUnedited({ current, before }: Trees, one: SyntaxNode, old: SyntaxNode): boolean {
  return one.key === old.key || keyWithoutComments(current, one) === keyWithoutComments(before, old);
}

/** The edit that writes a generated node in place of the user's. */
export function replacement({ current, after }: Trees, one: SyntaxNode, next: SyntaxNode): Edit {
  const source = next.text ?? after.text.slice(next.start, next.end);
  const text = indented(
    source,
    indentationAt(after.text, next.start),
    indentationAt(current.text, one.start),
  );
  return { start: one.start, end: one.end, text };
}

/** A node that both sides changed, or that the change removes and the user edited. */
export function collisionAt(
  { current, after }: Trees,
  one: SyntaxNode,
  next: SyntaxNode | undefined,
): Collision {
  return {
    line: lineNumber(current.text, one.start),
    found: textOf(current, one),
    wanted: next ? textOf(after, next) : '',
  };
}
