import { describe, expect, test } from '@jest/globals';
import { regionsOf, withRegions } from './regions.ts';

const region = (name: string, content: string) =>
  `# ddext-oauth:begin ${name} (generated, do not edit)\n${content}# ddext-oauth:end ${name}\n`;

describe('regionsOf', () => {
  test('separates the content of regions from the text around them', () => {
    const text = `before\n${region('a', '1\n2\n')}between\n${region('b', '')}after`;
    const { outside, contents } = regionsOf(text);
    expect([...contents]).toEqual([
      ['a', '1\n2\n'],
      ['b', ''],
    ]);
    expect(outside).toBe(`before\n${region('a', '')}between\n${region('b', '')}after`);
  });

  test.each([
    ['Markdown', '<!-- ddext-oauth:begin a (generated) -->\n1\n<!-- ddext-oauth:end a -->\n'],
    ['indented YAML', '  # ddext-oauth:begin a\n1\n  # ddext-oauth:end a\n'],
    ['TypeScript', '// ddext-oauth:begin a\n1\n// ddext-oauth:end a\n'],
  ])('finds the markers in comments of %s', (_language, text) => {
    expect(regionsOf(text).contents.get('a')).toBe('1\n');
  });

  test.each([
    ['no end', '# ddext-oauth:begin a\n1\n'],
    ['no begin', '1\n# ddext-oauth:end a\n'],
    ['the end of another region', '# ddext-oauth:begin a\n1\n# ddext-oauth:end b\n'],
    ['a name that starts twice', `${region('a', '1\n')}${region('a', '2\n')}`],
    ['another begin inside', `# ddext-oauth:begin b\n${region('a', '')}`.replace('end a', 'end c')],
  ])('treats a marker with %s as text', (_what, text) => {
    expect(regionsOf(text)).toEqual({ outside: text, contents: new Map() });
  });
});

describe('withRegions', () => {
  test.each([
    '',
    'text',
    `before\n${region('a', '1\n2')}\n`,
    `${region('a', '1\n')}x\n${region('b', '2\n')}`,
    `${region('a', '1\n')}${region('b', '2\n')}# ddext-oauth:begin c\n`,
  ])('is the inverse of regionsOf: %j', (text) => {
    expect(withRegions(regionsOf(text))).toBe(text);
  });

  test('ignores content without markers', () => {
    expect(withRegions({ outside: 'text\n', contents: new Map([['a', '1\n']]) })).toBe('text\n');
  });
});
