import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { errorInJson } from '../merge/json-syntax.ts';
import { ParseError } from '../merge/syntax-tree.ts';
import { readRecord } from './read-record.ts';

describe('a record', () => {
  test.each([
    [undefined, 'record-missing', /^ddext-oauth\.json not found/],
    ['nonsense', 'record-invalid', /^ddext-oauth\.json:1:\d+: syntax error: /],
    [
      '{\n  "version": "0.1.0",\n  "options": {,\n',
      'record-invalid',
      /^ddext-oauth\.json:3:15: syntax error: /,
    ],
    ['{\n  "version": "0.1.0"\n', 'record-invalid', /^ddext-oauth\.json:\d:\d+: syntax error: /],
    ['{}', 'record-invalid', /is damaged; restore it/],
    ['null', 'record-invalid', /is damaged/],
    ['{"version": "0.1.0", "command": "pnpm create"}', 'record-invalid', /is damaged/],
    ['{"version": "0.1.0", "command": "x", "options": {"provider": "oidc"}}', 'record-invalid', /is damaged/],
  ])('that cannot be used is refused with what to do: %s', (json, code, message) => {
    expect(() => readRecord(json)).toThrow(
      expect.objectContaining({ code, message: expect.stringMatching(message) }),
    );
  });
});

describe('a syntax error in a record is named once, with its line and column', () => {
  const record = (command: string) => `{\n  "version": "0.1.0",\n  "command": ${command}\n}\n`;
  test.each([
    ['a name without quotes as a value', record('x'), '3:14', 'Expected a value'],
    ['a value that is missing', record(''), '4:1', 'Unexpected token'],
    ['an extra comma', '{\n  "options": {,\n', '2:15', 'Unexpected token'],
    ['a comma that is missing', record('"x"').replace(',', ''), '3:3', 'Unexpected token, expected ","'],
    ['a trailing comma', record('"x",'), '3:17', 'JSON allows no trailing comma'],
    ['a trailing comma in a list', record('["x", ]'), '3:18', 'JSON allows no trailing comma'],
    ['a comment', record('"x" // mine'), '3:18', 'JSON allows no comments'],
    ['a comment at the start', `/* mine */ ${record('"x"')}`, '1:1', 'JSON allows no comments'],
    ['single quotes', record("'x'"), '3:14', 'Unexpected token'],
    ['a name in single quotes', record('"x"').replace('"command"', "'command'"), '3:3', 'Unexpected token'],
    [
      'a name without quotes',
      record('"x"').replace('"command"', 'command'),
      '3:3',
      'Expected a name in double quotes',
    ],
    ['a string that does not end', record('"x'), '3:14', 'Unterminated string constant'],
    ['a hexadecimal number', record('0x10'), '3:14', 'Unexpected token'],
    ['an octal number', record('010'), '3:14', 'Unexpected token'],
    ['a tab in a string', record('"a\tb"'), '3:14', 'Unexpected token'],
    ['an escape that JSON does not have', record('"\\x41"'), '3:14', 'Unexpected token'],
    ['parentheses', record('("x")'), '3:14', 'Unexpected token'],
    ['a member that is there twice', record('"x", "command": "y"'), '3:19', 'Duplicate member "command"'],
    [
      'text after the end',
      `${record('"x"')}}`,
      '5:1',
      'The input should contain exactly one expression, but the first expression is followed by the unexpected character `}`',
    ],
    ['an end that is missing', '{\n  "version": "0.1.0"\n', '3:1', 'Unexpected token, expected ","'],
    ['an empty file', '', '1:1', 'The input is empty or contains only comments'],
    ['lines that end with CRLF', record('x').replaceAll('\n', '\r\n'), '3:14', 'Expected a value'],
    ['a byte order mark', '\uFEFFx', '1:1', 'Expected a value'],
  ])('%s', (_, text, place, message) => {
    expect(() => readRecord(text)).toThrow(
      expect.objectContaining({
        code: 'record-invalid',
        message: `ddext-oauth.json:${place}: syntax error: ${message}. Fix it, then try again.`,
      }),
    );
  });
});

test('errorInJson finds an error in exactly the texts that JSON.parse rejects', () => {
  const parts = [
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"a"',
    "'a'",
    '1',
    '-',
    '0',
    '.5',
    'e3',
    'null',
    'x',
    ' ',
    '\n',
    '//',
    '/*',
    '*/',
    '\\u0041',
    '\t',
    '\u00a0',
    '(',
  ];
  const text = fc.oneof(
    fc.array(fc.constantFrom(...parts), { maxLength: 12 }).map((all) => all.join('')),
    fc.tuple(fc.json(), fc.nat(), fc.constantFrom('', ...parts)).map(([json, at, part]) => {
      const index = at % (json.length + 1);
      return json.slice(0, index) + part + json.slice(index);
    }),
  );
  const isJson = (each: string) => {
    try {
      JSON.parse(each);
      return true;
    } catch {
      return false;
    }
  };
  fc.assert(
    fc.property(text, (each) => {
      const error = errorInJson(each);
      if (error === undefined) expect(isJson(each)).toBe(true);
      else if (!/^Duplicate member|^Redefinition of __proto__/.test(error.message))
        expect(isJson(each)).toBe(false);
      if (error) expect(error).toBeInstanceOf(ParseError);
    }),
    { seed: 1, numRuns: 2000 },
  );
});
