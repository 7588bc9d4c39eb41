import type { Expression, ObjectExpression } from '@babel/types';
import MagicString from 'magic-string';
import { insertItem, removeItem, type SourceList } from './lists.ts';
import { elementsOf, initializerOf, parseJson, parseModule, propertyOf, spanOf } from './syntax.ts';
import { at, differences, merged, type Tree } from './trees.ts';

/** How to find an object in a text, and how to write its members. */
interface Language {
  readonly root: (text: string) => Expression | undefined;
  readonly key: (key: string) => string;
  readonly value: (value: Tree) => string;
}

const json: Language = {
  root: parseJson,
  key: (key) => JSON.stringify(key),
  value: (value) => JSON.stringify(value, null, 2),
};

const typescript = (name: string): Language => ({
  root: (text) => initializerOf(parseModule(text), name),
  key: (key) => key,
  value: (value) =>
    typeof value === 'string' && !value.includes("'") ? `'${value}'` : JSON.stringify(value),
});

/**
 * Applies the members that differ between `before` and `after` to `current`, which contains other edits. Unchanged members keep their
 * formatting.
 *
 * @returns undefined if both sides changed the same member, or a text is not JSON
 */
export function mergeJson(current: string, before: string, after: string): string | undefined {
  return mergeObjects(json, current, before, after);
}

/**
 * Changes the value of a JSON document. Unchanged members keep their formatting and comments.
 *
 * @example
 * editJson('{ "a": 1 } // note', (value) => ({ ...value, a: 2 })); // '{ "a": 2 } // note'
 * @returns undefined if the text is not JSON
 */
export function editJson(text: string, edit: (value: Tree) => Tree): string | undefined {
  const before = treeOf(json, text);
  return before === undefined
    ? undefined
    : mergeJson(text, JSON.stringify(before), JSON.stringify(edit(before)));
}

/** Like {@link mergeJson}, for the object that a TypeScript module exports as `name`. */
export function mergeConstant(
  name: string,
  current: string,
  before: string,
  after: string,
): string | undefined {
  return mergeObjects(typescript(name), current, before, after);
}

function mergeObjects(
  language: Language,
  current: string,
  before: string,
  after: string,
): string | undefined {
  const [tree, old, next] = [current, before, after].map((text) => treeOf(language, text));
  if (tree === undefined || old === undefined || next === undefined) return undefined;
  let text: string | undefined = current;
  for (const difference of differences(old, next)) {
    const to = merged(at(tree, difference.path), difference);
    if (to === 'conflict' || text === undefined) return undefined;
    text = setMember(language, text, difference.path, to.to, at(next, difference.path.slice(0, -1)));
  }
  return text;
}

function treeOf({ root }: Language, text: string): Tree | undefined {
  try {
    const node = root(text);
    return node && literal(node);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** The value of a literal expression; undefined for an expression that has to be evaluated. */
function literal(node: Expression): Tree | undefined {
  switch (node.type) {
    case 'StringLiteral':
    case 'NumericLiteral':
    case 'BooleanLiteral':
      return node.value;
    case 'NullLiteral':
      return null;
    case 'ArrayExpression': {
      const items = elementsOf(node)?.map(literal);
      return items?.every((item) => item !== undefined) ? items : undefined;
    }
    case 'ObjectExpression': {
      const members = node.properties.map((property) =>
        property.type === 'ObjectProperty' && property.value.type !== 'ArrayPattern'
          ? ([nameOf(property), literal(property.value as Expression)] as const)
          : ([undefined, undefined] as const),
      );
      // Members that have to be evaluated are not merged, and stay as they are in the text.
      return Object.fromEntries(members.filter(([key, value]) => key !== undefined && value !== undefined));
    }
    default:
      return undefined;
  }
}

function nameOf({ key }: { key: { type: string; name?: unknown; value?: unknown } }): string | undefined {
  if (key.type === 'Identifier') return String(key.name);
  return key.type === 'StringLiteral' ? String(key.value) : undefined;
}

/** @param model the object that determines the position of a new member */
function setMember(
  language: Language,
  text: string,
  path: readonly string[],
  value: Tree | undefined,
  model: Tree | undefined,
): string | undefined {
  const object = objectAt(language, text, path.slice(0, -1));
  const key = path.at(-1);
  if (object === undefined || key === undefined) return undefined;
  const source = new MagicString(text);
  const list: SourceList = { span: spanOf(object), items: object.properties.map(spanOf) };
  const property = propertyOf(object, key);
  if (value === undefined) {
    if (property) removeItem(source, list, object.properties.indexOf(property));
    return source.toString();
  }
  const indentation = indentationAt(text, spanOf(object).start);
  const written = language.value(value).replaceAll('\n', `\n${indentation}  `);
  if (property) {
    const { start, end } = spanOf(property.value);
    source.overwrite(start, end, written);
    return source.toString();
  }
  const item = `${language.key(key)}: ${written}`;
  const siblings = Object.keys((model ?? {}) as object);
  const next = siblings.slice(siblings.indexOf(key) + 1).find((sibling) => propertyOf(object, sibling));
  const index = object.properties.findIndex(
    (each) => next !== undefined && each === propertyOf(object, next),
  );
  const alone = `\n${indentation}  ${item}\n${indentation}`;
  insertItem(source, list, index < 0 ? list.items.length : index, list.items.length > 0 ? item : alone);
  return source.toString();
}

function objectAt(language: Language, text: string, path: readonly string[]): ObjectExpression | undefined {
  let node: unknown = language.root(text);
  for (const key of path) {
    if ((node as Expression | undefined)?.type !== 'ObjectExpression') return undefined;
    node = propertyOf(node as ObjectExpression, key)?.value;
  }
  return (node as Expression | undefined)?.type === 'ObjectExpression'
    ? (node as ObjectExpression)
    : undefined;
}

/** The indentation of the line at a position. */
function indentationAt(text: string, position: number): string {
  const line = text.slice(text.lastIndexOf('\n', position - 1) + 1, position);
  return /^\s*/.exec(line)?.[0] ?? '';
}
