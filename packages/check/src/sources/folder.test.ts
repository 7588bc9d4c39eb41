import { expect, test } from '@jest/globals';
import { folderOf } from '../testing/workspaces.ts';
import { readFolder } from './folder.ts';

const privateFiles = [
  '.npmrc',
  'auth/.env',
  'backend/.env.production',
  'backend/tls.pem',
  'id_rsa',
  'ui/.npmrc',
];
const texts = Object.fromEntries(
  ['.env', '.env.production', 'README.md', ...privateFiles].map((path) => [path, '']),
);
const read = async (ignored?: string) =>
  (await readFolder(await folderOf({ ...texts, '.gitignore': ignored }))).map(({ file }) => file);

test('reads settings, credentials and keys that git does not ignore, except the .env files at the root', async () => {
  expect(await read()).toEqual([...privateFiles, 'README.md'].sort());
});

test('omits settings, credentials and keys that git ignores', async () => {
  expect(await read('.env*\n.npmrc\n*.pem\nid_rsa*\n')).toEqual(['.gitignore', 'README.md']);
});

test('excludes nothing if .gitignore is a folder', async () => {
  expect(await readFolder(await folderOf({ 'a/.npmrc': '', '.gitignore/x': '' }))).toHaveLength(2);
});
