import type { Files } from '../edits/edit.ts';
import { type GeneratedChange, missingLines } from './lines.ts';

type Counts = ReadonlyMap<string, number>;

/**
 * The words of files that a change removed more often than the generated text does, each with its path. Formatting and comments do
 * not count: comments go with what they are about.
 *
 * @param removed IDs of removed providers. Lines that name one may go
 */
export function lostWords(
  files: Files,
  result: Files,
  generated: GeneratedChange,
  removed: readonly string[],
): readonly string[] {
  return [...files].flatMap(([path, text]) => {
    const isProvider = removed.some((id) => path.endsWith(`/${id}.ts`));
    if (result.get(path) === text || isProvider || path.startsWith('ddext-oauth.')) return [];
    const allowed = removedWords(path, files, generated);
    const left = wordsOf(path, result.get(path) ?? '');
    const own = wordsOf(path, withoutProviders(text, removed));
    const lost = [...own].filter(([word, count]) => count - (allowed.get(word) ?? 0) > (left.get(word) ?? 0));
    return lost.length === 0 ? [] : [`${path} lost ${lost.map(([word]) => word).join(' ')}`];
  });
}

/** The words in lines that the generated text loses: those of the file, or of all files that were renamed. */
function removedWords(path: string, files: Files, { before, after }: GeneratedChange): Counts {
  const paths = before.has(path) ? [path] : [...before.keys()].filter((each) => !files.has(each));
  const removed = new Map<string, number>();
  for (const each of paths)
    for (const text of before.get(each) ?? [])
      for (const [word, count] of wordsOf(each, missingLines(text, after.get(each) ?? '').join('\n')))
        removed.set(word, Math.max(removed.get(word) ?? 0, count));
  return removed;
}

const COMMENTS: readonly (readonly [path: RegExp, comment: RegExp])[] = [
  [/\.(tsx?|mjs)$/, /(?<!:)\/\/.*|\/\*[\s\S]*?\*\//g],
  // A pattern such as "src/*" is no comment.
  [/\.json$/, /(?<!:)\/\/.*/g],
  [/\.(md|html|svg)$/, /<!--[\s\S]*?-->/g],
  [/./, /^\s*#.*|\s#.*/gm],
];

const known = new Map<string, Counts>();

function wordsOf(path: string, text: string): Counts {
  const key = `${path}\n${text}`;
  const counted = known.get(key);
  if (counted) return counted;
  const comments = COMMENTS.find(([pattern]) => pattern.test(path))?.[1] ?? /$^/;
  const counts = new Map<string, number>();
  for (const [word] of text.replace(comments, ' ').matchAll(/[\p{L}\p{N}_]+/gu))
    counts.set(word, (counts.get(word) ?? 0) + 1);
  known.set(key, counts);
  return counts;
}

function withoutProviders(text: string, ids: readonly string[]): string {
  if (ids.length === 0) return text;
  const names = new RegExp(ids.map((id) => id.replaceAll('-', '[-_]?')).join('|'), 'i');
  return text
    .split('\n')
    .filter((line) => !names.test(line))
    .join('\n');
}
