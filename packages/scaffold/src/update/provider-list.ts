import type { ImportDeclaration } from '@babel/types';
import MagicString from 'magic-string';
import { insertItem, removeItem, type SourceList } from './lists.ts';
import { elementsOf, initializerOf, parseModule, spanOf } from './syntax.ts';

/** A provider of an extension. The file `./ID.ts` exports the constant `identifier`. */
export interface ListedProvider {
  readonly id: string;
  readonly identifier: string;
}

/**
 * Adds providers to `auth/src/providers/index.ts` and removes others: their imports and their list items. Everything else stays as it is.
 *
 * @returns undefined if the file no longer has the expected structure
 */
export function editProviderList(
  text: string,
  { add, remove }: { readonly add: readonly ListedProvider[]; readonly remove: readonly ListedProvider[] },
): string | undefined {
  let edited: string | undefined = text;
  for (const provider of remove) edited = edited && edit(edited, provider, removeProvider);
  for (const provider of add) edited = edited && edit(edited, provider, addProvider);
  return edited;
}

interface Parts {
  readonly source: MagicString;
  readonly imports: readonly ImportDeclaration[];
  readonly list: SourceList;
  readonly names: readonly (string | undefined)[];
}

type Edit = (parts: Parts, provider: ListedProvider) => boolean;

function edit(text: string, provider: ListedProvider, change: Edit): string | undefined {
  const parts = partsOf(text);
  return parts && change(parts, provider) ? parts.source.toString() : undefined;
}

function partsOf(text: string): Parts | undefined {
  const file = parseModule(text);
  const array = initializerOf(file, 'providers');
  if (array?.type !== 'ArrayExpression') return undefined;
  const elements = elementsOf(array);
  if (elements === undefined) return undefined;
  return {
    source: new MagicString(text),
    imports: file.program.body.filter((statement) => statement.type === 'ImportDeclaration'),
    list: { span: spanOf(array), items: elements.map(spanOf) },
    names: elements.map((element) => (element.type === 'Identifier' ? element.name : undefined)),
  };
}

function addProvider({ source, imports, list, names }: Parts, { id, identifier }: ListedProvider): boolean {
  if (!names.includes(identifier)) insertItem(source, list, names.length, identifier);
  const path = `./${id}.ts`;
  if (imports.some((statement) => statement.source.value === path)) return true;
  const line = `import { ${identifier} } from '${path}';\n`;
  const next = imports.find(({ source: { value } }) => value.startsWith('./') && value > path);
  const last = imports.at(-1);
  if (next) source.appendLeft(spanOf(next).start, line);
  else source.appendLeft(last ? afterLine(source.original, spanOf(last).end) : 0, line);
  return true;
}

function removeProvider(
  { source, imports, list, names }: Parts,
  { id, identifier }: ListedProvider,
): boolean {
  const index = names.indexOf(identifier);
  if (index >= 0) removeItem(source, list, index);
  const statement = imports.find((each) => each.source.value === `./${id}.ts`);
  if (statement) {
    const { start, end } = spanOf(statement);
    source.remove(start, afterLine(source.original, end));
  }
  // The identifier may be used elsewhere in the file, where it would be undefined.
  return !mentions(parseModule(source.toString()), identifier);
}

function mentions(node: unknown, name: string): boolean {
  if (typeof node !== 'object' || node === null) return false;
  const { type, name: found } = node as { type?: unknown; name?: unknown };
  return (
    (type === 'Identifier' && found === name) || Object.values(node).some((child) => mentions(child, name))
  );
}

function afterLine(text: string, position: number): number {
  const end = text.indexOf('\n', position);
  return end < 0 ? text.length : end + 1;
}
