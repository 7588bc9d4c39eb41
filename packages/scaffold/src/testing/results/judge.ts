import type { Files, Outcome } from '../edits/edit.ts';
import { type GeneratedChange, reformattedFiles } from './lines.ts';
import { nameErrors } from './names.ts';
import { failingTests, type LoadedExtension, loadExtension } from './own-test.ts';
import { syntaxErrors } from './syntax.ts';
import { lostWords } from './words.ts';

/** A problem in the result of an operation. */
export interface Finding {
  readonly kind: 'lost' | 'broken' | 'crashed' | 'not idempotent';
  readonly text: string;
}

/** The changes of an operation to the files. */
export interface Judged extends Outcome {
  readonly before: Files;
  readonly generated: GeneratedChange;
  /** The options that the extension's own modules have after the operation, by name. */
  readonly expected: (loaded: LoadedExtension) => Readonly<Record<string, unknown>>;
  /** Whether names are resolved in the changed modules. */
  readonly binds: boolean;
}

/** Judges a result without knowledge of the edits: no words are lost, and what was valid is still valid. */
export function judge(judged: Judged): readonly Finding[] {
  const { before, files, generated, removed } = judged;
  return [
    ...findings('lost', lostWords(before, files, generated, removed)),
    ...findings('lost', reformattedFiles(before, files, generated)),
    ...findings('broken', brokenFiles(judged)),
    ...findings('broken', unmetOptions(judged)),
  ];
}

function findings(kind: Finding['kind'], texts: readonly string[]): readonly Finding[] {
  return texts.map((text) => ({ kind, text }));
}

/** Files that no longer parse, compile or pass their test. */
function brokenFiles({ before, files, binds }: Judged): readonly string[] {
  const broken = newIn(syntaxErrors(files), () => syntaxErrors(before));
  if (broken.length > 0) return broken;
  const unbound = binds ? newIn(nameErrors(files, before), () => nameErrors(before, files)) : [];
  return [...unbound, ...brokenTests(before, files)];
}

function newIn(problems: readonly string[], earlier: () => readonly string[]): readonly string[] {
  if (problems.length === 0) return [];
  const known = new Set(earlier());
  return problems.filter((problem) => !known.has(problem));
}

/** An edit may make the extension's own tests fail, for example without a README. They prove nothing then. */
function brokenTests(before: Files, after: Files): readonly string[] {
  const failing = failingTests(after);
  return failing.length === 0 || failingTests(before).length > 0 ? [] : failing;
}

/** The options that the extension's own modules do not have after the operation. */
function unmetOptions({ before, files, expected }: Judged): readonly string[] {
  const loaded = loadExtension(before);
  if (loaded === undefined) return [];
  const found = loadExtension(files);
  return Object.entries(expected(loaded)).flatMap(([name, value]) => {
    const [is, wanted] = [JSON.stringify(optionOf(found, name)), JSON.stringify(value)];
    return is === wanted ? [] : [`${name} is ${is} instead of ${wanted}`];
  });
}

function optionOf(loaded: LoadedExtension | undefined, name: string): unknown {
  if (name === 'providers') return loaded?.providers.map(({ id }) => id).sort();
  return loaded?.extension[name];
}
