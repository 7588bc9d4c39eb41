import type { ImportDeclaration, Program } from '@babel/types';
import { contentTokens } from '../content/content.ts';
import type { Texts } from './changed-regions.ts';
import { applyEdits, type Edit } from './edits.ts';
import { declaredNames } from './names.ts';
import { parseModule, spanOf } from './syntax.ts';

/** The ending of an imported file. */
const ENDING = /\.[cm]?[jt]s$/;

/**
 * Writes the names of the user's file into both generated versions of `auth/src/providers/index.ts`: the name and path that an import has
 * there, and an alias for a new import whose name is taken.
 *
 * @throws {ParseError}
 */
export function withLocalNames(path: string, texts: Texts): Texts {
  const parsed = (text: string) => parseModule(path, text).program;
  const [current, before, after] = [parsed(texts.current), parsed(texts.before), parsed(texts.after)];
  const own = specifiersOf(current);
  const taken = declaredNames(current);
  const renamed = new Map<string, Names>();
  for (const [source, names] of [...specifiersOf(before), ...specifiersOf(after)]) {
    const local =
      own.get(source) ??
      (taken.has(names.local) ? { ...names, local: freeName(names.local, taken) } : undefined);
    if (local) renamed.set(source, local);
  }
  return {
    current: texts.current,
    before: rename(path, texts.before, before, renamed),
    after: rename(path, texts.after, after, renamed),
  };
}

interface Names {
  /** As the import has it. */
  readonly source: string;
  readonly imported: string;
  readonly local: string;
}

/** The names of each file that a module imports one value from, by its path without the ending: `./a.js` and `./a` are `./a.ts`. */
function specifiersOf(program: Program): Map<string, Names> {
  return new Map(
    importsOf(program).flatMap(({ source, specifiers }) => {
      const [specifier, ...others] = specifiers;
      if (!source.value.startsWith('./') || others.length > 0 || specifier?.type !== 'ImportSpecifier')
        return [];
      const { imported, local } = specifier;
      const name = imported.type === 'Identifier' ? imported.name : imported.value;
      const path = source.value.replace(ENDING, '');
      return [[path, { source: source.value, imported: name, local: local.name }]];
    }),
  );
}

/** Renames an import and the items of the list. The generated module uses a name in no other place. */
function rename(path: string, text: string, program: Program, names: ReadonlyMap<string, Names>): string {
  const imports = importsOf(program);
  const last = imports.at(-1);
  const body = contentTokens(path, text).filter(
    ({ start }) => last === undefined || start > spanOf(last).end,
  );
  const edits: Edit[] = [];
  for (const { source, specifiers } of imports) {
    const next = names.get(source.value.replace(ENDING, ''));
    const [specifier] = specifiers;
    if (!next || specifier?.type !== 'ImportSpecifier') continue;
    const { imported, local } = next;
    edits.push({ ...spanOf(specifier), text: imported === local ? local : `${imported} as ${local}` });
    edits.push({ ...spanOf(source), text: `'${next.source}'` });
    const old = specifier.local.name;
    for (const { key, start, end } of body) if (key === old) edits.push({ start, end, text: local });
  }
  return applyEdits(text, edits);
}

function importsOf({ body }: Program): ImportDeclaration[] {
  return body.filter((statement) => statement.type === 'ImportDeclaration');
}

function freeName(name: string, taken: ReadonlySet<string>): string {
  const names = [
    `${name}Provider`,
    ...Array.from({ length: taken.size + 1 }, (_, index) => `${name}Provider${index + 2}`),
  ];
  return names.find((each) => !taken.has(each)) as string;
}
