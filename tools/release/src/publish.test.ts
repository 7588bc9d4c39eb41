import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import { root } from '../../environment.mjs';

const exec = promisify(execFile);
const publish = (...parameters: string[]) =>
  exec(process.execPath, [join(root, 'tools/release/publish.mjs'), ...parameters]);

test('nothing is published of a folder that does not hold every package', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'packed-'));
  await expect(publish(folder)).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(
      /^\nPublishing: \S+ holds no package; it should hold @ddext-oauth\/providers, .*\n$/,
    ),
  });
  await rm(folder, { recursive: true });
});

test('a release without a folder says how to make one', async () => {
  await expect(publish()).rejects.toMatchObject({
    code: 1,
    stderr: '\nPublishing: give the folder that `npm run release:pack` has filled.\n',
  });
});
