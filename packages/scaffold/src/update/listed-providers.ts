import { posix } from 'node:path';
import type { ArrayExpression, Expression, File } from '@babel/types';
import { contentTokens } from '../content/content.ts';
import { countsOf } from '../content/tokens.ts';
import { initializerOf } from '../merge/syntax.ts';
import type { ExtensionFiles } from './known-extension.ts';
import { moduleIn } from './own-module.ts';

/** The folder of an extension's providers. */
export const PROVIDERS = 'auth/src/providers';

/** The module with the list of providers. */
export const LIST = `${PROVIDERS}/index.ts`;

/** The list in `auth/src/providers/index.ts`. */
export interface ListedProviders {
  /** Whether the list has a provider. */
  readonly has: (id: string) => boolean;
  /** The providers whose definition is in a file named after their ID. */
  readonly inOwnFile: readonly string[];
  /** Whether nothing else can be in the list, such as the items of a spread. */
  readonly isComplete: boolean;
}

interface Item {
  /** The name of the file that it is imported from, without its ending. */
  readonly name?: string | undefined;
  /** The source text with its definition. */
  readonly text: string;
}

/** Reads the list of providers. Undefined if there is none, or if it is not an array. */
export function listedProviders({ read }: Pick<ExtensionFiles, 'read'>): ListedProviders | undefined {
  const source = read(LIST)?.replace(/^\uFEFF/, '');
  const file = source === undefined ? undefined : moduleIn(LIST, source);
  const list = file && arrayIn(initializerOf(file, 'providers'));
  if (source === undefined || file === undefined || list === undefined) return undefined;
  const items = list.elements.map((element) => {
    if (element?.type === 'ObjectExpression') return { text: source };
    return element?.type === 'Identifier' ? itemOf(file, element.name, source, read) : undefined;
  });
  const known = items.filter((item) => item !== undefined);
  // A provider may be added after the list, such as by `providers.push(github)`.
  const counts = countsOf(contentTokens(LIST, source).map(({ key }) => key));
  const used = importedNames(file)
    .filter((name) => (counts.get(name) ?? 0) > 1)
    .flatMap((name) => itemOf(file, name, source, read) ?? []);
  return {
    has: (id) => [...known, ...used].some(({ name, text }) => name === id || definesProvider(text, id)),
    inOwnFile: known.flatMap(({ name, text }) =>
      name !== undefined && definesProvider(text, name) ? [name] : [],
    ),
    isComplete: list.isLiteral && known.length === items.length,
  };
}

/** Whether a text contains the definition of a provider with this ID. */
export function definesProvider(text: string, id: string): boolean {
  return new RegExp(String.raw`\bid:\s*(['"\x60])${id}\1`).test(text);
}

/** `[…]`, also if a method of it is called. */
function arrayIn(
  expression: Expression | undefined,
): { elements: ArrayExpression['elements']; isLiteral: boolean } | undefined {
  if (expression?.type === 'ArrayExpression') return { elements: expression.elements, isLiteral: true };
  if (expression?.type !== 'CallExpression' || expression.callee.type !== 'MemberExpression')
    return undefined;
  const list = arrayIn(expression.callee.object as Expression);
  return list && { ...list, isLiteral: false };
}

function importedNames({ program }: File): string[] {
  return program.body.flatMap((statement) =>
    statement.type === 'ImportDeclaration' ? statement.specifiers.map(({ local }) => local.name) : [],
  );
}

/** What a name in the list is: an import of another file of the extension, or a constant of the module. */
function itemOf(
  { program }: File,
  name: string,
  source: string,
  read: ExtensionFiles['read'],
): Item | undefined {
  for (const statement of program.body) {
    if (statement.type !== 'ImportDeclaration') continue;
    if (!statement.specifiers.some(({ local }) => local.name === name)) continue;
    const from = statement.source.value;
    if (!from.startsWith('.')) return undefined;
    const isNear = posix.dirname(from) === '.';
    const text = read(posix.join(PROVIDERS, from));
    const file = posix.basename(from).replace(/\.[cm]?[jt]s$/, '');
    return isNear ? { name: file, text: text ?? '' } : text === undefined ? undefined : { text };
  }
  return { text: source };
}
