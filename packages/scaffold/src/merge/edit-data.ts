import type { Expression } from '@babel/types';
import { parse, stringify } from 'yaml';
import { parseCode } from './code-tree.ts';
import { applyEdits } from './edits.ts';
import { withoutLineEndings } from './line-endings.ts';
import { mergeTrees } from './merge-tree.ts';
import { indentationUnit, restyle } from './style.ts';
import { parseValue } from './syntax.ts';
import { ParseError, type SyntaxTree } from './syntax-tree.ts';
import { parseYaml } from './yaml-tree.ts';

/** A JSON value. */
export type Tree = string | number | boolean | null | readonly Tree[] | { readonly [key: string]: Tree };

interface Language {
  readonly parse: (text: string) => SyntaxTree;
  readonly read: (text: string) => Tree;
  readonly write: (value: Tree) => string;
}

const json: Language = {
  parse: (text) => parseCode('a.json', text),
  read: (text) => dataOf(parseValue(text)),
  write: (value) => JSON.stringify(value, null, 2),
};

const yaml: Language = {
  parse: parseYaml,
  read: (text) => (parse(text) ?? {}) as Tree,
  write: (value) => stringify(value, { lineWidth: 0 }),
};

/**
 * Changes the value of a JSON document. Unchanged members keep their formatting and comments.
 *
 * @example
 * editJson('{ "a": 1 } // note', (value) => ({ ...value, a: 2 })); // '{ "a": 2 } // note'
 * @returns undefined if a change does not fit into the text
 * @throws {ParseError} with line and column, if the text is not JSON
 */
export function editJson(text: string, edit: (value: Tree) => Tree): string | undefined {
  return editData(json, text, edit);
}

/**
 * Like {@link editJson}, for a YAML document. A list keeps its form, such as `[a, b]`.
 *
 * @example
 * editYaml('a: [1] # note\n', (value) => ({ ...value, b: 2 })); // 'a: [1] # note\nb: 2\n'
 */
export function editYaml(text: string, edit: (value: Tree) => Tree): string | undefined {
  return editData(yaml, text, edit);
}

function editData(
  { parse, read, write }: Language,
  original: string,
  edit: (value: Tree) => Tree,
): string | undefined {
  const { text, restore } = withoutLineEndings(original);
  const current = parse(text);
  const value = read(text);
  const [before, after] = [value, edit(value)].map((each) => parse(restyle('a.json', write(each), text))) as [
    SyntaxTree,
    SyntaxTree,
  ];
  const { edits, collisions } = mergeTrees({
    current,
    before,
    after,
    unit: indentationUnit(text),
    mayStayDeleted: () => false,
  });
  if (collisions.length > 0) return undefined;
  const edited = applyEdits(text, edits);
  return isValid(edited, parse) ? restore(edited) : undefined;
}

/** Whether the result is valid. A block of YAML does not fit into a map such as `{ a: 1 }`. */
function isValid(text: string, parse: Language['parse']): boolean {
  try {
    parse(text);
    return true;
  } catch (error) {
    if (error instanceof ParseError) return false;
    throw error;
  }
}

function dataOf(node: Expression): Tree {
  switch (node.type) {
    case 'StringLiteral':
    case 'NumericLiteral':
    case 'BooleanLiteral':
      return node.value;
    case 'UnaryExpression':
      return -(dataOf(node.argument) as number);
    case 'ArrayExpression':
      return node.elements.map((element) => dataOf(element as Expression));
    case 'ObjectExpression':
      return Object.fromEntries(
        node.properties.flatMap((property) =>
          property.type === 'ObjectProperty' && property.key.type === 'StringLiteral'
            ? [[property.key.value, dataOf(property.value as Expression)]]
            : [],
        ),
      );
    default:
      return null;
  }
}
