import { expect, test } from '@jest/globals';
import { addOnce, addToArrayOf } from './source.mjs';

const squeezed = (text: string) => text.replaceAll(/\s+/g, ' ');

test.each([
  ['an array before the others', 'a', `{ "a": ["x"], b: ['m'], 'c-d': ['k', 'n'] }`],
  ['an array between others', 'c', `{ b: ['m'], "c": ["x"], 'c-d': ['k', 'n'] }`],
  ['an array at the end', 'e', `{ b: ['m'], 'c-d': ['k', 'n'], "e": ["x"], }`],
  ['a string at the end of an array', 'c-d', `{ b: ['m'], 'c-d': ['k', 'n', "x", ] }`],
])('%s is added in its order', (_what, key, expected) => {
  const text = `const lists = { b: ['m'], 'c-d': ['k', 'n'] };`;
  expect(squeezed(addToArrayOf(text, 'lists', key, 'x'))).toBe(`const lists = ${expected};`);
});

test('a string that an array contains already is not added again', () => {
  const text = `const lists = { 'c-d': ['k', 'n'] };\nconst list = ['k'];`;
  expect(addToArrayOf(text, 'lists', 'c-d', 'n')).toBe(text);
  expect(addOnce(text, 'list', 'k')).toBe(text);
  expect(squeezed(addOnce(text, 'list', 'j'))).toContain(`const list = ["j", 'k'];`);
});

test('a list that is not there is an error, and a member that is no array', () => {
  expect(() => addOnce('', 'list', 'a')).toThrow('The list list was not found. Nothing is written.');
  expect(() => addToArrayOf('const lists = { a: 1 };', 'lists', 'a', 'b')).toThrow(
    'a in lists is no array. Nothing is written.',
  );
});
