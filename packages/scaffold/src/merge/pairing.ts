import { similarity } from '../content/tokens.ts';
import { isNode, isNodeList, type SyntaxNode } from './syntax-tree.ts';

/** Item to item. */
export type Pairs = ReadonlyMap<SyntaxNode, SyntaxNode>;

/**
 * Which item of a list is which item of another version of the list. Items of one identity belong together. A renamed item is found
 * between the same neighbors, by the tokens that it shares with the other one.
 */
export function pairItems(items: readonly SyntaxNode[], others: readonly SyntaxNode[]): Pairs {
  const pairs = new Map<SyntaxNode, SyntaxNode>();
  const paired = new Set<SyntaxNode>();
  for (const property of ['key', 'identity'] as const) {
    for (const item of items) {
      if (pairs.has(item)) continue;
      const other = others.find((each) => each[property] === item[property] && !paired.has(each));
      if (other === undefined) continue;
      pairs.set(item, other);
      paired.add(other);
    }
  }
  const rest = others.filter((other) => !paired.has(other));
  const open = items.filter((item) => !pairs.has(item));
  for (const item of open) {
    const isOneScalar = open.length === 1 && rest.length === 1 && isScalar(item);
    const match = rest.find(
      (other) =>
        other.type === item.type &&
        !paired.has(other) &&
        (isOneScalar || similarity(keysOf(item), keysOf(other)) > 0.6),
    );
    if (!match) continue;
    paired.add(match);
    pairs.set(item, match);
  }
  return pairs;
}

/** Whether a node has something that the earlier version of it does not have. */
export function addsTo(before: SyntaxNode, after: SyntaxNode): boolean {
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

function keysOf({ key }: SyntaxNode): string[] {
  return JSON.parse(key);
}

function isScalar({ type }: SyntaxNode): boolean {
  return /scalar$|Literal$/.test(type);
}
