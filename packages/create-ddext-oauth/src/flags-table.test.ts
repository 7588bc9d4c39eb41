import { readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { flagsTable } from './flags-table.ts';

test('the README contains the table of options that node flags-table.mjs writes', async () => {
  const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
  expect(readme).toContain(`<!-- options -->\n${flagsTable()}\n<!-- /options -->`);
});
