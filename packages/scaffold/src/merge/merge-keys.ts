import { isNode, isNodeList, type NodeList, type SyntaxNode, type Trees } from './syntax-tree.ts';

/** The entry `<<` of a map of YAML, which adds the entries of other maps. An entry of the map itself overrides those. */
export function mergeKeyOf({ items }: NodeList): SyntaxNode | undefined {
  return items.find(({ type, identity }) => type === 'pair' && identity === '<<');
}

/** The names of the entries that a map has from others. */
export function mergedNames({ current }: Pick<Trees, 'current'>, list: NodeList): ReadonlySet<string> {
  const names = new Set<string>();
  const seen = new Set<SyntaxNode>();
  const add = (items: readonly SyntaxNode[]) => {
    for (const map of items.flatMap((item) => mapsIn(current.root, current.text, item))) {
      if (seen.has(map)) continue;
      seen.add(map);
      const own = itemsOf(map);
      for (const { identity } of own) names.add(identity);
      add(own.filter(({ identity }) => identity === '<<'));
    }
  };
  const key = mergeKeyOf(list);
  if (key) add([key]);
  return names;
}

/** The maps that the aliases in a node name. */
function mapsIn(root: SyntaxNode, text: string, node: SyntaxNode): SyntaxNode[] {
  if (node.type === 'alias') return anchored(root, text.slice(node.start + 1, node.end)) ?? [];
  const { value } = node.parts;
  const children = isNode(value) ? [value] : itemsOf(node);
  return children.flatMap((child) => mapsIn(root, text, child));
}

/** The map with an anchor, as a list. */
export function anchored(node: SyntaxNode, name: string): SyntaxNode[] | undefined {
  if (node.type === 'map' && String(node.parts.properties).split(' ')[0] === name) return [node];
  for (const part of Object.values(node.parts)) {
    const children = isNode(part) ? [part] : isNodeList(part) ? part.items : [];
    for (const child of children) {
      const found = anchored(child, name);
      if (found) return found;
    }
  }
  return undefined;
}

function itemsOf({ parts: { items } }: SyntaxNode): readonly SyntaxNode[] {
  return isNodeList(items) ? items.items : [];
}
