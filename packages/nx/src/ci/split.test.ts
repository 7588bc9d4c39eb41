import { expect, test } from '@jest/globals';
import { type Group, groupByExtension, split } from './split.ts';

const group = (root: string, size = 4): Group => ({
  root,
  projects: Array.from({ length: size }, (_, index) => `${root}/${index}`),
});
const fifty = Array.from({ length: 50 }, (_, index) => group(`extensions/hello-${index + 1}`));
const sizes = (parts: readonly (readonly Group[])[]) =>
  parts.map((groups) => groups.flatMap(({ projects }) => projects).length);

test.each([
  [1, [200]],
  [2, [100, 100]],
  [4, [52, 52, 48, 48]],
])('splits 50 extensions of 4 projects between %i machines evenly', (jobs, expected) => {
  expect(sizes(split(fifty, { jobs, perJob: 4 }))).toEqual(expected);
});

test('puts each group on exactly one machine', () => {
  const parts = split(fifty, { jobs: 4, perJob: 4 }).flat();
  expect(parts.map(({ root }) => root).sort()).toEqual(fifty.map(({ root }) => root).sort());
});

test('gives the same split for the same groups in another order', () => {
  expect(split([...fifty].reverse(), { jobs: 4, perJob: 4 })).toEqual(split(fifty, { jobs: 4, perJob: 4 }));
});

test('balances groups of different sizes to within the size of one group', () => {
  const groups = Array.from({ length: 23 }, (_, index) => group(`hello-${index}`, (index % 4) + 1));
  const counts = sizes(split(groups, { jobs: 4, perJob: 1 }));
  expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(4);
});

test.each([
  [2, 1.2],
  [4, 1.35],
])('with %i machines, the longest of 1,000 simulated runs takes at most %f times the mean', (jobs, most) => {
  let state = 1;
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  for (let run = 0; run < 1000; run++) {
    // 17 to 50 extensions of 1 to 4 affected projects, whose tasks take between a half and twice the usual time.
    const groups = fifty.slice(0, 17 + Math.floor(random() * 34)).map(({ root, projects }) => ({
      root,
      projects: projects.slice(0, 1 + Math.floor(random() * 4)),
    }));
    const times = new Map(
      groups.flatMap(({ projects }) => projects.map((name) => [name, 0.5 + random() * 1.5])),
    );
    const parts = split(groups, { jobs, perJob: 4 }).map((part) =>
      part.flatMap(({ projects }) => projects).reduce((sum, name) => sum + (times.get(name) ?? 0), 0),
    );
    const mean = parts.reduce((sum, time) => sum + time, 0) / parts.length;
    expect(Math.max(...parts) / mean).toBeLessThanOrEqual(most);
  }
});

test.each([
  [0, 0],
  [1, 1],
  [4, 1],
  [5, 2],
  [8, 2],
  [13, 4],
  [50, 4],
])('splits %i extensions between %i machines, and leaves no machine empty', (count, machines) => {
  const parts = split(fifty.slice(0, count), { jobs: 4, perJob: 4 });
  expect(parts).toHaveLength(machines);
  for (const part of parts) expect(part).not.toHaveLength(0);
});

test('keeps the projects of an extension together, in a folder and at the root of the workspace', () => {
  const projects = [
    { name: 'first', root: '.' },
    { name: '@first/ui', root: 'ui' },
    { name: '@hello/ui', root: 'extensions/hello/ui' },
    { name: '@hello/auth', root: 'extensions/hello/auth' },
    { name: 'library', root: 'packages/library' },
  ];
  const roots = new Set([...projects.map(({ root }) => root), 'extensions/hello']);
  expect(groupByExtension(projects, roots)).toEqual([
    { root: '.', projects: ['@first/ui', 'first'] },
    { root: 'extensions/hello', projects: ['@hello/auth', '@hello/ui'] },
    { root: 'packages/library', projects: ['library'] },
  ]);
});
