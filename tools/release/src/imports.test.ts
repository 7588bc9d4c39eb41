import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { root } from '../../dev/environment.mjs';
import { layers, packageArrows } from './arrows.ts';
import { type Arrow, arrowsOf, cyclesIn, folderOf, importsOf } from './imports.ts';

// A package in Go has no src/.
const packages = readdirSync(join(root, 'packages')).filter((name) =>
  existsSync(join(root, 'packages', name, 'src')),
);
const unique = (texts: readonly string[]) => [...new Set(texts)].sort();

test('every package is in the import graph', () => {
  expect(Object.keys(packageArrows).sort()).toEqual([...packages].sort());
  expect(Object.keys(layers).sort()).toEqual([...packages].sort());
});

test('the allowed imports between packages form no cycle', () => {
  const allowed = Object.entries(packageArrows).flatMap(([from, all]) => all.map((to) => ({ from, to })));
  expect(cyclesIn(allowed)).toEqual([]);
});

test('no module of a package imports from tools', () => {
  const modules = readdirSync(join(root, 'packages'), { recursive: true, encoding: 'utf8' }).filter(
    (path) => /\.(ts|tsx|mts|mjs|cjs|js)$/.test(path) && !/(^|[\\/])(node_modules|dist)[\\/]/.test(path),
  );
  const importing = modules.filter((path) =>
    importsOf(join(root, 'packages', path)).some((specifier) => /^(\.\.\/)+tools\//.test(specifier)),
  );
  expect(importing).toEqual([]);
});

test('a cycle of imports is detected, and does not include a file without imports', () => {
  const arrows = ['a>b', 'b>c', 'c>b', 'c>d', 'e>f', 'f>e', 'g>a'].map((arrow) => {
    const [from = '', to = ''] = arrow.split('>');
    return { from, to };
  });
  expect(cyclesIn(arrows)).toEqual([
    ['b', 'c'],
    ['e', 'f'],
  ]);
});

describe.each(packages)('the imports of packages/%s', (name) => {
  const arrows = arrowsOf(join(root, 'packages', name));

  test('name only packages that it may import', () => {
    const imported = arrows.flatMap(
      ({ to }) => /^(?:@ddext-oauth\/([^/]+)|create-ddext-oauth)/.exec(to) ?? [],
    );
    const others = unique(imported.filter((text) => !text.startsWith('@')));
    expect(others).toEqual([...(packageArrows[name] ?? [])].sort());
  });

  test('do not leave its src through a path', () => {
    expect(arrows.filter(({ to }) => to.startsWith('..'))).toEqual([]);
  });

  test('go in one direction between its folders', () => {
    expect(upwardIn(arrows, layers[name] ?? [])).toEqual([]);
  });

  test('form no cycle across folders', () => {
    expect(cyclesIn(arrows).filter((files) => new Set(files.map(folderOf)).size > 1)).toEqual([]);
  });
});

/** Imports of a folder that is not lower in the order. A folder without a position is lower than none. */
function upwardIn(arrows: readonly Arrow[], order: readonly string[]): readonly string[] {
  const between = arrows.flatMap(({ from, to, isOwn }) => {
    const [one, other] = [folderOf(from), isOwn ? folderOf(to) : undefined];
    return one === undefined || other === undefined || one === other ? [] : [[one, other] as const];
  });
  const isBelow = (one: string, other: string) =>
    order.includes(one) && order.includes(other) && order.indexOf(other) < order.indexOf(one);
  return unique(
    between.filter(([one, other]) => !isBelow(one, other)).map(([one, other]) => `${one} -> ${other}`),
  );
}
