import type { Node } from '@babel/types';
import { contentTokens } from '../content/content.ts';
import type { ContentToken } from '../content/tokens.ts';
import type { Span } from './edits.ts';
import { identityOf, withOrdinals } from './identity.ts';
import { parseModule, parseValue, type Raw, spanOf } from './syntax.ts';
import { keysIn, type NodeList, type SyntaxNode, type SyntaxPart, type SyntaxTree } from './syntax-tree.ts';

interface Frame {
  readonly text: string;
  readonly tokens: readonly ContentToken[];
  readonly isData: boolean;
}

/** What Babel says about a node, and not its content. */
const META = new Set([
  ...['type', 'start', 'end', 'loc', 'range', 'extra', 'errors', 'comments', 'tokens'],
  ...['leadingComments', 'trailingComments', 'innerComments', 'directives'],
]);

/** Where the items of a list are: between the brackets at the ends of its node, or as a function of the text. */
const LISTS: Readonly<Record<string, (node: Raw, text: string) => Span | undefined>> = {
  'Program.body': (_, text) => ({ start: 0, end: text.length }),
  'BlockStatement.body': inside,
  'ClassBody.body': inside,
  'TSInterfaceBody.body': inside,
  'TSTypeLiteral.members': inside,
  'ObjectExpression.properties': inside,
  'ObjectPattern.properties': insideOfPattern,
  'ArrayExpression.elements': inside,
  'CallExpression.arguments': argumentsOf,
  'NewExpression.arguments': argumentsOf,
  'ImportDeclaration.specifiers': braces,
  'ExportNamedDeclaration.specifiers': braces,
  'JSXOpeningElement.attributes': (node) => ({
    start: spanOf((node.typeParameters ?? node.name) as Node).end,
    end: spanOf(node).end - (node.selfClosing ? 2 : 1),
  }),
  'JSXElement.children': ({ openingElement, closingElement }) =>
    closingElement
      ? { start: spanOf(openingElement as Node).end, end: spanOf(closingElement as Node).start }
      : undefined,
};

const COMMAS = /^(Object|Array|Call|New|Import|Export)/;

/**
 * Parses TypeScript, JavaScript or JSON.
 *
 * @throws {ParseError}
 */
export function parseCode(path: string, text: string): SyntaxTree {
  const isData = /\.jsonc?$/.test(path);
  const tokens = contentTokens(path, text);
  const comments = tokens.filter(({ key }) => /^\/[/*]/.test(key));
  const root = isData ? parseValue(text) : parseModule(path, text).program;
  return { text, comments, root: nodeOf(root as Raw, { text, tokens, isData }) };
}

function nodeOf(raw: Raw, frame: Frame): SyntaxNode {
  const span = raw.type === 'Program' ? { start: 0, end: frame.text.length } : spanOf(raw);
  const parts = Object.entries(raw)
    .filter(([name]) => !META.has(name))
    .flatMap(([name, value]) => partsOf(raw, name, value, frame));
  return {
    type: raw.type,
    ...span,
    key: keysIn(frame.tokens, span),
    identity: identityOf(raw),
    parts: Object.fromEntries(parts),
  };
}

function partsOf(raw: Raw, name: string, value: unknown, frame: Frame): [string, SyntaxPart][] {
  if (isRaw(value)) return [[name, nodeOf(value, frame)]];
  if (!Array.isArray(value)) return [[name, JSON.stringify(value) ?? '']];
  const list = listOf(raw, name, value, frame);
  if (list) return [[name, list]];
  return [
    [`${name}.length`, String(value.length)],
    ...value.flatMap((item, index) => partsOf(raw, `${name}.${index}`, item, frame)),
  ];
}

function listOf(raw: Raw, name: string, value: readonly unknown[], frame: Frame): NodeList | undefined {
  const span = LISTS[`${raw.type}.${name}`]?.(raw, frame.text);
  const items = value.filter(isRaw).filter((item) => !isBlank(item));
  if (!span || value.includes(null) || items.some(({ type }) => /^Import(Default|Namespace)Spec/.test(type)))
    return undefined;
  return {
    ...span,
    items: withOrdinals(items.map((item) => nodeOf(item, frame))),
    separator: COMMAS.test(raw.type) ? ',' : '',
    trailing: !frame.isData,
    brackets: raw.type !== 'Program',
  };
}

/** White space between the elements of JSX. */
function isBlank(node: Raw): boolean {
  return node.type === 'JSXText' && String(node.value).trim() === '' && String(node.value).includes('\n');
}

function isRaw(value: unknown): value is Raw {
  return (
    typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string'
  );
}

function inside(node: Raw): Span {
  const { start, end } = spanOf(node);
  return { start: start + 1, end: end - 1 };
}

/** The node of a parameter includes its type. */
function insideOfPattern(node: Raw, text: string): Span {
  if (!isRaw(node.typeAnnotation)) return inside(node);
  return { start: spanOf(node).start + 1, end: text.lastIndexOf('}', spanOf(node.typeAnnotation).start) };
}

function argumentsOf(node: Raw, text: string): Span | undefined {
  const { end } = spanOf((node.typeParameters ?? node.callee) as Node);
  const open = text.indexOf('(', end);
  return open < 0 || open >= spanOf(node).end ? undefined : { start: open + 1, end: spanOf(node).end - 1 };
}

/** `{ a, b }` of an import or export. `export const a = {}` and import attributes have other braces. */
function braces(node: Raw, text: string): Span | undefined {
  if (node.declaration) return undefined;
  const { start } = spanOf(node);
  const end = isRaw(node.source) ? spanOf(node.source).start : spanOf(node).end;
  const [open, close] = [text.indexOf('{', start), text.indexOf('}', start)];
  return open < 0 || close < 0 || close > end ? undefined : { start: open + 1, end: close };
}
