import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { readEnvironment } from '../backend/environment.ts';
import { newFolder } from '../stores/testing/folder.ts';
import { untrustedEntries } from '../stores/testing/untrusted-entries.ts';
import { type ScriptedExtension, startScriptedExtension } from '../testing/extensions/scripted-extension.ts';

let extension: ScriptedExtension | undefined;
afterEach(async () => {
  await extension?.close();
  extension = undefined;
});

const garbage = [
  ...untrustedEntries,
  { name: 'an empty file', put: (path: string) => writeFile(path, '') },
  { name: 'a file with NUL in it', put: (path: string) => writeFile(path, 'secret\0') },
  { name: 'a file of two lines', put: (path: string) => writeFile(path, 'sec\nret') },
  { name: 'a file that is not text', put: (path: string) => writeFile(path, Buffer.from([0xff, 0x00])) },
];

/**
 * An extension whose secret is in a folder that other programs can write to. The provider accepts clients with and
 * without a secret.
 */
async function start(put: (path: string) => Promise<unknown>) {
  const file = join(await newFolder(), 'client-secret');
  await put(file);
  extension = await startScriptedExtension({ read: readEnvironment({ SECRET_FILE: file }) });
  return { extension, file };
}

describe('instead of a client secret file', () => {
  test.each(garbage)('$name is reported by name, for public and confidential clients', async ({ put }) => {
    const { extension } = await start(put);
    const session = JSON.parse(await extension.api('session'));
    expect(session.value.providers[0].problem.code).toBe('setting-unreadable');
    const signIn = JSON.parse(await extension.api('sign-in', { provider: 'test' }));
    expect(signIn.error.code).toBe('setting-unreadable');
    expect(extension.provider.received).toEqual([]);
  });

  test('a FIFO does not block any reader', async () => {
    const fifo = untrustedEntries.find(({ name }) => name.includes('FIFO'));
    const { extension } = await start((path) => fifo?.put(path) ?? Promise.reject());
    const answers = await Promise.all(Array.from({ length: 50 }, () => extension.api('session')));
    for (const answer of answers) expect(JSON.parse(answer).ok).toBe(true);
  });

  test('a file that is replaced is read again', async () => {
    const { extension, file } = await start((path) => writeFile(path, ''));
    await writeFile(file, 'client-secret-of-the-scripted-extension\n');
    expect((await extension.signIn()).outcome.status).toBe('signed-in');
  });
});
