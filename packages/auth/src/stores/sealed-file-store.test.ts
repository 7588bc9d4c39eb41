import { mkdir, readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { durableStoreContract, storeContract } from './contract.ts';
import { generateSealKey, sealKey } from './seal-key.ts';
import { openEnvelope, sealPayload } from './sealed-envelope.ts';
import { sealedFileStore } from './sealed-file-store.ts';
import { accountOf } from './testing/account.ts';
import { newFolder } from './testing/folder.ts';

storeContract('the sealed file store', async () =>
  sealedFileStore({ directory: await newFolder(), key: generateSealKey() }),
);
durableStoreContract('the sealed file store', async () => {
  const options = { directory: await newFolder(), key: generateSealKey() };
  return [sealedFileStore(options), sealedFileStore(options)];
});

const ada = accountOf('ada');

describe('the folder of the sealed file store', () => {
  test('contains one file that only its owner can read, without readable accounts or key', async () => {
    const directory = join(await newFolder(), 'made', 'on demand');
    const key = generateSealKey();
    const store = sealedFileStore({ directory, key });
    await store.exclusively(ada.id, () => store.put(ada));
    expect(await readdir(directory)).toEqual(['accounts.sealed']);
    expect((await stat(directory)).mode & 0o777).toBe(0o700);
    const file = join(directory, 'accounts.sealed');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const bytes = await readFile(file);
    const secrets = [ada.accessToken, ada.refreshToken, ada.idToken, ada.profile.name, key].map(String);
    for (const secret of secrets) {
      for (const spelling of ['utf8', 'base64', 'base64url', 'hex'] as const) {
        const spelled = spelling === 'utf8' ? secret : Buffer.from(secret).toString(spelling).slice(0, -4);
        expect([secret, spelling, bytes.includes(spelled)]).toEqual([secret, spelling, false]);
      }
    }
    expect(bytes.includes(Buffer.from(key, 'base64url'))).toBe(false);
  });

  test('keeps unknown members that a later version added to the sealed content', async () => {
    const directory = await newFolder();
    const key = generateSealKey();
    const store = sealedFileStore({ directory, key });
    await store.put(ada);
    const file = join(directory, 'accounts.sealed');
    const generation = 2_000_000;
    await writeFile(
      file,
      sealPayload({ accounts: [ada], attempts: [{ id: 'one' }], generation }, sealKey(key)),
    );
    await store.put(accountOf('grace'));
    await store.delete(ada.id);
    expect(openEnvelope(await readFile(file), sealKey(key))).toEqual({
      payload: { accounts: [accountOf('grace')], attempts: [{ id: 'one' }], generation: generation + 2 },
    });
  });

  test('loses only the leftovers of crashed processes with the next write', async () => {
    const directory = await newFolder();
    const store = sealedFileStore({ directory, key: generateSealKey() });
    const token = 'a'.repeat(32);
    const longAgo = new Date(Date.now() - 3_600_000);
    for (const name of [`accounts.lock.${token}`, 'accounts.lock.mine', 'something-else']) {
      await mkdir(join(directory, name));
      await writeFile(join(directory, name, token), 'half a file');
      await utimes(join(directory, name), longAgo, longAgo);
    }
    await mkdir(join(directory, `accounts.lock.${'b'.repeat(32)}`));
    await store.put(ada);
    expect((await readdir(directory)).sort()).toEqual([
      `accounts.lock.${'b'.repeat(32)}`,
      'accounts.lock.mine',
      'accounts.sealed',
      'something-else',
    ]);
  });
});
