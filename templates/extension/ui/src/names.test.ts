import { expect, test } from '@jest/globals';
import { displayName, initialOf } from './names.ts';

test.each([
  [{ id: '1', name: ' Ada ' }, 'Ada'],
  [{ id: '1', name: ' ', email: 'ada@example.com' }, 'ada@example.com'],
  [{ id: '1', name: '\u200b\u2060\ufeff\u00ad', email: '' }, '1'],
  [{ id: '\u3000', name: '\n' }, undefined],
])('the name of %j is %j', (profile, name) => {
  expect(displayName(profile)).toBe(name);
});

test.each([
  ['ada', 'A'],
  ['"Ada"', 'A'],
  ['é́tienne', 'É́'],
  ['🇩🇪 Berlin', '🇩🇪'],
  ['👩🏽‍🚀', '👩🏽‍🚀'],
  ['王小明', '王'],
  ['נועה', 'נ'],
  ['42', '4'],
  ['---', ''],
])('the initial of %s is %s', (name, initial) => {
  expect(initialOf(name)).toBe(initial);
});
