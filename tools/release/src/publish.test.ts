import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { x } from 'tinyexec';
import { root } from '../../dev/environment.mjs';

const publish = async (...parameters: string[]) =>
  x(process.execPath, [join(root, 'tools/release/publish.mjs'), ...parameters]);

test('nothing is published from a folder without every package', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'packed-'));
  expect(await publish(folder)).toMatchObject({
    exitCode: 1,
    stderr: expect.stringMatching(
      /^\nPublishing: \S+ contains no package\. It must contain @ddext-oauth\/keychain, .*\n$/,
    ),
  });
  await rm(folder, { recursive: true });
});

test('a release without a folder prints how to create one', async () => {
  expect(await publish()).toMatchObject({
    exitCode: 1,
    stderr: '\nPublishing: name the folder that `npm run release:pack` has filled.\n',
  });
});
