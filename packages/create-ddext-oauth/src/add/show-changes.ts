import type { FileChanges, Repository } from '@ddext-oauth/scaffold/add';
import { styleText } from '../style.ts';
import type { AddPackage } from './add-package.ts';

/** A file with a longer line is not written by hand, and is named only. */
const LONGEST_LINE = 500;

/** A changed file. */
export interface FileRow {
  readonly path: string;
  readonly change: 'created' | 'changed' | 'deleted';
}

/** Each changed file, in the order of paths. */
export function fileRows({ read, paths }: Repository, changes: FileChanges): readonly FileRow[] {
  return [...changes]
    .map(([path, content]): FileRow => {
      if (content === null) return { path, change: 'deleted' };
      return { path, change: read(path) !== undefined || paths.includes(path) ? 'changed' : 'created' };
    })
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** The changes as unified diffs. */
export function changesText(
  repository: Repository,
  changes: FileChanges,
  { unifiedDiff }: AddPackage['code'],
): string {
  return fileRows(repository, changes)
    .map(({ path, change }) => {
      const [before, after] = [repository.read(path), changes.get(path)];
      const isShown = [before, after].every(
        (text) => text === undefined || text === null || isReadable(text),
      );
      if (!isShown || after instanceof Uint8Array)
        return styleText('bold', `${change}: ${path} (${sizeOf(after ?? before)} bytes)\n`);
      return colored(unifiedDiff(path, before, after));
    })
    .join('\n');
}

function isReadable(text: string | Uint8Array): boolean {
  return typeof text === 'string' && text.split('\n').every((line) => line.length <= LONGEST_LINE);
}

function sizeOf(content: string | Uint8Array | null | undefined): number {
  return content ? Buffer.byteLength(content) : 0;
}

function colored(diff: string): string {
  const styles = { '+': 'green', '-': 'red', '@': 'cyan' } as const;
  return diff
    .split('\n')
    .map((line) => {
      const style = styles[line[0] as keyof typeof styles];
      if (/^(---|\+\+\+) /.test(line)) return styleText('bold', line);
      return style ? styleText(style, line) : line;
    })
    .join('\n');
}
