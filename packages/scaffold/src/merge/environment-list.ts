import { parse } from 'yaml';
import { isNode, isNodeList, type NodeList, type SyntaxNode, type Trees } from './syntax-tree.ts';
import type { NodeVersions } from './tree-nodes.ts';

/** The versions of `environment` in the form that the user's has. */
export function inListForm(trees: Trees, parent: SyntaxNode, versions: NodeVersions): NodeVersions {
  const [current, before, after] = versions;
  if (parent.identity !== 'environment' || current.type !== 'seq' || before.type !== 'map') return versions;
  const own = withAssignments(current, trees.current.text);
  const [old, next] = [asList(before, trees.before.text), asList(after, trees.after.text)];
  return own && old && next ? [own, old, next] : versions;
}

/**
 * A map of a compose file in the form of a list, `- NAME=VALUE`. The generated files have the map, and users may write the list.
 * Undefined for a map with values that are no text.
 */
function asList(map: SyntaxNode, text: string): SyntaxNode | undefined {
  return withItems({ ...map, type: 'seq' }, (pair) => {
    const { value } = pair.parts;
    if (!isNode(value) || value.type !== 'scalar') return undefined;
    const assignment = `${pair.identity}=${valueAt(value, text) ?? ''}`;
    const written = /^[\w./=-]+$/.test(assignment) ? assignment : JSON.stringify(assignment);
    const { start, end, identity } = pair;
    const scalar: SyntaxNode = {
      type: 'scalar',
      start,
      end,
      identity,
      key: keyOf(assignment),
      parts: {},
      text: written,
    };
    return { ...scalar, type: 'item scalar', parts: { value: scalar }, text: `- ${written}` };
  });
}

/** A list with keys that can be compared with those of {@link asList}. */
function withAssignments(list: SyntaxNode, text: string): SyntaxNode | undefined {
  return withItems(list, (item) => {
    const { value = item } = item.parts;
    if (!isNode(value) || value.type !== 'scalar') return undefined;
    const key = keyOf(String(valueAt(value, text)));
    // In a list such as `[A=1]`, an item is its value.
    return value === item ? { ...item, key } : { ...item, key, parts: { value: { ...value, key } } };
  });
}

function withItems(
  node: SyntaxNode,
  convert: (item: SyntaxNode) => SyntaxNode | undefined,
): SyntaxNode | undefined {
  const { items } = node.parts;
  if (!isNodeList(items)) return undefined;
  const converted = items.items.flatMap((item) => convert(item) ?? []);
  if (converted.length < items.items.length) return undefined;
  const list: NodeList = { ...items, items: converted };
  const key = JSON.stringify(converted.map((item) => item.key));
  return { ...node, key, parts: { items: list, properties: '' } };
}

function valueAt({ start, end }: SyntaxNode, text: string): unknown {
  return parse(text.slice(start, end));
}

function keyOf(assignment: string): string {
  return JSON.stringify([assignment]);
}
