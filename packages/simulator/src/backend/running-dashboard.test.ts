import { mkdir, readdir, readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createFolder, type Folder } from '../testing/extensions/fixture.ts';
import { recordDashboard } from './running-dashboard.ts';

const dashboard = { url: 'http://127.0.0.1:1/', pid: 1, start: 'x' };
let folder: Folder;
beforeEach(async () => {
  folder = await createFolder({ 'elsewhere/file': 'unchanged' });
});
afterEach(() => folder.remove());

describe('the record of the dashboard', () => {
  test('replaces links in its folder, and leaves the files unchanged to which they lead', async () => {
    const own = join(folder.directory, 'extension/.ddext-simulator');
    const file = join(folder.directory, 'elsewhere/file');
    await mkdir(own, { recursive: true });
    for (const name of ['.gitignore', 'dashboard.json']) await symlink(file, join(own, name));
    const remove = await recordDashboard(join(folder.directory, 'extension'), dashboard);
    expect(await readFile(file, 'utf8')).toBe('unchanged');
    expect(JSON.parse(await readFile(join(own, 'dashboard.json'), 'utf8'))).toEqual(dashboard);
    await remove();
    expect(await readdir(own)).toEqual(['.gitignore']);
  });

  test('is not written through a link in place of its folder', async () => {
    await symlink(join(folder.directory, 'elsewhere'), join(folder.directory, '.ddext-simulator'));
    await expect(recordDashboard(folder.directory, dashboard)).rejects.toThrow('is a symbolic link');
    expect(await readdir(join(folder.directory, 'elsewhere'))).toEqual(['file']);
  });
});
