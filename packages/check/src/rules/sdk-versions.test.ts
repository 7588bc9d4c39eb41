import { describe, expect, test } from '@jest/globals';
import { excludesUpTo, hasLowerBound, readConstraint } from './sdk-versions.ts';

describe('a constraint of SDK versions', () => {
  test.each([
    // constraint, lower bound, excludes 0.3.3 and before
    ['>= 0.3.4', true, true],
    ['>=0.3.3', true, false],
    ['>0.3.3', true, true],
    ['>= 0.2.x', true, false],
    ['>=0.2.3 <1.0.0', true, false],
    ['>= 0.3.4, < 1.0', true, true],
    ['=> 0.4', true, true],
    ['^0.3.4', true, true],
    ['~0.3', true, false],
    ['0.3.4 - 0.5.0', true, true],
    ['v0.4.2', true, true],
    ['>=0.3.4 || >=0.2.0', true, false],
    ['>=0.3.4-beta.1', true, true],
    ['< 1.0', false, false],
    ['!= 0.3.3', false, false],
    ['*', false, false],
  ])('%s is read', (text, bounded, excludes) => {
    const constraint = readConstraint(text);
    if (constraint === undefined) throw new Error(`${text} is not read`);
    expect([hasLowerBound(constraint), excludesUpTo(constraint, [0, 3, 3])]).toEqual([bounded, excludes]);
  });

  test.each(['', 'latest', '>= latest', '>=', '0.3.4 and more', '>= 0.3.4 ||', '1.2.3.4'])(
    '%j is not one',
    (text) => {
      expect(readConstraint(text)).toBeUndefined();
    },
  );
});
