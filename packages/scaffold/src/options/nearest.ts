import { distance } from 'fastest-levenshtein';

/**
 * The candidate that `word` is probably a misspelling of, or undefined. The Levenshtein distance is at most a third of its letters (and
 * at least two), but less than the letters of either, or one of the two is a prefix of the other: `--prov` for `--provider`.
 */
export function nearest(
  word: string,
  candidates: readonly string[],
  limit = Math.max(2, Math.floor(word.length / 3)),
): string | undefined {
  const ranked = candidates
    .map((candidate) => ({ candidate, edits: distance(word.toLowerCase(), candidate.toLowerCase()) }))
    .filter(
      ({ candidate, edits }) =>
        edits < Math.min(word.length, candidate.length) && (edits <= limit || isPrefix(word, candidate)),
    )
    .sort((a, b) => a.edits - b.edits);
  return ranked[0]?.candidate;
}

function isPrefix(word: string, candidate: string): boolean {
  const [short, long] = word.length < candidate.length ? [word, candidate] : [candidate, word];
  return short.length >= 3 && long.startsWith(short);
}
