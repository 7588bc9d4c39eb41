import { describe, expect, test } from '@jest/globals';
import { nearest, parseOptions } from './command-line.ts';

const options = {
  image: { type: 'string' },
  json: { type: 'boolean' },
  'api-version': { type: 'string' },
} as const;
const parse = (...args: string[]) =>
  parseOptions({ args, options, allowPositionals: true }, (sentence) => new RangeError(sentence));

describe('parseOptions', () => {
  test('returns the values and positional arguments that parseArgs reads', () => {
    const { values, positionals } = parse('here', '--image', 'a/b', '--json', '--', '--imagine');
    expect(values).toEqual({ image: 'a/b', json: true });
    expect(positionals).toEqual(['here', '--imagine']);
    expect(parse('--image=-v').values).toEqual({ image: '-v' });
    expect(parse('--image=').values).toEqual({ image: '' });
  });

  test.each([
    [['--imge'], 'Unknown option --imge; did you mean --image?'],
    [['--JSON'], 'Unknown option --JSON; did you mean --json?'],
    [['--api-versoin=1'], 'Unknown option --api-versoin; did you mean --api-version?'],
    [['--bogus-option'], 'Unknown option --bogus-option; see --help.'],
    [['-q'], 'Unknown option -q; see --help.'],
    [['--toString'], 'Unknown option --toString; see --help.'],
    [['--__proto__'], 'Unknown option --__proto__; see --help.'],
    [['--json=yes'], '--json does not take a value.'],
    [['--json='], '--json does not take a value.'],
    [['--image'], '--image needs a value.'],
    [['--image', '--json'], '--image needs a value.'],
  ])('rejects %j', (args, sentence) => {
    expect(() => parse(...args)).toThrow(new RangeError(sentence));
  });
});

describe('nearest', () => {
  test.each([
    ['gihub', 'github'],
    ['GitHub', 'github'],
    ['microsft-entra', 'microsoft-entra'],
    ['zzz', undefined],
  ])('of %s is %s', (typed, meant) => {
    expect(nearest(typed, ['google', 'github', 'microsoft-entra'])).toBe(meant);
  });
});
