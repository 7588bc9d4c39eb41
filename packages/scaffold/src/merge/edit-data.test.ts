import { expect, test } from '@jest/globals';
import { editJson, editYaml, type Tree } from './edit-data.ts';

const withMember = (key: string, value: Tree) => (object: Tree) => ({ ...(object as object), [key]: value });

test.each([
  ['an empty object', '{ "a": {} }', '{ "a": {\n  "b": 1\n} }'],
  ['an object with a space in it', '{ "a": { } }', '{ "a": {\n  "b": 1\n} }'],
  ['an object on one line', '{ "a": { "c": 2 } }', '{ "a": { "c": 2, "b": 1 } }'],
])('adds a member to %s', (_, before, after) => {
  const edited = editJson(before, (object) => ({ a: { ...(object as { a: object }).a, b: 1 } }));
  expect(edited).toBe(after);
});

test('replaces every member of an object on one line, also by a member on several lines', () => {
  const edited = editJson('{ "a": { "c": 2 } }', () => ({ a: { b: 'x', e: { d: 1 } } }));
  expect(edited).toBe('{ "a": {\n  "b": "x",\n  "e": {\n    "d": 1\n  }\n} }');
});

test('keeps everything else as it is written, including comments', () => {
  const text = '{\n    // ours\n    "a": [1,2],\n    "c": "x" // why\n}\n';
  expect(editJson(text, withMember('c', 'y'))).toBe(text.replace('"x"', '"y"'));
});

test('inserts a member at its position among its siblings', () => {
  const edited = editJson('{\n  "a": 1,\n  "c": 3\n}\n', () => ({ a: 1, b: 2, c: 3 }));
  expect(edited).toBe('{\n  "a": 1,\n  "b": 2,\n  "c": 3\n}\n');
});

test('reports text that is not JSON with line and column', () => {
  expect(() => editJson('{\n  "a": 1,,\n}', (object) => object)).toThrow(
    expect.objectContaining({ line: 2, column: 10 }),
  );
});

test('keeps lists of maps in YAML with four columns for each level', () => {
  const text = 'a:\n    list:\n        - b: 1\n          c:\n              d: 1\n';
  const edited = editYaml(text, (object) => ({ ...(object as object), e: { f: [{ g: 1, h: { i: 2 } }] } }));
  expect(edited).toBe(`${text}e:\n    f:\n        - g: 1\n          h:\n              i: 2\n`);
});
