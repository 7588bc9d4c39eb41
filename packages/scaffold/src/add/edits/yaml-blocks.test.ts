import { expect, test } from '@jest/globals';
import type { Tree } from '../../merge/edit-data.ts';
import { editBlocks } from './yaml-blocks.ts';

type Members = { readonly [name: string]: Tree };

const added = (value: Tree) => {
  const { a, ...others } = value as Members;
  return { ...others, a: { ...((a ?? {}) as Members), b: { c: [1] } } };
};

test.each([
  ['is empty', 'a:\nz: 1\n', 'a:\n  b:\n    c:\n      - 1\nz: 1\n'],
  ['is empty, with comments', 'a: # x\n  # y\nz: 1\n', 'a: # x\n  b:\n    c:\n      - 1\n  # y\nz: 1\n'],
  ['is empty at the end', 'z: 1\na:', 'z: 1\na:\n  b:\n    c:\n      - 1\n'],
  ['is null', 'a: ~\n', 'a:\n  b:\n    c:\n      - 1\n'],
  ['is {}', 'a: {} # x\n', 'a: # x\n  b:\n    c:\n      - 1\n'],
  ['is in braces', 'a: { "x": 1, y: {} } # z\n', 'a:\n  "x": 1\n  y: {} # z\n  b:\n    c:\n      - 1\n'],
  ['has CRLF', 'a: {x: 1}\r\n', 'a:\r\n  x: 1\r\n  b:\r\n    c:\r\n      - 1\r\n'],
  ['is not there', 'z: 1\n', 'z: 1\na:\n  b:\n    c:\n      - 1\n'],
])('a member that %s gets members as a block', (_title, text, expected) => {
  expect(editBlocks(text, [{ path: ['a'], kind: 'map' }], added)).toBe(expected);
});

test.each([
  ['a:\n  v:\n', 'a:\n  v:\n    - n\n'],
  ['a:\n  v: []\n', 'a:\n  v:\n    - n\n'],
  ['a: {v: [x, y]}\n', 'a:\n  v: [ x, y, n ]\n'],
  ['a: { image: x }\n', 'a:\n  image: x\n  v:\n    - n\n'],
])('a list in %j gets an item', (text, expected) => {
  const extended = [
    { path: ['a'], kind: 'map' as const },
    { path: ['a', 'v'], kind: 'list' as const },
  ];
  const edit = (value: Tree) => {
    const { a } = value as { a: Members };
    return { a: { ...a, v: [...((a.v ?? []) as readonly Tree[]), 'n'] } };
  };
  expect(editBlocks(text, extended, edit)).toBe(expected);
});

test('what an alias shares stays shared', () => {
  const text = 'a:\nx: &x\n  y: { z: 1 }\nw: *x\n';
  expect(editBlocks(text, [{ path: ['a'], kind: 'map' }], added)).toBe(
    text.replace('a:\n', 'a:\n  b:\n    c:\n      - 1\n'),
  );
});

test('a map in braces with an anchor or a comment is left to the author', () => {
  for (const text of ['a: &x { y: 1 }\nz: *x\n', 'a: {\n  y: 1 # x\n}\n'])
    expect(editBlocks(text, [{ path: ['a'], kind: 'map' }], added)).toBeUndefined();
});
