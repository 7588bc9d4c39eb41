import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { check } from '../check.ts';
import { checkExtension, metadata, otherExtension } from '../testing/other-extension.ts';
import { folderOf } from '../testing/workspaces.ts';

describe('a compose file that is', () => {
  test.each([
    ['a folder', 'ui'],
    ['the root', '/'],
    ['no name', ''],
    ['below a file', 'icon.svg/compose.yaml'],
    ['above the folder', '../../compose.yaml'],
    ['a name with a null character', 'a\u0000.yaml'],
    ['a name that is too long', 'a'.repeat(5000)],
  ])('%s leaves the rules for it not checked', async (_, composefile) => {
    const { reason } = await checkExtension({
      ...otherExtension,
      'metadata.json': metadata({ vm: { composefile } }),
    });
    expect(reason('compose-privileged')).toContain('is not in this folder');
  });
});

test('links to nothing, to themselves and out of the folder are not followed', async () => {
  const outside = await folderOf({ 'compose.yaml': 'services: {}\n' });
  const directory = await folderOf({
    ...otherExtension,
    'metadata.json': metadata({ vm: { composefile: 'compose.yaml' } }),
  });
  await symlink(join(outside, 'compose.yaml'), join(directory, 'compose.yaml'));
  await symlink('loop', join(directory, 'loop'));
  await symlink('nothing', join(directory, 'Dockerfile.other'));
  await mkdir(join(directory, 'Makefile'));
  const { notChecked } = await check({ directory, environment: {} });
  expect(notChecked.map(({ rule }) => rule)).toContain('compose-first-service');
});
