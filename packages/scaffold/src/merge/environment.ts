import type { Note } from './collision.ts';
import { type Edit, indentationAt, lineEnd, lineNumber } from './edits.ts';
import type { NewItem } from './lists.ts';
import { isNode, isNodeList, type NodeList, type SyntaxNode, type Trees } from './syntax-tree.ts';

/** `environment: {…}` in a service of a compose file. */
interface Environment {
  readonly pair: SyntaxNode;
  readonly value: SyntaxNode;
  readonly variables: readonly SyntaxNode[];
}

function environmentOf(pair: SyntaxNode | undefined): Environment | undefined {
  const value = pair?.parts.value;
  if (pair?.type !== 'pair' || pair.identity !== 'environment' || !isNode(value)) return undefined;
  const { items } = value.parts;
  return value.type === 'map' && isNodeList(items) ? { pair, value, variables: items.items } : undefined;
}

function added(before: Environment | undefined, after: Environment): SyntaxNode[] {
  const names = new Set(before?.variables.map(({ identity }) => identity));
  return after.variables.filter(({ identity }) => !names.has(identity));
}

/**
 * The generated environment for a service that also reads variables from a file: without new variables that have no value. An empty
 * value would override the value in the file.
 */
export function besideEnvFile(
  { current, after: tree }: Trees,
  service: NodeList,
  [before, after]: readonly [SyntaxNode, SyntaxNode | undefined],
): { readonly after: SyntaxNode | undefined; readonly notes: readonly Note[] } {
  const file = service.items.find(({ identity }) => identity === 'env_file');
  const [old, next] = [environmentOf(before), environmentOf(after)];
  if (!file || !next) return { after, notes: [] };
  const unset = added(old, next).filter((variable) => isEmpty(variable, tree.text));
  if (unset.length === 0) return { after, notes: [] };
  const names = unset.map(({ identity }) => identity).join(', ');
  const note = {
    line: lineNumber(current.text, file.start),
    text: `set ${names} in the file of env_file. The environment would override it with an empty value.`,
  };
  return {
    after: withVariables(
      next,
      next.variables.filter((variable) => !unset.includes(variable)),
    ),
    notes: [note],
  };
}

function isEmpty({ parts: { value } }: SyntaxNode, text: string): boolean {
  return !isNode(value) || /^(""|'')?$/.test(text.slice(value.start, value.end));
}

function withVariables({ pair, value }: Environment, variables: readonly SyntaxNode[]): SyntaxNode {
  const key = JSON.stringify(variables.map((variable) => variable.key));
  const items = { ...(value.parts.items as NodeList), items: variables };
  return {
    ...pair,
    key,
    parts: { ...pair.parts, value: { ...value, key, parts: { ...value.parts, items } } },
  };
}

/** The environment for a service in which the user has none: with the new variables only. */
export function missingEnvironment(
  { after: { text }, unit }: Trees,
  service: NodeList,
  [before, after]: readonly [SyntaxNode, SyntaxNode],
): NewItem | undefined {
  const [old, next] = [environmentOf(before), environmentOf(after)];
  if (!old || !next || service.brackets) return undefined;
  const lines = added(old, next).map(({ start, end }) => text.slice(start, end));
  if (lines.length === 0) return undefined;
  return {
    after: service.items.length - 1,
    text: (indentation) => ['environment:', ...lines].join(`\n${indentation}${unit}`),
    comment: '',
    blankBefore: false,
    blankAfter: false,
  };
}

/**
 * What a change adds to `environment: *name`: a map that merges the one with the anchor, which other services may use too. Undefined for
 * another value, and for changes of variables.
 */
export function besideAlias(
  { current: { text, root }, after: tree, unit }: Trees,
  parent: SyntaxNode,
  [alias, before, after]: readonly [current: SyntaxNode, before: SyntaxNode, after: SyntaxNode],
): { readonly edits: readonly Edit[]; readonly notes: readonly Note[] } | undefined {
  if (parent.identity !== 'environment' || alias.type !== 'alias') return undefined;
  const name = text.slice(alias.start + 1, alias.end);
  const lists = [anchored(root, name), before, after].map((map) =>
    map?.type === 'map' ? map.parts.items : '',
  );
  if (!lists.every(isNodeList)) return undefined;
  const [own = [], old = [], next = []] = lists.map(({ items }) => items);
  const isIn = (items: readonly SyntaxNode[], one: SyntaxNode) =>
    items.some(({ identity }) => identity === one.identity);
  if (next.some((one) => isIn(old, one) && !old.some(({ key }) => key === one.key))) return undefined;
  const added = next.filter((one) => !isIn(old, one) && !isIn(own, one));
  const unused = old.filter((one) => !isIn(next, one) && isIn(own, one));
  const notes = unused.map(({ identity }) => ({
    line: lineNumber(text, alias.start),
    text: `${identity} is not used any more. Remove it from &${name} if no other service needs it.`,
  }));
  if (added.length === 0) return { edits: [], notes };
  const start = text.slice(0, alias.start).trimEnd().length;
  const indentation = `\n${indentationAt(text, start)}${unit}`;
  const end = lineEnd(text, alias.end);
  const lines = added.map((variable) => indentation + tree.text.slice(variable.start, variable.end));
  return {
    edits: [
      { start, end: alias.start, text: `${indentation}<<: ` },
      { start: end, end, text: lines.join('') },
    ],
    notes,
  };
}

/** The map with an anchor. */
function anchored(node: SyntaxNode, name: string): SyntaxNode | undefined {
  if (node.type === 'map' && String(node.parts.properties).split(' ')[0] === name) return node;
  for (const part of Object.values(node.parts)) {
    const children = isNode(part) ? [part] : isNodeList(part) ? part.items : [];
    for (const child of children) {
      const found = anchored(child, name);
      if (found) return found;
    }
  }
  return undefined;
}
