import { isOwned } from '../../update/owned.ts';
import type { Files } from '../edits/edit.ts';

/** The generated changes of an operation to the files. */
export interface GeneratedChange {
  /** Path to the texts that may have been generated. */
  readonly before: ReadonlyMap<string, readonly string[]>;
  readonly after: ReadonlyMap<string, string>;
}

/** The files in which far more lines change than the operation requires. */
export function reformattedFiles(
  files: Files,
  result: Files,
  { before, after }: GeneratedChange,
): readonly string[] {
  return [...result].flatMap(([path, text]) => {
    const [current, old, next] = [files.get(path), before.get(path)?.[0], after.get(path)];
    if (current === undefined || current === text || old === undefined || next === undefined) return [];
    // Generators replace their own files as a whole.
    if (isOwned(path, old)) return [];
    const allowed = 3 * (missingLines(old, next).length + missingLines(next, old).length) + 6;
    const changed = missingLines(current, text).length;
    return changed <= allowed ? [] : [`${path}: ${changed} lines changed, where ${allowed} are allowed`];
  });
}

/** The lines of a text that the other one lacks, without blank ones. */
export function missingLines(text: string, other: string): readonly string[] {
  const left = new Map<string, number>();
  for (const line of other.split('\n')) left.set(line, (left.get(line) ?? 0) + 1);
  return text.split('\n').filter((line) => {
    const count = left.get(line) ?? 0;
    left.set(line, count - 1);
    return count <= 0 && line.trim() !== '';
  });
}
