import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { authErrorAdvice } from './core/errors.ts';
import { keychainAdvice } from './ui/keychain/problems.ts';

const page = readFileSync(join(import.meta.dirname, '../../../docs/troubleshooting.md'), 'utf8');

/** Symptom and code from each row of the tables with a code column. */
const rows = page
  .split('\n## ')
  .filter((section) => section.includes('\n| You see | Code |'))
  .flatMap((section) => [...section.matchAll(/^\| (.+?) \| `([^`]+)` \|/gm)])
  .map(([, seen = '', code = '']) => ({ seen, code }));

const sources = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && !path.includes('.test.'))
  .map((path) => readFileSync(join(import.meta.dirname, path), 'utf8'))
  .join('\n');

test('contains every user-visible error code exactly once, and no other', () => {
  const codes = [...Object.keys(authErrorAdvice), ...Object.keys(keychainAdvice), 'backend-unavailable'];
  expect(rows.map(({ code }) => code).sort()).toEqual(codes.sort());
});

test('quotes the messages of the source', () => {
  const quoted = rows.flatMap(({ seen }) => [...seen.matchAll(/"([^"]+)"/g)].map(([, words = '']) => words));
  expect(quoted.length).toBeGreaterThan(rows.length);
  const pieces = quoted.flatMap((words) => words.split(/\s*…\s*/)).filter((piece) => piece.length > 2);
  expect(pieces.filter((piece) => !sources.includes(piece))).toEqual([]);
});
