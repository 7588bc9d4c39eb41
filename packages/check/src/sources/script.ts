import { type ParserPlugin, parse } from '@babel/parser';
import type { Expression, Node, ObjectExpression } from '@babel/types';
import type { Place } from './place.ts';
import { Malformed } from './tree.ts';

/** A value in a script, which is literal or computed. */
export interface Value {
  /** A string, number, boolean, list or object of these; undefined if it is computed. */
  readonly value: unknown;
  readonly at: Place;
}

/** A parsed TypeScript file. */
export interface Script {
  readonly file: string;
  readonly nodes: readonly Node[];
}

/** @throws {Malformed} if the syntax is wrong */
export function readScript(file: string, content: string): Script {
  try {
    // JSX is allowed only in files in which `<T>value` is not a type assertion.
    const plugins: ParserPlugin[] = /\.[cm]?[jt]sx$/.test(file) ? ['typescript', 'jsx'] : ['typescript'];
    const { program } = parse(content, { sourceType: 'module', plugins });
    return { file, nodes: nodesOf(program) };
  } catch (error) {
    const { message, loc } = error as { message: string; loc?: { line: number } };
    throw new Malformed(`is not TypeScript: ${message}`, loc?.line ?? 1);
  }
}

function nodesOf(root: Node): Node[] {
  const found: Node[] = [root];
  for (const child of Object.values(root).flat()) {
    if (typeof child === 'object' && child !== null && typeof (child as Node).type === 'string') {
      found.push(...nodesOf(child as Node));
    }
  }
  return found;
}

/** The first object argument in a call of a function, such as `defineProvider({…})`. */
export function objectGivenTo({ nodes }: Script, name: string): ObjectExpression | undefined {
  for (const node of nodes) {
    if (node.type !== 'CallExpression' || node.callee.type !== 'Identifier' || node.callee.name !== name)
      continue;
    const object = node.arguments
      .map((argument) => unwrapTypeAssertions(argument as Expression))
      .find(isObject);
    if (object) return object;
  }
  return undefined;
}

/** The object that a variable is initialized with. */
export function objectNamed({ nodes }: Script, name: string): ObjectExpression | undefined {
  for (const node of nodes) {
    if (node.type !== 'VariableDeclarator' || node.id.type !== 'Identifier' || node.id.name !== name)
      continue;
    const object = node.init && unwrapTypeAssertions(node.init);
    if (object && isObject(object)) return object;
  }
  return undefined;
}

/** The function that has a name in a script. */
export function functionNamed({ nodes }: Script, name: string): Node | undefined {
  for (const node of nodes) {
    if (node.type === 'FunctionDeclaration' && node.id?.name === name) return node;
    if (node.type !== 'VariableDeclarator' || node.id.type !== 'Identifier' || node.id.name !== name)
      continue;
    if (node.init) return node.init;
  }
  return undefined;
}

/** What a module exports as its default, or assigns to `module.exports`. */
export function defaultExport({ nodes }: Script): Node | undefined {
  for (const node of nodes) {
    if (node.type === 'ExportDefaultDeclaration') return node.declaration;
    if (node.type === 'TSExportAssignment') return node.expression;
    if (node.type !== 'AssignmentExpression' || node.left.type !== 'MemberExpression') continue;
    const { object, property } = node.left;
    const isExports = property.type === 'Identifier' && property.name === 'exports';
    if (object.type === 'Identifier' && object.name === 'module' && isExports) return node.right;
  }
  return undefined;
}

/** The members of an object by name, without spread members. */
export function membersOf(
  file: string,
  object: ObjectExpression,
): ReadonlyMap<string, Value & { node: Node }> {
  const rows = object.properties.flatMap((property) => {
    if (property.type !== 'ObjectProperty' || property.computed) return [];
    const { key, value } = property;
    const name = key.type === 'Identifier' ? key.name : key.type === 'StringLiteral' ? key.value : undefined;
    if (name === undefined) return [];
    const node = unwrapTypeAssertions(value as Expression);
    return [[name, { node, value: literalOf(node), at: placeOf(file, property) }] as const];
  });
  return new Map(rows);
}

export function placeOf(file: string, node: Node): Place {
  return { file, line: node.loc?.start.line ?? 1 };
}

const isObject = (node: Node): node is ObjectExpression => node.type === 'ObjectExpression';

/** An expression without `as const` and `satisfies T`. */
function unwrapTypeAssertions(node: Expression): Expression {
  return node.type === 'TSAsExpression' || node.type === 'TSSatisfiesExpression'
    ? unwrapTypeAssertions(node.expression)
    : node;
}

/** The value of a literal; undefined for a computed expression. */
function literalOf(node: Node): unknown {
  switch (node.type) {
    case 'StringLiteral':
    case 'NumericLiteral':
    case 'BooleanLiteral':
      return node.value;
    case 'TemplateLiteral':
      return node.expressions.length === 0 ? node.quasis[0]?.value.cooked : undefined;
    case 'ArrayExpression': {
      const items = node.elements.map((item) => item && literalOf(unwrapTypeAssertions(item as Expression)));
      return items.includes(undefined) ? undefined : items;
    }
    case 'ObjectExpression': {
      const members = [...membersOf('', node)].map(([name, { value }]) => [name, value] as const);
      const known =
        members.length === node.properties.length && members.every(([, value]) => value !== undefined);
      return known ? Object.fromEntries(members) : undefined;
    }
    default:
      return undefined;
  }
}
