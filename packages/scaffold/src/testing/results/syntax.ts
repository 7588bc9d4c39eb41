import ts from 'typescript-api';
import { parseDocument } from 'yaml';
import type { Files } from '../edits/edit.ts';

const problems = new Map<string, string | undefined>();

/** The files that do not parse, each with its first error, without positions. */
export function syntaxErrors(files: Files): readonly string[] {
  return [...files].flatMap(([path, text]) => {
    const key = `${path}\n${text}`;
    if (!problems.has(key)) problems.set(key, syntaxError(path, text));
    const problem = problems.get(key);
    return problem === undefined ? [] : [`${path} does not parse: ${problem}`];
  });
}

function syntaxError(path: string, text: string): string | undefined {
  if (/\.tsx?$/.test(path)) return codeError(path, text);
  if (/\.json$/.test(path)) return jsonError(path, text);
  if (/\.ya?ml$/.test(path)) {
    const { errors, warnings } = parseDocument(text, { uniqueKeys: true });
    return [...errors, ...warnings][0]?.code;
  }
  return undefined;
}

/** The parser sets its errors, which are not part of the public type. */
type ParsedSource = ts.SourceFile & { readonly parseDiagnostics?: readonly ts.Diagnostic[] };

function codeError(path: string, text: string): string | undefined {
  const source: ParsedSource = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022);
  if (source.parseDiagnostics === undefined) throw new Error('TypeScript reports no syntax errors.');
  return messageOf(source.parseDiagnostics[0]);
}

/** With comments, as Nx and TypeScript read their files. npm and this package read theirs without. */
function jsonError(path: string, text: string): string | undefined {
  if (/^(nx|tsconfig.*|.*\/tsconfig)\.json$/.test(path))
    return messageOf(ts.parseConfigFileTextToJson(path, text).error);
  try {
    const value = JSON.parse(text.replace(/^\uFEFF/, ''));
    return typeof value === 'object' ? undefined : 'not an object';
  } catch (error) {
    return String(error).replace(/ at position.*| in JSON.*/, '');
  }
}

function messageOf(diagnostic: ts.Diagnostic | undefined): string | undefined {
  return diagnostic && ts.flattenDiagnosticMessageText(diagnostic.messageText, ' ');
}
