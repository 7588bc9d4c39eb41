import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';

const repository = join(import.meta.dirname, '../../..');
const documents = join(repository, 'docs');
const text = readFileSync(join(documents, 'security.md'), 'utf8');

interface Rule {
  readonly number: number;
  readonly code: readonly string[];
  readonly tests: readonly { readonly file: string; readonly name: string }[];
}

const linksIn = (cell: string) => [...cell.matchAll(/\]\(([^)#]+)\)/g)].map(([, path]) => path as string);

/** The rows of the table of rules, which start with a number. */
const rules: readonly Rule[] = [...text.matchAll(/^\| (\d+) \|(.*)\|$/gm)].map(([, number, rest]) => {
  const [, , code = '', shown = ''] = rest?.split(' | ') ?? [];
  const tests = [...shown.matchAll(/\]\(([^)]+)\): `([^`]+)`/g)];
  return {
    number: Number(number),
    code: linksIn(code),
    tests: tests.map(([, file = '', name = '']) => ({ file, name })),
  };
});

const read = (path: string) => readFileSync(join(documents, path), 'utf8');

/** The forms of a name in string literals with single and double quotes. */
function isNamedIn(source: string, name: string): boolean {
  return ["'", '"', '`'].some((quote) => source.includes(`${quote}${name}${quote}`));
}

test('the table has the 60 rules in order, each with code and tests', () => {
  expect(rules.map(({ number }) => number)).toEqual(Array.from({ length: 60 }, (_, index) => index + 1));
  for (const { number, code, tests } of rules) {
    expect([number, code.length, tests.length].every((count) => count > 0)).toBe(true);
  }
});

test('each rule has at least one test with its number in the name', () => {
  const unnumbered = rules.filter(
    ({ number, tests }) => !tests.some(({ name }) => new RegExp(`\\brule ${number}\\b`).test(name)),
  );
  expect(unnumbered.map(({ number }) => number)).toEqual([]);
});

test('every file that the document links to exists', () => {
  const local = linksIn(text).filter((path) => !path.startsWith('https:'));
  expect(local.length).toBeGreaterThan(100);
  expect(local.filter((path) => !existsSync(join(documents, path)))).toEqual([]);
});

test('every test that the table names exists in its file', () => {
  const named = rules.flatMap(({ number, tests }) => tests.map((shown) => ({ number, ...shown })));
  expect(named.filter(({ file, name }) => !isNamedIn(read(file), name))).toEqual([]);
});
