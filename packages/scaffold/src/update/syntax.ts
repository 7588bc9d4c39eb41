import { parse, parseExpression } from '@babel/parser';
import type { ArrayExpression, Expression, File, ObjectExpression, ObjectProperty } from '@babel/types';

/** A range of a source text, in UTF-16 code units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** @throws SyntaxError for a text that is not TypeScript */
export function parseModule(text: string): File {
  return parse(text, { sourceType: 'module', plugins: ['typescript', 'jsx'] });
}

/** A JSON document is a JavaScript expression. @throws SyntaxError */
export function parseJson(text: string): Expression {
  return parseExpression(text);
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

/** The elements of a list; undefined for a list with holes or spreads. */
export function elementsOf(list: ArrayExpression): readonly Expression[] | undefined {
  const elements = list.elements.filter(
    (element): element is Expression => element !== null && element.type !== 'SpreadElement',
  );
  return elements.length === list.elements.length ? elements : undefined;
}
