import { expect, test } from '@jest/globals';
import { composeEnvironment, interpolate } from './compose-environment.ts';

const variables = { HOST: 'db', EMPTY: '' };

test.each<[string, unknown, Record<string, string>]>([
  ['a map', { PORT: 8080, DEBUG: true, NAME: 'a b' }, { PORT: '8080', DEBUG: 'true', NAME: 'a b' }],
  ['a list', ['PORT=8080', 'URL=a=b', 'EMPTY='], { PORT: '8080', URL: 'a=b', EMPTY: '' }],
  ['values of the environment', { HOST: null, OTHER: null }, { HOST: 'db' }],
  ['values of the environment in a list', ['HOST', 'OTHER'], { HOST: 'db' }],
  ['interpolated values', { A: '$HOST:1', B: `\${HOST}`, C: '$$HOST' }, { A: 'db:1', B: 'db', C: '$HOST' }],
  [
    'defaults',
    { A: `\${NONE:-x}`, B: `\${EMPTY:-x}`, C: `\${EMPTY-x}`, D: `\${NONE-x}`, E: `\${NONE}` },
    { A: 'x', B: 'x', C: '', D: 'x', E: '' },
  ],
  ['nothing', undefined, {}],
  ['a value of another kind', 'PORT=8080', {}],
])('composeEnvironment reads %s', (_, environment, expected) => {
  expect(composeEnvironment(environment, variables)).toEqual(expected);
});

test('interpolate leaves references that are not closed unchanged, in linear time', () => {
  const text = `\${A-`.repeat(100_000);
  const started = performance.now();
  expect(interpolate(`$A ${text}`, { A: 'x' })).toBe(`x ${text}`);
  expect(performance.now() - started).toBeLessThan(1_000);
});
