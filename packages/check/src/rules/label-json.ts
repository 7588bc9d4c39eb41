import { problem } from '../sources/problem.ts';
import type { Setting } from '../sources/workspace-or-image.ts';
import { defineRule } from './rule.ts';

/** Each is a list of such objects. */
const shapes: Readonly<Record<string, readonly [string, string]>> = {
  'com.docker.extension.screenshots': ['alt', 'url'],
  'com.docker.extension.additional-urls': ['title', 'url'],
};

export const labelJson = defineRule({
  id: 'label-json',
  over: 'both',
  what: 'The labels screenshots and additional-urls are JSON with the documented structure.',
  why: 'The Marketplace cannot show other values, and validation fails.',
  source: 'https://docs.docker.com/extensions/extensions-sdk/extensions/labels/',
  fix: 'Write [{"alt":"…","url":"https://…"}] for screenshots and [{"title":"…","url":"https://…"}] for additional-urls, quotes escaped.',
  check: ({ labels }) =>
    labels.flatMap((label) => {
      const shape = shapes[label.name];
      const complaint = shape && complaintOf(label, shape);
      return complaint ? [problem(label.at, `The label ${label.name} ${complaint}.`)] : [];
    }),
});

function complaintOf({ value, written }: Setting, keys: readonly string[]): string | undefined {
  // Reported as empty, or as losing its quotes, which is the cause.
  if (value.trim() === '' || written?.losesQuotes) return undefined;
  let list: unknown;
  try {
    list = JSON.parse(value);
  } catch {
    return 'is not JSON';
  }
  if (!Array.isArray(list) || list.length === 0) return 'is not a list with something in it';
  const wanted = JSON.stringify(Object.fromEntries(keys.map((key) => [key, '…'])));
  return list.every((item) => hasShape(item, keys)) ? undefined : `has an item that is not ${wanted}`;
}

function hasShape(item: unknown, keys: readonly string[]): boolean {
  if (typeof item !== 'object' || item === null) return false;
  const rows = Object.entries(item);
  return (
    rows.length === keys.length &&
    rows.every(([key, value]) => keys.includes(key) && typeof value === 'string' && value.trim() !== '')
  );
}
