import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';

const repository = join(import.meta.dirname, '../../..');
const documents = join(repository, 'docs');
const text = readFileSync(join(documents, 'security.md'), 'utf8');

interface Rule {
  readonly number: number;
  readonly code: readonly string[];
  readonly tests: readonly { readonly file: string; readonly name: string }[];
}

const linksIn = (cell: string) => [...cell.matchAll(/\]\(([^)#]+)\)/g)].map(([, path]) => path as string);

/** The rows of the table of rules: those that begin with a number. */
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

/** A name as it may stand in a string literal of either quote. */
function isNamedIn(source: string, name: string): boolean {
  return ["'", '"', '`'].some((quote) => source.includes(`${quote}${name}${quote}`));
}

test('the table has the 45 rules, in order, each with code and tests', () => {
  expect(rules.map(({ number }) => number)).toEqual(Array.from({ length: 45 }, (_, index) => index + 1));
  for (const { number, code, tests } of rules) {
    expect([number, code.length, tests.length].every((count) => count > 0)).toBe(true);
  }
});

test('every file that the document links to is there', () => {
  const local = linksIn(text).filter((path) => !path.startsWith('https:'));
  expect(local.length).toBeGreaterThan(100);
  expect(local.filter((path) => !existsSync(join(documents, path)))).toEqual([]);
});

test('every test that the table names is in its file', () => {
  const named = rules.flatMap(({ number, tests }) => tests.map((shown) => ({ number, ...shown })));
  expect(named.filter(({ file, name }) => !isNamedIn(read(file), name))).toEqual([]);
});

describe('the tests of this repository', () => {
  const folders = ['packages', 'tools/e2e/src', 'templates'];
  const isTest = /\.test\.tsx?(\.hbs)?$/;
  const sources = folders.flatMap((folder) =>
    readdirSync(join(repository, folder), { withFileTypes: true }).flatMap((entry) => {
      const at = folder === 'packages' ? join(folder, entry.name, 'src') : join(folder, entry.name);
      const path = join(repository, at);
      if (entry.isFile()) return isTest.test(path) ? [readFileSync(path, 'utf8')] : [];
      if (!existsSync(path)) return [];
      const inside = readdirSync(path, { recursive: true, encoding: 'utf8' });
      const tests = inside.filter((name) => isTest.test(name) && !name.includes('node_modules'));
      return tests.map((name) => readFileSync(join(path, name), 'utf8'));
    }),
  );
  const numbers = new Set(
    sources.flatMap((source) => [...source.matchAll(/\brule (\d+)\b/g)].map(([, number]) => Number(number))),
  );

  test('carry the number of every rule', () => {
    expect(rules.map(({ number }) => number).filter((number) => !numbers.has(number))).toEqual([]);
  });
});
