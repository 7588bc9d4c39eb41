import { type ParserOptions, parse, parseExpression } from '@babel/parser';
import type { Expression, File, Node, ObjectExpression, ObjectProperty } from '@babel/types';
import type { Span } from './edits.ts';
import { ParseError, positionAt } from './syntax-tree.ts';

/** A node of the parser, whose fields depend on its type. */
export type Raw = Node & Readonly<Record<string, unknown>>;

/** @throws {ParseError} for a text that is not TypeScript, and for a name that is declared twice */
export function parseModule(path: string, text: string): File {
  const plugins: ParserOptions['plugins'] = /\.[cm]?ts$/.test(path) ? ['typescript'] : ['typescript', 'jsx'];
  return located(() => parse(text, { sourceType: 'module', plugins }));
}

/** A JSON document is a JavaScript expression. @throws {ParseError} */
export function parseValue(text: string): Expression {
  const root = located(() => parseExpression(text));
  assertData(root, text);
  return root;
}

/** The position of a parsed node. The parser sets it on every node. */
export function spanOf(node: { start?: number | null; end?: number | null }): Span {
  return { start: node.start ?? 0, end: node.end ?? 0 };
}

/** The initializer in `export const NAME = …`, without `as const`, `satisfies T` and parentheses. */
export function initializerOf(file: File, name: string): Expression | undefined {
  for (const statement of file.program.body) {
    const declaration = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
    if (declaration?.type !== 'VariableDeclaration') continue;
    const declarator = declaration.declarations.find(
      ({ id }) => id.type === 'Identifier' && id.name === name,
    );
    if (declarator?.init) return unwrapTypeAssertions(declarator.init);
  }
  return undefined;
}

function unwrapTypeAssertions(expression: Expression): Expression {
  switch (expression.type) {
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'ParenthesizedExpression':
      return unwrapTypeAssertions(expression.expression);
    default:
      return expression;
  }
}

/** The property with a name that is an identifier or a string. */
export function propertyOf(object: ObjectExpression, name: string): ObjectProperty | undefined {
  return object.properties.find(
    (property): property is ObjectProperty => property.type === 'ObjectProperty' && keyOf(property) === name,
  );
}

function keyOf({ key, computed }: ObjectProperty): string | undefined {
  if (computed) return undefined;
  if (key.type === 'Identifier') return key.name;
  return key.type === 'StringLiteral' ? key.value : undefined;
}

/** Converts the parser's error. Its message ends with the position, and may begin with the name of the function. */
function located<T>(parsed: () => T): T {
  try {
    return parsed();
  } catch (error) {
    const { loc } = error as { loc?: { readonly line: number; readonly column: number } };
    if (!(error instanceof SyntaxError) || loc === undefined) throw error;
    const message = error.message
      .replace(/^Unexpected parseExpression\(\) input: /, '')
      .replace(/ \(\d+:\d+\)$/, '');
    throw new ParseError(message, { line: loc.line, column: loc.column + 1 });
  }
}

/** An expression that is no data, and a member that is there twice, are not JSON. */
function assertData(node: Expression, text: string): void {
  const fail = (at: { start?: number | null }, message: string): never => {
    throw new ParseError(message, positionAt(text, at.start ?? 0));
  };
  if (node.type === 'ArrayExpression') {
    for (const element of node.elements)
      if (element === null || element.type === 'SpreadElement') fail(node, 'Unexpected token');
      else assertData(element, text);
  } else if (node.type === 'ObjectExpression') {
    const names = new Set<string>();
    for (const property of node.properties) {
      if (property.type !== 'ObjectProperty' || property.key.type !== 'StringLiteral')
        fail(property, 'Expected a name in double quotes');
      else if (names.has(property.key.value)) fail(property, `Duplicate member "${property.key.value}"`);
      else {
        names.add(property.key.value);
        assertData(property.value as Expression, text);
      }
    }
  } else if (node.type === 'UnaryExpression' && node.operator === '-') assertData(node.argument, text);
  else if (!/^(String|Numeric|Boolean|Null)Literal$/.test(node.type)) fail(node, 'Expected a value');
}
