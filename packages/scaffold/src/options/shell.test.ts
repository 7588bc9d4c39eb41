import { expect, test } from '@jest/globals';
import { xSync } from 'tinyexec';
import { shellQuote } from './shell.ts';

test.each([
  'plain',
  'my-org/x_1.2',
  'My Extension',
  "it's",
  'cost: $5',
  'a"b',
  '`id`',
  '',
  'back\\slash',
  'é!',
])('a shell reads the quoted %j unchanged', (word) => {
  expect(xSync('sh', ['-c', `printf %s ${shellQuote(word)}`], { throwOnError: true }).stdout).toBe(word);
});

test('a plain word is not quoted, and a word with a space is in double quotes', () => {
  expect([shellQuote('acme/x'), shellQuote('My Extension')]).toEqual(['acme/x', '"My Extension"']);
});

test.each([
  ['C:\\Users\\x\\sign-in', 'C:\\Users\\x\\sign-in'],
  ['C:\\My files\\Zoë', '"C:\\My files\\Zoë"'],
  ['..\\x', '..\\x'],
])('quotes %j for a Windows shell as %s', (word, quoted) => {
  expect(shellQuote(word, 'win32')).toBe(quoted);
});
