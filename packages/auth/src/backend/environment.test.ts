import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { newFolder } from '../stores/testing/folder.ts';
import { untrustedEntries } from '../stores/testing/untrusted-entries.ts';
import { readEnvironment } from './environment.ts';

const directory = mkdtempSync(join(tmpdir(), 'environment-'));
afterAll(() => rmSync(directory, { recursive: true }));

/** The result of reading `SECRET` if `SECRET_FILE` names a file with this content. */
async function readFile(content: string | Buffer) {
  const file = join(await newFolder(), 'secret');
  writeFileSync(file, content);
  return readEnvironment({ SECRET_FILE: file })('SECRET');
}

const unreadable = (what: string) => ({
  name: 'AuthError',
  code: 'setting-unreadable',
  message: `The file that SECRET_FILE names ${what}.`,
});

describe('readEnvironment', () => {
  test('reads a setting from a variable, or from the file that NAME_FILE names', async () => {
    const file = join(directory, 'secret');
    writeFileSync(file, 'from a file\n');
    const environment = { PLAIN: ' value ', EMPTY: '', SECRET_FILE: file, BOTH: 'variable', BOTH_FILE: file };
    const read = readEnvironment(environment);
    expect(await read('PLAIN')).toBe('value');
    expect(await read('EMPTY')).toBeUndefined();
    expect(await read('UNSET')).toBeUndefined();
    expect(await read('SECRET')).toBe('from a file');
    expect(await read('BOTH')).toBe('variable');
  });

  test('treats a missing file as an unset variable, so that a secret can be added later', async () => {
    const read = readEnvironment({ SECRET_FILE: join(directory, 'absent') });
    expect(await read('SECRET')).toBeUndefined();
    writeFileSync(join(directory, 'absent'), 'added');
    expect(await read('SECRET')).toBe('added');
  });

  test('keeps the lines of a key, and omits a byte order mark', async () => {
    const pem = '-----BEGIN PRIVATE KEY-----\r\nAA==\r\n-----END PRIVATE KEY-----';
    expect(await readFile(`\ufeff${pem}\r\n`)).toBe(pem);
  });

  test.each([
    ['is empty', ''],
    ['is empty', ' \n'],
    ['has control characters', 'secret\0'],
    ['has control characters', 'sec\u001bret'],
    ['has control characters', 'sec\u0085ret'],
    ['is not UTF-8 text', Buffer.from([0xff, 0xfe, 0x41, 0x00])],
    ['is not UTF-8 text', Buffer.from('zoë', 'latin1')],
    ['is larger than 64 KiB', 'x'.repeat(64 * 1024 + 1)],
  ])('rejects a file that %s (%#)', async (what, content) => {
    await expect(readFile(content)).rejects.toMatchObject(unreadable(what));
  });

  test.each(untrustedEntries)('rejects $name without blocking', async ({ refused, put }) => {
    const file = join(await newFolder(), 'secret');
    await put(file);
    const what = refused === 'too-large' ? 'is larger than 64 KiB' : 'is not a regular file';
    await expect(readEnvironment({ SECRET_FILE: file })('SECRET')).rejects.toMatchObject(unreadable(what));
  });

  test('reports that a file cannot be read, with the reason only in the log', async () => {
    const folder = await newFolder();
    const read = readEnvironment({ SECRET_FILE: join(folder, 'x'.repeat(300)) });
    await expect(read('SECRET')).rejects.toMatchObject({
      ...unreadable('cannot be read'),
      cause: expect.objectContaining({ code: 'ENAMETOOLONG' }),
    });
  });
});
