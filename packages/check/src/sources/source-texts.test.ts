import { expect, test } from '@jest/globals';
import { pageSources, pageTexts } from './source-texts.ts';
import { Text } from './text.ts';

const files = (texts: readonly Text[]) => texts.map(({ file }) => file);

test.each([
  ['a line of 4,999 characters', 'a'.repeat(4999), true],
  ['many lines of 4,999 characters', `${'a'.repeat(4999)}\n`.repeat(3), true],
  ['a line of 5,000 characters', `// Built.\n${'a'.repeat(5000)}`, false],
  ['a line of 5,000 characters before others', `${'a'.repeat(5000)}\nb\n`, false],
  ['nothing', '', true],
])('a file with %s is source code: %s', (_, content, isSource) => {
  const texts = [new Text('ui/main.js', content)];
  expect(files(pageTexts(texts))).toEqual(['ui/main.js']);
  expect(files(pageSources(texts))).toEqual(isSource ? ['ui/main.js'] : []);
});
