import { isUnedited } from '../content/content.ts';
import { type ContentToken, keysOf } from '../content/tokens.ts';
import { ScaffoldError } from '../errors.ts';
import { changedRegions } from '../merge/changed-regions.ts';
import { withoutLineEndings } from '../merge/line-endings.ts';
import { mergeFile } from '../merge/merge-file.ts';
import { parserOf } from '../merge/merge-syntax.ts';
import { withBlankValues } from './filled-values.ts';
import type { Repository } from './reading/repository.ts';
import { type AdditionRecord, additionBasePath, additionPath, readAddition } from './record.ts';

/** Path to new content, or to null for a file to delete. Unchanged files are not in the map. */
export type FileChanges = ReadonlyMap<string, string | Uint8Array | null>;

/**
 * Takes an addition out of a repository again. Files without edits get their earlier text byte for byte. From edited files only what was
 * added is removed.
 *
 * @throws {ScaffoldError} `addition-missing`; `addition-edited`, with each file whose edits overlap what was added
 */
export function planRemoval(repository: Repository): FileChanges {
  const record = readAddition(repository);
  if (record === undefined)
    throw new ScaffoldError(
      'addition-missing',
      `There is no ${additionPath}, so nothing was added with --add. Run the command in the folder where --add was run.`,
    );
  const outcomes = [...record.after.keys()].map((path) => outcomeOf(path, repository.read(path), record));
  const conflicts = outcomes.flatMap(({ conflict }) => conflict ?? []);
  if (conflicts.length > 0)
    throw new ScaffoldError('addition-edited', `Nothing was changed. ${conflicts.join(' ')}`);
  const changes = outcomes.flatMap(({ path, content }) =>
    content === undefined ? [] : [[path, content] as const],
  );
  const present = record.binaries.filter((path) => repository.paths.includes(path));
  return new Map<string, string | null>([
    ...changes,
    ...[...present, additionPath, additionBasePath].map((path) => [path, null] as const),
  ]);
}

interface Outcome {
  readonly path: string;
  readonly content?: string | null;
  readonly conflict?: string;
}

function outcomeOf(path: string, found: string | undefined, { before, after }: AdditionRecord): Outcome {
  const [earlier, written = ''] = [before.get(path), after.get(path)];
  // The author has removed the file, and with it what was added.
  if (found === undefined) return { path };
  // Values such as client IDs belong to what was added.
  const current = withBlankValues(found, written);
  if (earlier === undefined) {
    if (current === written || isUnedited(path, current, written)) return { path, content: null };
    return {
      path,
      conflict: `${path} has edits of yours: move what you keep to another file, delete this one, and try again.`,
    };
  }
  if (current === written) return { path, content: earlier };
  return { path, ...withoutAddition(path, { current, written, earlier }) };
}

interface Texts {
  readonly current: string;
  readonly written: string;
  readonly earlier: string;
}

/**
 * Takes what was added out of an edited file. By lines first, which leaves each byte of the author. Where edits are next to what was added,
 * by syntax or words.
 */
function withoutAddition(path: string, { current, written, earlier }: Texts): Omit<Outcome, 'path'> {
  const byLines = mergedLines(path, { current, written, earlier });
  if (byLines !== undefined) return { content: byLines };
  const [before, after] = [written, earlier].map((text) => withoutLineEndings(text).text) as [string, string];
  const merged = mergeFile({ path, current, before, after });
  if ('cause' in merged && merged.cause === 'syntax-error')
    return { conflict: `${path}:${merged.line}:${merged.column} has a syntax error: fix it, and try again.` };
  if ('text' in merged && !isLossy(path, merged, { current, written })) return { content: merged.text };
  const line =
    'collisions' in merged ? merged.collisions.find((each) => each.line !== undefined)?.line : undefined;
  const place = line === undefined ? path : `${path}:${line}`;
  return {
    conflict: `${place} has edits of yours in what was added: take these lines out by hand, and try again.`,
  };
}

/** Undefined if both sides have changed the same lines, or, in data and code, neighboring ones, which may belong together. */
function mergedLines(path: string, { current, written, earlier }: Texts): string | undefined {
  const units = { current: linesOf(current), before: linesOf(written), after: linesOf(earlier) };
  const parts = changedRegions(units, parserOf(path) === undefined).map((region) => {
    const [mine, theirs] = [units.current.slice(...region.current), units.after.slice(...region.after)];
    if (region.changed === 'both' && keysOf(mine) !== keysOf(theirs)) return undefined;
    return region.changed === 'after' ? theirs : mine;
  });
  return parts.includes(undefined)
    ? undefined
    : parts.flatMap((lines = []) => lines.map(({ key }) => key)).join('\n');
}

/** Each line, also an empty one. */
function linesOf(text: string): readonly ContentToken[] {
  return text.split('\n').map((key) => ({ key, start: 0, end: 0 }));
}

/** Whether a merge has lost a comment or a line of the author. */
function isLossy(
  path: string,
  { text, notes = [] }: Extract<ReturnType<typeof mergeFile>, { text: string }>,
  { current, written }: Pick<Texts, 'current' | 'written'>,
): boolean {
  if (parserOf(path)) return notes.length > 0;
  const [known, kept] = [new Set(written.split('\n')), new Set(text.split('\n'))];
  return current.split('\n').some((line) => !known.has(line) && !kept.has(line));
}
