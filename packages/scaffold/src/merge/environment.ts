import type { Note } from './collision.ts';
import { type Edit, indentationAt, lineEnd, lineNumber, lineStart } from './edits.ts';
import type { NewItem } from './lists.ts';
import { anchored, mergedNames } from './merge-keys.ts';
import {
  isNode,
  isNodeList,
  type NodeList,
  type SyntaxNode,
  type SyntaxTree,
  type Trees,
} from './syntax-tree.ts';
import type { NodeVersions } from './tree-nodes.ts';

/** `environment: {…}` in a service of a compose file. */
export interface Environment {
  readonly pair: SyntaxNode;
  readonly value: SyntaxNode;
  readonly variables: readonly SyntaxNode[];
}

export function environmentOf(pair: SyntaxNode | undefined): Environment | undefined {
  const value = pair?.parts.value;
  if (pair?.type !== 'pair' || pair.identity !== 'environment' || !isNode(value)) return undefined;
  const { items } = value.parts;
  return value.type === 'map' && isNodeList(items) ? { pair, value, variables: items.items } : undefined;
}

/** The variables that a change adds. */
export function added(before: Environment | undefined, after: Environment): SyntaxNode[] {
  const names = new Set(before?.variables.map(({ identity }) => identity));
  return after.variables.filter(({ identity }) => !names.has(identity));
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

interface Addition {
  readonly edits: readonly Edit[];
  readonly notes: readonly Note[];
}

/**
 * What a change adds to an environment that is no map: to an empty one, and to `environment: *name`, which becomes a map that merges the one
 * with the anchor. Other services may use that one too. Undefined for another value.
 */
export function besideOther(trees: Trees, [current, before, after]: NodeVersions): Addition | undefined {
  const [old, next] = [environmentOf(before), environmentOf(after)];
  if (current.type !== 'pair' || !old || !next || !isOnOwnLines(trees.current, current)) return undefined;
  const { value } = current.parts;
  if (isNode(value) && value.type === 'alias') return besideAlias(trees, value, [old, next]);
  const isEmptyValue = isNode(value) ? value.type === 'scalar' && value.start === value.end : value === '';
  if (!isEmptyValue) return undefined;
  const { text } = trees.current;
  const at = lineEnd(text, current.start);
  const lines = linesOf(trees, indentationAt(text, current.start) + trees.unit, added(old, next));
  return { edits: [{ start: at, end: at, text: lines }], notes: [] };
}

/** Lines can be added, as they cannot in `{ environment: *name }`. */
function isOnOwnLines({ text }: SyntaxTree, { start, end }: SyntaxNode): boolean {
  const rest = text.slice(end, lineEnd(text, end));
  return text.slice(lineStart(text, start), start).trim() === '' && /^\s*(#.*)?$/.test(rest);
}

function besideAlias(
  trees: Trees,
  alias: SyntaxNode,
  [old, next]: readonly [Environment, Environment],
): Addition | undefined {
  const { text, root } = trees.current;
  const name = text.slice(alias.start + 1, alias.end);
  const [map] = anchored(root, name) ?? [];
  const items = map?.parts.items;
  const isChanged = next.variables.some(({ identity, key }) =>
    old.variables.some((each) => each.identity === identity && each.key !== key),
  );
  if (!isNodeList(items) || isChanged) return undefined;
  const names = new Set([...items.items.map(({ identity }) => identity), ...mergedNames(trees, items)]);
  const lines = added(old, next).filter(({ identity }) => !names.has(identity));
  const unused = added(next, old).filter(({ identity }) => names.has(identity));
  const notes = unused.map(({ identity }) => ({
    line: lineNumber(text, alias.start),
    text: `${identity} is not used any more. Remove it from &${name} if no other service needs it.`,
  }));
  if (lines.length === 0) return { edits: [], notes };
  const start = text.slice(0, alias.start).trimEnd().length;
  const indentation = indentationAt(text, start) + trees.unit;
  const end = lineEnd(text, alias.end);
  return {
    edits: [
      { start, end: alias.start, text: `\n${indentation}<<: ` },
      { start: end, end, text: linesOf(trees, indentation, lines) },
    ],
    notes,
  };
}

/** Variables on lines of their own. */
function linesOf({ after }: Trees, indentation: string, variables: readonly SyntaxNode[]): string {
  return variables.map(({ start, end }) => `\n${indentation}${after.text.slice(start, end)}`).join('');
}
