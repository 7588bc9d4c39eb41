import { contentTokens, isCode } from '../content/content.ts';
import type { Texts } from './changed-regions.ts';
import { parseCode } from './code-tree.ts';
import { type Collision, editedLines, type Merged } from './collision.ts';
import { applyEdits, lineEnd, lineNumber, lineStart } from './edits.ts';
import { mergeTokens } from './merge-text.ts';
import { mergeTrees } from './merge-tree.ts';
import { undeclaredNames } from './names.ts';
import { indentationUnit, restyle } from './style.ts';
import type { SyntaxTree } from './syntax-tree.ts';
import { parseYaml } from './yaml-tree.ts';

type Parse = (path: string, text: string) => SyntaxTree;

const parsers: readonly (readonly [pattern: RegExp, parse: Parse])[] = [
  [/\.([cm]?[jt]s|[jt]sx|jsonc?)$/, parseCode],
  [/\.ya?ml$/, (_, text) => parseYaml(text)],
];

/** The parser of a file; undefined for text. */
export function parserOf(path: string): Parse | undefined {
  return parsers.find(([pattern]) => pattern.test(path))?.[1];
}

/**
 * Merges a file by its syntax, and checks the result.
 *
 * @throws {ParseError} for a `current` that cannot be parsed
 */
export function mergeSyntax(path: string, texts: Texts, parse: Parse): Merged {
  const { current, before } = texts;
  const after = restyle(path, texts.after, current);
  const trees = { current: parse(path, current), before: parse(path, before), after: parse(path, after) };
  const isTest = /\.test\.[jt]sx?$/.test(path);
  const { edits, collisions, skipped, notes } = mergeTrees({
    ...trees,
    unit: indentationUnit(current),
    mayStayDeleted: ({ identity }) => isTest && /^statement (test|it|describe)\b/.test(identity),
  });
  const text =
    collisions.length === 0 ? applyEdits(current, edits) : byTokens(path, { current, before, after });
  if (text === undefined) return { collisions };
  const problem = problemOf(path, text, { current, before, after }, parse);
  if (problem) return { collisions: [problem, ...collisions] };
  return { text, skipped, notes };
}

/** Code that has no common structure can still have common tokens. In data, a structure that differs is an edit. */
function byTokens(path: string, texts: Texts): string | undefined {
  if (!isCode(path)) return undefined;
  return mergeTokens(texts, (text) => contentTokens(path, text));
}

/** Why a merged file cannot be written: the line of the user that does not fit, and the lines that the change adds. */
function problemOf(
  path: string,
  merged: string,
  { current, before, after }: Texts,
  parse: Parse,
): Collision | undefined {
  try {
    if (!isCode(path)) parse(path, merged);
    const missing = isCode(path) ? newlyUndeclared(path, merged, [current, after]) : [];
    if (missing.length === 0) return undefined;
    const lines = editedLines(current, before, after);
    const use = contentTokens(path, current).findLast(({ key }) => missing.includes(key));
    const problem = `${missing.join(', ')} would not be declared`;
    return use ? { ...linesAt(current, use.start), wanted: lines.wanted, problem } : { ...lines, problem };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const problem = `the result would have a syntax error: ${error.message}`;
    return { ...editedLines(current, before, after), problem };
  }
}

/** The names that merged code uses without a declaration, unless the code that it was merged from does. @throws {ParseError} */
function newlyUndeclared(path: string, merged: string, sources: readonly string[]): readonly string[] {
  const missing = undeclaredNames(path, merged);
  const known = new Set(sources.flatMap((source) => [...undeclaredNames(path, source)]));
  return [...missing].filter((name) => !known.has(name));
}

function linesAt(text: string, position: number): Pick<Collision, 'line' | 'found'> {
  const found = `${text.slice(lineStart(text, position), lineEnd(text, position))}\n`;
  return { line: lineNumber(text, position), found };
}
