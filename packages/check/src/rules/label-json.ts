import { problem } from '../sources/problem.ts';
import type { Setting } from '../sources/workspace-or-image.ts';
import { knownValues } from './labels.ts';
import { defineRule, partly } from './rule.ts';

interface Shape {
  /** The keys of each object in the list. It may have others. */
  readonly keys: readonly string[];
  readonly mayBeEmpty: boolean;
}

const shapes: Readonly<Record<string, Shape>> = {
  'com.docker.extension.screenshots': { keys: ['alt', 'url'], mayBeEmpty: false },
  'com.docker.extension.additional-urls': { keys: ['title', 'url'], mayBeEmpty: true },
};

export const labelJson = defineRule({
  id: 'label-json',
  severity: 'warning',
  over: 'both',
  needs: ['dockerfile'],
  what: 'The labels screenshots and additional-urls are JSON with the documented structure.',
  why: 'The Marketplace cannot show other values, and validation fails.',
  source: 'https://docs.docker.com/extensions/extensions-sdk/extensions/labels/',
  fix: 'Write [{"alt":"…","url":"https://…"}] for screenshots and [{"title":"…","url":"https://…"}] for additional-urls, quotes escaped.',
  check: (extension) => {
    const { known, unknown } = knownValues(extension);
    const problems = known.flatMap((label) => {
      const shape = shapes[label.name];
      const complaint = shape && complaintOf(label, shape);
      return complaint ? [problem(label.at, `The label ${label.name} ${complaint}.`)] : [];
    });
    return partly(
      problems,
      unknown.filter((reason) => Object.keys(shapes).some((name) => reason.includes(name))),
    );
  },
});

function complaintOf({ value, written }: Setting, { keys, mayBeEmpty }: Shape): string | undefined {
  // Reported as empty, or as losing its quotes or containing a variable that is not set, which is the cause.
  if (value.trim() === '' || written?.losesQuotes || written?.unset.length) return undefined;
  let list: unknown;
  try {
    list = JSON.parse(value);
  } catch {
    return 'is not JSON';
  }
  if (!Array.isArray(list) || (list.length === 0 && !mayBeEmpty)) return 'is not a list with something in it';
  const wanted = JSON.stringify(Object.fromEntries(keys.map((key) => [key, '…'])));
  return list.every((item) => hasShape(item, keys)) ? undefined : `has an item that is not ${wanted}`;
}

function hasShape(item: unknown, keys: readonly string[]): boolean {
  if (typeof item !== 'object' || item === null) return false;
  return keys.every((key) => {
    const value = (item as Record<string, unknown>)[key];
    return typeof value === 'string' && value.trim() !== '';
  });
}
