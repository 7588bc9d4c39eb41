import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

const docs = new URL('../../../docs/', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, docs), 'utf8');
const [, section = ''] = read('security.md').split('\n## The simulator\n');
const rows = (section.split('\n## ')[0] ?? '').split('\n').filter((line) => line.includes(']('));

test('each guarantee of docs/security.md for the simulator names existing code and an existing test title', () => {
  const links = rows.flatMap((row) => [...row.matchAll(/\]\(([^)]+)\)(?:: `([^`]+)`)?/g)]);
  const shown = links.filter(([, , title]) => title !== undefined);
  expect(rows.length).toBeGreaterThanOrEqual(5);
  expect(shown.length).toBeGreaterThanOrEqual(rows.length);
  for (const [, path = '', title = ''] of links)
    expect({ path, text: read(path) }).toMatchObject({ text: expect.stringContaining(title) });
});
