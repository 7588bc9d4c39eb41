import { describe, expect, test } from '@jest/globals';
import { readDockerfile } from './dockerfile.ts';

const label = (text: string) => {
  const { final } = readDockerfile('Dockerfile', `FROM alpine\n${text}\n`);
  const pairs = final.flatMap(({ keyword, pairs }) => (keyword === 'LABEL' ? pairs : []));
  return Object.fromEntries(pairs.map(({ name, text }) => [name, text]));
};

describe('the labels of a Dockerfile', () => {
  test.each([
    ['double quotes', 'LABEL a.b=">= 0.3.4"', '>= 0.3.4'],
    ['single quotes', "LABEL a.b='>= 0.3.4'", '>= 0.3.4'],
    ['no quotes', 'LABEL a.b=>=0.3.4', '>=0.3.4'],
    ['an escaped space', 'LABEL a.b=>=\\ 0.3.4', '>= 0.3.4'],
    ['a quoted key', 'LABEL "a.b"=">= 0.3.4"', '>= 0.3.4'],
    ['the old form without an equals sign', 'LABEL a.b >= 0.3.4', '>= 0.3.4'],
    ['lower case', 'label a.b=0.3.4', '0.3.4'],
    ['a variable that nothing sets', 'LABEL a.b="$VERSION"', ''],
    ['an argument without a default', 'ARG VERSION\nLABEL a.b="$VERSION"', ''],
    ['an argument with a default', 'ARG VERSION=">= 0.3.4"\nLABEL a.b="$VERSION"', '>= 0.3.4'],
    ['an argument of an argument', `ARG A=1\nARG B=\${A}2\nLABEL a.b=\${B}`, '12'],
    ['ENV, which wins over ARG', 'ARG A=1\nENV A=2\nARG A=3\nLABEL a.b=$A', '2'],
    ['ENV as it was before its line', 'ENV A=1\nENV A=2 B=$A\nLABEL a.b=$B', '1'],
    ['a default of the reference', `LABEL a.b="\${A:-\${B:-c}}"`, 'c'],
    ['an alternative of the reference', `ARG A=1\nLABEL a.b="\${A:+set}\${B:+not}"`, 'set'],
    ['single quotes around a variable', "ARG A=1\nLABEL a.b='$A'", '$A'],
    ['an escaped dollar sign', 'ARG A=1\nLABEL a.b="\\$A"', '$A'],
    ['nothing', 'LABEL a.b=""', ''],
  ])('are read from %s', (_what, text, value) => {
    expect(label(text)).toEqual({ 'a.b': value });
  });

  test('continue over several lines, with comments and empty lines between', () => {
    const text =
      'LABEL title="A \\"b\\" = c" \\\n# why\n\n      a.b=">= 0.3.4" \\  \r\n      c=\'[{"d":"e"}]\'\nRUN x';
    expect(label(text)).toEqual({ title: 'A "b" = c', 'a.b': '>= 0.3.4', c: '[{"d":"e"}]' });
  });

  test('are those of the last stage, and the last one of a name wins', () => {
    const text =
      'LABEL a=1\nFROM --platform=$BUILDPLATFORM node AS build\nLABEL a=2\nFROM node\nLABEL a=3\nLABEL a=4';
    expect(label(text)).toEqual({ a: '4' });
  });

  test('include those of the stage it is built on', () => {
    expect(label('FROM alpine AS Base\nLABEL a=1 b=2\nFROM base\nLABEL b=3')).toEqual({ a: '1', b: '3' });
  });

  test('have the default of an ARG before FROM only if the stage declares it', () => {
    const { final } = readDockerfile('Dockerfile', 'ARG A=1\nARG B=2\nFROM alpine\nARG A\nLABEL c="$A$B"');
    const [pair] = final.flatMap(({ keyword, pairs }) => (keyword === 'LABEL' ? pairs : []));
    expect(pair).toMatchObject({ text: '1', unset: ['B'], withoutDefault: [] });
  });

  test('have the variables of the stage that a stage is built on', () => {
    expect(label('ARG A=1\nENV B=2\nFROM alpine AS base\nARG A=3\nENV B=4\nFROM base\nLABEL c=$A$B')).toEqual(
      { c: '34' },
    );
  });

  test('are not read from a comment or another instruction', () => {
    expect(label('# LABEL a=1\nRUN echo LABEL a=1\nENV a=1')).toEqual({});
  });
});
