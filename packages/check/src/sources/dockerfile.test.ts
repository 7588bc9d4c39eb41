import { describe, expect, test } from '@jest/globals';
import { readDockerfile } from './dockerfile.ts';

const labels = (content: string) =>
  readDockerfile('Dockerfile', content).final.flatMap(({ pairs }) =>
    pairs.map(({ name, text, at }) => [name, text, at.line]),
  );

describe('labels', () => {
  test('are read over several lines, with comments between them, each with its own line', () => {
    const content = 'FROM scratch\nLABEL a="one" \\\n# why\n\n  b=two \\\n  "c d"=\'th ree\'\nLABEL e f  g\n';
    expect(labels(content)).toEqual([
      ['a', 'one', 2],
      ['b', 'two', 5],
      ['c d', 'th ree', 6],
      ['e', 'f  g', 7],
    ]);
  });

  test.each([
    ['"[{\\"a\\":\\"b\\"}]"', '[{"a":"b"}]', false, []],
    ['[{"a":"b"}]', '[{a:b}]', true, []],
    ['"costs \\$5 \\\\ \\n"', 'costs $5 \\ \\n', false, []],
    [`"by $NAME and \${OTHER:-x}"`, 'by  and x', false, ['NAME', 'OTHER']],
    ["'$NAME \\'", '$NAME \\', false, []],
  ])('%s loses its quotes and escapes as in BuildKit', (raw, text, losesQuotes, variables) => {
    const [label] = readDockerfile('Dockerfile', `FROM scratch\nLABEL a=${raw}`).final;
    expect(label?.pairs[0]).toMatchObject({ name: 'a', text, losesQuotes, variables });
  });

  test('come from the stages that the last one is built on, and from no other', () => {
    const content = 'FROM a AS base\nLABEL a=1\nFROM a AS other\nLABEL b=1\nFROM BASE\nLABEL c=1\n';
    expect(labels(content).map(([name]) => name)).toEqual(['a', 'c']);
  });
});

test('flags, words and the JSON form are distinguished', () => {
  const [from, copy, list] = readDockerfile(
    'Dockerfile',
    'FROM --platform=$BUILDPLATFORM node AS build\nCOPY --from=x --chown=1:1 a b /\nCOPY ["a b", "/c"]\n',
  ).all;
  expect(from?.flags.get('platform')).toBe('$BUILDPLATFORM');
  expect(from?.words).toEqual(['node', 'AS', 'build']);
  expect([...(copy?.flags ?? [])]).toEqual([
    ['from', 'x'],
    ['chown', '1:1'],
  ]);
  expect(copy?.words).toEqual(['a', 'b', '/']);
  expect(list?.words).toEqual(['a b', '/c']);
});

test('a here-document contains no instructions', () => {
  const { all } = readDockerfile(
    'Dockerfile',
    'FROM a\nRUN <<EOF\nENV A=b\nEOF\nCOPY <<-"X" /y\n\tUSER z\n\tX\nUSER node\n',
  );
  expect(all.map(({ keyword, at }) => [keyword, at.line])).toEqual([
    ['FROM', 1],
    ['RUN', 2],
    ['COPY', 5],
    ['USER', 8],
  ]);
});

test('the escape directive makes the backtick continue lines', () => {
  const { all } = readDockerfile('Dockerfile', '# escape=`\nFROM a\nENV A=C:\\ `\n  B=2\n');
  expect(all[1]?.pairs.map(({ name, text }) => [name, text])).toEqual([
    ['A', 'C:\\'],
    ['B', '2'],
  ]);
});

test('an ARG needs no value, and CRLF ends a line', () => {
  const { all } = readDockerfile('Dockerfile', 'FROM a\r\nARG TOKEN\r\nARG B=c\r\n');
  expect(all.flatMap(({ pairs }) => pairs.map(({ name, text }) => [name, text]))).toEqual([
    ['TOKEN', ''],
    ['B', 'c'],
  ]);
});

test.each(['RUN', 'COPY', 'ADD'])('the words of %s end where its here-document begins', (keyword) => {
  const { all } = readDockerfile('Dockerfile', `FROM a\n${keyword} \\\n  <<EOF /y\nUSER z\nEOF\nUSER node\n`);
  expect(all.map(({ keyword, words }) => [keyword, words])).toEqual([
    ['FROM', ['a']],
    [keyword, ['<<EOF', '/y']],
    ['USER', ['node']],
  ]);
});

test('quotes do not join the words of COPY, and are removed from each', () => {
  const [, copy] = readDockerfile('Dockerfile', `FROM a\nCOPY --from="x" 'a' "b" /c\n`).all;
  expect(copy?.words).toEqual(['a', 'b', '/c']);
  expect(copy?.flags.get('from')).toBe('x');
});

test('white space at the start of a continued line belongs to a quoted value', () => {
  expect(labels('FROM scratch\nLABEL a="one \\\n  two"\n')).toEqual([['a', 'one   two', 2]]);
});
