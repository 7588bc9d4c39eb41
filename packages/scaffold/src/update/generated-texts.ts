import type { Base } from '../plan/base.ts';

/** An extension as it is rendered now. */
export interface Rendered {
  /** With the options of the record. */
  readonly recorded: ReadonlyMap<string, string>;
  /** With the options that the extension's own files show. */
  readonly expected: ReadonlyMap<string, string>;
}

/** The texts that each file may have been generated with. */
export function generatedTexts(
  { texts, damaged }: Base,
  { recorded, expected }: Rendered,
  { exists, isWanted }: Readonly<Record<'exists' | 'isWanted', (path: string) => boolean>>,
): ReadonlyMap<string, readonly string[]> {
  const isComplete = texts.size > 0 && damaged.length === 0;
  const generated = new Map<string, readonly string[]>();
  for (const path of new Set([...texts.keys(), ...recorded.keys(), ...expected.keys()])) {
    const [kept = [], rendered, now] = [texts.get(path), recorded.get(path), expected.get(path)];
    // The file of a provider that was removed by hand. It may still exist, and be used again.
    if (rendered !== undefined && now === undefined && !(exists(path) && isWanted(path))) continue;
    // The base of another branch may have files that this one does not.
    if (rendered === undefined && !exists(path)) continue;
    const isCurrent = rendered !== undefined && kept.includes(rendered);
    const isAdded = rendered === undefined && now !== undefined;
    const isUnknown = isAdded || kept.length > 1 || (kept.length === 0 && !isComplete);
    const additional = isCurrent || isUnknown ? [now, rendered] : [];
    const all = [...additional, ...kept].filter((text) => text !== undefined);
    if (all.length > 0) generated.set(path, [...new Set(all)]);
  }
  return generated;
}
