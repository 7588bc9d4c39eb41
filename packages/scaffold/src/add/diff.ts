import { diffIndices } from 'node-diff3';

const CONTEXT = 3;

interface Hunk {
  readonly from: [start: number, end: number];
  readonly to: [start: number, end: number];
}

/** A change of one file as a unified diff, as `diff -u` and git write it. Empty without a change. */
export function unifiedDiff(
  path: string,
  before: string | undefined,
  after: string | null | undefined,
): string {
  const [old, next] = [linesOf(before), linesOf(after ?? undefined)];
  const changes = diffIndices([...old], [...next]).map(
    ({ buffer1: [start, length], buffer2: [newStart, newLength] }): Hunk => ({
      from: [start, start + length],
      to: [newStart, newStart + newLength],
    }),
  );
  if (changes.length === 0) return '';
  const names = [
    before === undefined ? '/dev/null' : `a/${path}`,
    after === null ? '/dev/null' : `b/${path}`,
  ];
  const hunks = grouped(changes).map((group) => hunkText(group, old, next));
  return [`--- ${names[0]}`, `+++ ${names[1]}`, ...hunks, ''].join('\n');
}

/** Changes whose context overlaps are one hunk. */
function grouped(changes: readonly Hunk[]): readonly (readonly Hunk[])[] {
  const groups: Hunk[][] = [];
  for (const change of changes) {
    const last = groups.at(-1)?.at(-1);
    if (last && change.from[0] - last.from[1] <= 2 * CONTEXT) groups.at(-1)?.push(change);
    else groups.push([change]);
  }
  return groups;
}

function hunkText(group: readonly Hunk[], old: readonly string[], next: readonly string[]): string {
  const [first, last] = [group[0], group.at(-1)];
  if (first === undefined || last === undefined) return '';
  const before = Math.min(CONTEXT, first.from[0]);
  const after = Math.min(CONTEXT, old.length - last.from[1]);
  const lines: string[] = [];
  let position = first.from[0] - before;
  for (const { from, to } of group) {
    lines.push(...old.slice(position, from[0]).map((line) => ` ${line}`));
    lines.push(
      ...old.slice(...from).map((line) => `-${line}`),
      ...next.slice(...to).map((line) => `+${line}`),
    );
    position = from[1];
  }
  lines.push(...old.slice(position, position + after).map((line) => ` ${line}`));
  const range = (start: number, end: number) => `${end === start ? start : start + 1},${end - start}`;
  const from = range(first.from[0] - before, last.from[1] + after);
  const to = range(first.to[0] - before, last.to[1] + after);
  return [`@@ -${from} +${to} @@`, ...lines].join('\n');
}

function linesOf(text: string | undefined): readonly string[] {
  if (text === undefined || text === '') return [];
  const lines = text.split('\n');
  return text.endsWith('\n')
    ? lines.slice(0, -1)
    : [...lines.slice(0, -1), `${lines.at(-1)}\n\\ No newline at end of file`];
}
