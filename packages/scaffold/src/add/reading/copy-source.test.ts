import { describe, expect, test } from '@jest/globals';
import { beginningMatcher } from './copy-source.ts';

describe('a source of COPY', () => {
  test.each([
    ['page', 'page', 'page'],
    ['page', 'page/index.html', 'page'],
    ['page', 'pages/index.html', undefined],
    ['p*', 'page/index.html', 'page'],
    ['*', '.env', '.env'],
    ['*', '', ''],
    ['*/index.*', 'page/index.html', 'page/index.html'],
    ['*ex*', 'index.html', 'index.html'],
    ['*ex', 'index.html', undefined],
    ['a*c*c', 'abcbc', 'abcbc'],
    ['?.txt', '🐳.txt', '🐳.txt'],
    ['[🐋-🐳].txt', '🐳.txt', '🐳.txt'],
    ['[^b-d]at', 'bat', undefined],
    ['\\*', '*', '*'],
    ['\\*', 'a', undefined],
    ['a\\', 'a\\', 'a\\'],
  ])('%j matches of the path %j: %j', (source, path, expected) => {
    expect(beginningMatcher(source)(path)).toBe(expected);
  });

  // With backtracking, none of these comparisons ends.
  test.each([
    ['twenty adjacent stars', `${'*'.repeat(20)}z`],
    ['twenty stars between letters', `${'*a'.repeat(20)}z`],
    ['stars in several folders', `${'*a'.repeat(20)}/${'*a'.repeat(20)}z`],
  ])('with %s is compared with a long name in little time', (_stars, source) => {
    const name = 'a'.repeat(200);
    expect(beginningMatcher(source)(`${name}/${name}`)).toBeUndefined();
    expect(beginningMatcher(source)(`${name}/${name}z`)).toBe(
      source.includes('/') ? `${name}/${name}z` : undefined,
    );
  });
});
