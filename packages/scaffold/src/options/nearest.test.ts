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
  ])('recognizes %s as a misspelling of %s', (word, expected) => {
    expect(nearest(word, flags)).toBe(expected);
  });

  test('suggests nothing for a single letter', () => {
    expect(nearest('a', ['par', 'ci'])).toBeUndefined();
    expect(nearest('pr', ['par'])).toBe('par');
  });

  test.each(['colors', 'x', ''])('finds no similar option for %j', (word) => {
    expect(nearest(word, flags)).toBeUndefined();
  });
});
