import {
  isAlias,
  isCollection,
  isMap,
  isPair,
  isScalar,
  type Node,
  type Pair,
  parseDocument,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { contentTokens } from '../content/content.ts';
import type { ContentToken } from '../content/tokens.ts';
import { withOrdinals } from './identity.ts';
import {
  isNodeList,
  keysIn,
  type NodeList,
  ParseError,
  type SyntaxNode,
  type SyntaxTree,
} from './syntax-tree.ts';

interface Frame {
  readonly text: string;
  readonly tokens: readonly ContentToken[];
}

/**
 * Parses YAML. Positions are those of the text, so that it can be edited without writing it again.
 *
 * @throws {ParseError} also for a key that is there twice
 */
export function parseYaml(text: string): SyntaxTree {
  const document = parseDocument(text);
  const [error] = document.errors;
  if (error) {
    const [{ line, col }] = error.linePos ?? [{ line: 1, col: 1 }];
    const message = error.message.split(/ at line |:?\n/)[0] ?? error.code;
    const isMultiple = error.code === 'MULTIPLE_DOCS';
    throw new ParseError(isMultiple ? 'More than one document' : message, { line, column: col });
  }
  const tokens = contentTokens('a.yaml', text);
  const comments = tokens.filter(({ key }) => key.startsWith('#'));
  const contents = document.contents as Node | null;
  const frame = { text, tokens };
  return { text, comments, root: contents ? nodeOf(contents, frame, '') : emptyMap(text) };
}

function emptyMap(text: string): SyntaxNode {
  const span = { start: text.length, end: text.length };
  const items: NodeList = { ...span, items: [], separator: '', trailing: false, brackets: false };
  return { type: 'map', ...span, key: '[]', identity: 'map', parts: { items, properties: '' } };
}

function nodeOf(node: Node, frame: Frame, name: string): SyntaxNode {
  const start = node.range?.[0] ?? 0;
  const end = endOf(node, frame.text);
  const key = keysIn(frame.tokens, { start, end });
  const properties = isAlias(node) ? '' : `${node.anchor ?? ''} ${node.tag ?? ''}`;
  if (!isCollection(node)) {
    const value = isScalar(node) ? String(node.value) : key;
    return {
      type: isAlias(node) ? 'alias' : 'scalar',
      start,
      end,
      key,
      identity: itemName(value, name),
      parts: {},
    };
  }
  const items = listOf(node as YAMLMap | YAMLSeq, frame, name, { start, end });
  const type = isMap(node) ? 'map' : 'seq';
  return { type, start, end, key, identity: type, parts: { items, properties } };
}

/** In the list form of `environment`, an item is `NAME=VALUE`. */
function itemName(value: string, name: string): string {
  return name === 'environment' ? value.replace(/=[\s\S]*$/, '') : value;
}

function listOf(
  node: YAMLMap | YAMLSeq,
  frame: Frame,
  name: string,
  { start, end }: { readonly start: number; readonly end: number },
): NodeList {
  const items = node.items.map((item) =>
    isPair(item) ? pairOf(item as Pair<Node, Node | null>, frame) : itemOf(item as Node, frame, name),
  );
  const common = { items: withOrdinals(items), trailing: false };
  if (node.flow) return { ...common, start: start + 1, end: end - 1, separator: ',', brackets: true };
  return { ...common, start: items[0]?.start ?? start, end, separator: '', brackets: false };
}

function pairOf({ key, value }: Pair<Node, Node | null>, frame: Frame): SyntaxNode {
  const name = isScalar(key) ? String(key.value) : String(key);
  const start = key.range?.[0] ?? 0;
  const end = value?.range ? Math.max(endOf(value, frame.text), key.range?.[1] ?? 0) : (key.range?.[1] ?? 0);
  const parts = {
    name: nodeOf(key, frame, ''),
    ...(value?.range ? { value: nodeOf(value, frame, name) } : { value: '' }),
  };
  return { type: 'pair', start, end, key: keysIn(frame.tokens, { start, end }), identity: name, parts };
}

/** An item of a block list begins at its dash. */
function itemOf(node: Node, frame: Frame, name: string): SyntaxNode {
  const value = nodeOf(node, frame, name);
  const dash = /-[^\S\n]*(?:[&!]\S+[^\S\n]+)*$/.exec(frame.text.slice(0, value.start));
  if (!dash) return value;
  const start = dash.index;
  const { end } = value;
  return {
    type: `item ${value.type}`,
    start,
    end,
    key: keysIn(frame.tokens, { start, end }),
    identity: nameOf(value, frame.text),
    parts: { value },
  };
}

/** What an item of a list is: the name of a map that has one, such as a step of a workflow. */
function nameOf({ identity, parts: { items } }: SyntaxNode, text: string): string {
  if (!isNodeList(items)) return identity;
  const named = ['name', 'id', 'uses'].flatMap(
    (key) => items.items.find((pair) => pair.identity === key) ?? [],
  )[0];
  return named ? text.slice(named.start, named.end).replace(/@[\w.-]+\s*$/, '') : identity;
}

/** The parser counts line breaks and comments behind a collection as a part of it. */
function endOf(node: Node, text: string): number {
  const [start, end] = node.range ?? [0, 0];
  const last = isCollection(node) && !node.flow ? node.items.at(-1) : undefined;
  const child = isPair(last)
    ? ((last.value as Node | null) ?? (last.key as Node))
    : (last as Node | undefined);
  if (child?.range) return endOf(child, text);
  return start + text.slice(start, end).trimEnd().length;
}
