import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { write } from './plan.mjs';
import { repositoryAt } from './repository.mjs';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'plan-'));
  await writeFile(join(directory, 'list.md'), 'one\n');
  await writeFile(join(directory, 'biome.json'), '{"javascript":{"formatter":{"quoteStyle":"single"}}}');
});
afterEach(() => rm(directory, { recursive: true }));
const path = (name: string) => join(directory, name);
const read = (name: string) => readFile(path(name), 'utf8');

test('a plan is written, and formatted if a formatter knows the file', async () => {
  const create = { 'new/a.ts': 'export const a = "1"', 'new/a.md': '* a' };
  write({ create, change: { 'list.md': 'two\n' } }, repositoryAt(directory));
  expect(await read('new/a.ts')).toBe("export const a = '1';\n");
  expect([await read('new/a.md'), await read('list.md')]).toEqual(['* a', 'two\n']);
});

test('if a file cannot be written, nothing changes', async () => {
  const create = { 'new/deep/a.md': 'a', 'list.md/below.md': 'b' };
  const refused = () => write({ create, change: { 'list.md': 'two\n' } }, repositoryAt(directory));
  expect(refused).toThrow('Nothing is written.');
  const last = { create: { 'new/a.md': 'a' }, change: { 'list.md': 'two\n', 'new/a.md/b.md': '' } };
  expect(() => write(last, { ...repositoryAt(directory), read: () => 'one\n' })).toThrow(
    'Nothing is written.',
  );
  expect([existsSync(path('new')), await read('list.md')]).toEqual([false, 'one\n']);
});

test('files that fail the lint are removed', () => {
  const refused = () => write({ create: { 'a.ts': 'const' }, change: {} }, repositoryAt(directory));
  expect(refused).toThrow('do not pass npm run lint');
  expect(existsSync(path('a.ts'))).toBe(false);
});

test('an existing file is not overwritten', () => {
  const refused = () => write({ create: { 'list.md': 'two' }, change: {} }, repositoryAt(directory));
  expect(refused).toThrow('list.md already exists. Nothing is written.');
});
