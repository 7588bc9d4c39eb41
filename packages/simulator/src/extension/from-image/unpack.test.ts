import { lstat, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { packTar, type TarEntry } from 'modern-tar';
import { type UnpackLimits, unpack, unpackLimits } from './unpack.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ddext-unpack-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const file = (name: string, body = 'content'): TarEntry => ({ header: { name, size: body.length }, body });
const link = (type: 'symlink' | 'link', name: string, linkname: string): TarEntry => ({
  header: { name, size: 0, type, linkname },
});
const directory = (name: string): TarEntry => ({ header: { name, size: 0, type: 'directory' } });

async function unpackEntries(entries: TarEntry[], limits?: Partial<UnpackLimits>, isRoot?: boolean) {
  const archive = await packTar(entries);
  async function* chunks() {
    yield archive;
  }
  return unpack(chunks(), join(folder, 'ui'), { ...unpackLimits, ...limits }, undefined, isRoot);
}

async function tree(at = folder): Promise<string[]> {
  return (await readdir(at, { recursive: true })).sort();
}

describe('unpack', () => {
  test('writes the files of the root of an image, which has no name', async () => {
    const entries = [directory('/'), file('/index.html'), directory('/assets/'), file('/assets/app.js')];
    const copy = link('link', '/copy.html', '/index.html');
    expect(await unpackEntries([...entries, copy], {}, true)).toEqual({ written: 3, omitted: 0 });
    expect(await tree()).toEqual(['ui', 'ui/assets', 'ui/assets/app.js', 'ui/copy.html', 'ui/index.html']);
  });

  test('writes the files below a path, whatever the first folder is called', async () => {
    const entries = [directory('build/'), file('build/index.html', 'page'), file('build/assets/app.js')];
    expect(await unpackEntries(entries)).toEqual({ written: 2, omitted: 0 });
    expect(await tree()).toEqual(['ui', 'ui/assets', 'ui/assets/app.js', 'ui/index.html']);
    expect(await readFile(join(folder, 'ui/index.html'), 'utf8')).toBe('page');
    expect((await lstat(join(folder, 'ui/index.html'))).mode & 0o777).toBe(0o600);
  });

  test('writes a single file at the path', async () => {
    await unpackEntries([file('metadata.json', '{}')]);
    expect(await readFile(join(folder, 'ui'), 'utf8')).toBe('{}');
  });

  test.each([
    'ui/../../escaped',
    '../escaped',
    'ui/a/../../../escaped',
    'ui/..',
    'ui/a\\..\\..\\escaped',
    'ui/C:/escaped',
    'ui/c:escaped',
  ])('rejects the path %s', async (name) => {
    await expect(unpackEntries([file(name)])).rejects.toThrow('leads out of its folder');
    expect(await tree()).toEqual([]);
  });

  test('treats an absolute path as one below its first folder', async () => {
    await unpackEntries([file('/etc/escaped'), file('//etc//passwd')]);
    expect(await tree()).toEqual(['ui', 'ui/escaped', 'ui/passwd']);
  });

  test('creates no symbolic link, so that no file is written through one', async () => {
    const entries = [
      link('symlink', 'ui/out', '/tmp'),
      file('ui/out/escaped'),
      link('symlink', 'ui/page', '../../x'),
    ];
    expect(await unpackEntries(entries)).toEqual({ written: 1, omitted: 2 });
    expect((await lstat(join(folder, 'ui/out'))).isDirectory()).toBe(true);
    expect(await tree()).toEqual(['ui', 'ui/out', 'ui/out/escaped']);
  });

  test('copies a hard link to a file of the archive, and no other', async () => {
    const entries = [
      file('ui/a', 'one'),
      link('link', 'ui/b', 'ui/a'),
      link('link', 'ui/c', '/etc/passwd'),
      link('link', 'ui/d', 'ui/missing'),
    ];
    expect(await unpackEntries(entries)).toEqual({ written: 2, omitted: 2 });
    expect(await readFile(join(folder, 'ui/b'), 'utf8')).toBe('one');
    await expect(unpackEntries([link('link', 'ui/e', 'ui/../../../etc/passwd')])).rejects.toThrow(
      'leads out',
    );
  });

  test('leaves out devices and pipes', async () => {
    const entries = (['character-device', 'block-device', 'fifo'] as const).map((type, index) => ({
      header: { name: `ui/${index}`, size: 0, type },
    }));
    expect(await unpackEntries(entries)).toEqual({ written: 0, omitted: 3 });
    expect(await tree()).toEqual([]);
  });

  test('keeps the first of two files with one path', async () => {
    expect(await unpackEntries([file('ui/a', 'one'), file('ui/a', 'two')])).toEqual({
      written: 1,
      omitted: 1,
    });
    expect(await readFile(join(folder, 'ui/a'), 'utf8')).toBe('one');
  });

  test.each([
    ['entries', { entries: 2 }, [file('ui/a'), file('ui/b'), file('ui/c')]],
    ['bytes', { bytes: 10 }, [file('ui/a'), file('ui/b')]],
    ['the bytes of hard links', { bytes: 10 }, [file('ui/a'), link('link', 'ui/b', 'ui/a')]],
    ['path', { path: 20 }, [file('ui/a-name-that-is-too-long')]],
  ] as const)('stops past the limit for %s', async (_name, limits, entries) => {
    await expect(unpackEntries([...entries], limits)).rejects.toThrow(/more than \d+ (?:bytes|entries)/);
  });

  test('counts the archives of one image together', async () => {
    const archive = await packTar([file('ui/a')]);
    async function* chunks() {
      yield archive;
    }
    const unpacked = { entries: 0, bytes: 0 };
    const limits = { ...unpackLimits, bytes: 10 };
    await unpack(chunks(), join(folder, 'one'), limits, unpacked);
    expect(unpacked).toEqual({ entries: 1, bytes: 7 });
    await expect(unpack(chunks(), join(folder, 'two'), limits, unpacked)).rejects.toThrow(
      'more than 10 bytes',
    );
  });

  test('rejects an archive that ends early, or is none', async () => {
    const archive = await packTar([file('ui/a', 'x'.repeat(5000))]);
    for (const bytes of [archive.subarray(0, 2000), Buffer.from('not a tar archive'.repeat(100))]) {
      async function* chunks() {
        yield bytes;
      }
      await expect(unpack(chunks(), join(folder, 'ui'))).rejects.toThrow(/truncated|cannot be read/);
    }
  });
});
