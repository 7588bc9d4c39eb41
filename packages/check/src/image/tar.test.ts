import { execFileSync } from 'node:child_process';
import { expect, test } from '@jest/globals';
import { chunksOf } from '../testing/archives.ts';
import { archiveOf } from '../testing/tar-writer.ts';
import { folderOf } from '../testing/workspaces.ts';
import { collect, readTar } from './tar.ts';

const long = `${'folder/'.repeat(30)}a file, with a name of more than a header holds.txt`;

test.each(['ustar', 'gnu', 'pax'])('reads the output of tar in the format %s', async (format) => {
  const path = format === 'ustar' ? long.slice(7 * 12) : long;
  const directory = await folderOf({ [path]: 'long', 'b/c.txt': 'x'.repeat(1500), empty: '' });
  const archive = execFileSync('tar', [`--format=${format}`, '-c', '.'], { cwd: directory });
  const files = new Map<string, string>();
  for await (const { path, type, body } of readTar(chunksOf(archive), 1024)) {
    if (type === 'file') files.set(path, (await collect(body, 2000)).toString());
  }
  expect(Object.fromEntries(files)).toEqual({ [path]: 'long', 'b/c.txt': 'x'.repeat(1500), empty: '' });
});

test('skips entries that are not read', async () => {
  const directory = await folderOf({ a: 'x'.repeat(5000), b: 'y' });
  const archive = execFileSync('tar', ['-c', 'a', 'b'], { cwd: directory });
  const paths: string[] = [];
  for await (const { path } of readTar(chunksOf(archive), 1024)) paths.push(path);
  expect(paths).toEqual(['a', 'b']);
});

test('reads a long file after short ones that were not read, to its last byte', async () => {
  const archive = archiveOf(
    { path: 'a', content: 'x' },
    { path: 'b', content: 'y' },
    { path: 'c', content: 'z'.repeat(300_000) },
  );
  const lengths: number[] = [];
  for await (const { path, body } of readTar(chunksOf(archive, 65_536), 1024)) {
    if (path === 'c') lengths.push((await collect(body, 300_000)).length);
  }
  expect(lengths).toEqual([300_000]);
});
