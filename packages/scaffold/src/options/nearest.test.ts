import { describe, expect, test } from '@jest/globals';
import { nearest } from './nearest.ts';

const flags = ['strategy', 'provider', 'port', 'title'];

describe('nearest', () => {
  test.each([
    ['providr', 'provider'],
    ['prot', 'port'],
    ['strat', 'strategy'],
    ['TITLE', 'title'],
    ['providers', 'provider'],
  ])('takes %s for %s', (word, expected) => {
    expect(nearest(word, flags)).toBe(expected);
  });

  test.each(['colors', 'x', ''])('finds nothing near %j', (word) => {
    expect(nearest(word, flags)).toBeUndefined();
  });
});
