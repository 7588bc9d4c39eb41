import { readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { flagsTable } from './flags-table.ts';

test('the README has the table of flags that the command reads: run `node flags-table.mjs` where a change is meant', async () => {
  const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
  expect(readme).toContain(`<!-- flags -->\n${flagsTable()}\n<!-- /flags -->`);
});
