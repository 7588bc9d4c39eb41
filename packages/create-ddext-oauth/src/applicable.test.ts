import { expect, test } from '@jest/globals';
import { assertApplicable } from './applicable.ts';

test.each([[['add', 'provider', 'dry-run']], [['remove', 'yes']], [['strategy', 'provider']]])(
  'the options %j apply together',
  (names) => {
    expect(() => assertApplicable(new Set(names))).not.toThrow();
  },
);

test.each([
  [['add', 'license'], '--license cannot be combined with --add.'],
  [['remove', 'provider'], '--provider cannot be combined with --remove.'],
  [['add', 'remove'], '--remove cannot be combined with --add.'],
  [['provider', 'prefix'], '--prefix requires --add.'],
])('the options %j do not apply together', (names, sentence) => {
  expect(() => assertApplicable(new Set(names))).toThrow(sentence);
});
