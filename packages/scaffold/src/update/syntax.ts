import { parse, parseExpression } from '@babel/parser';
import type { ArrayExpression, Expression, File, ObjectExpression, ObjectProperty } from '@babel/types';

/** A stretch of a source text, in UTF-16 code units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** @throws SyntaxError for a text that is no TypeScript */
export function parseModule(text: string): File {
  return parse(text, { sourceType: 'module', plugins: ['typescript', 'jsx'] });
}

/** A JSON document is an expression of JavaScript. @throws SyntaxError */
export function parseJson(text: string): Expression {
  return parseExpression(text);
}

/** Where a node of the parser's stands; it leaves this open only for nodes that somebody made by hand. */
export function spanOf(node: { start?: number | null; end?: number | null }): Span {
  return { start: node.start ?? 0, end: node.end ?? 0 };
}

/** What `export const NAME = …` is made of, without `as const`, `satisfies T` and parentheses. */
export function initializerOf(file: File, name: string): Expression | undefined {
  for (const statement of file.program.body) {
    const declaration = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
    if (declaration?.type !== 'VariableDeclaration') continue;
    const declarator = declaration.declarations.find(
      ({ id }) => id.type === 'Identifier' && id.name === name,
    );
    if (declarator?.init) return bare(declarator.init);
  }
  return undefined;
}

function bare(expression: Expression): Expression {
  switch (expression.type) {
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'ParenthesizedExpression':
      return bare(expression.expression);
    default:
      return expression;
  }
}

/** The property of that name, written as an identifier or as a string. */
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

/** The elements of a list, each with its span; undefined for one with holes or spreads. */
export function elementsOf(list: ArrayExpression): readonly Expression[] | undefined {
  const elements = list.elements.filter(
    (element): element is Expression => element !== null && element.type !== 'SpreadElement',
  );
  return elements.length === list.elements.length ? elements : undefined;
}
