import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { checkFiles, folderOf } from '../testing/workspaces.ts';
import { readBuildFiles } from './build-files.ts';
import { findExtension } from './find-extension.ts';
import { readFolder } from './folder.ts';

const tab = '{"ui":{"dashboard-tab":{}}}';
const labelled = 'FROM a\nLABEL com.docker.desktop.extension.api.version=">= 0.3.4"\n';

describe('the folder of the extension', () => {
  test.each([
    ['the folder itself', { 'metadata.json': '{}', 'ext/metadata.json': tab }, ''],
    ['a folder with metadata.json', { 'README.md': '', 'tools/ext/metadata.json': tab }, 'tools/ext'],
    [
      'a folder with a Dockerfile that has the labels',
      { Dockerfile: 'FROM a\n', 'ext/Dockerfile': labelled },
      'ext',
    ],
    ['the folder itself with an unlabelled Dockerfile', { Dockerfile: 'FROM a\n' }, ''],
    ['the folder with a Dockerfile of another name', { 'Dockerfile.extension': labelled }, ''],
    ['no dependency', { 'ext/metadata.json': tab, 'node_modules/a/metadata.json': tab }, 'ext'],
  ])('is %s', async (_, files, expected) => {
    const directory = await folderOf(files);
    expect(await findExtension(directory)).toBe(join(directory, expected).replace(/\/$/, ''));
  });

  test('is not chosen among several, which are named', async () => {
    const directory = await folderOf({ 'a/metadata.json': tab, 'b/Dockerfile': labelled });
    await expect(findExtension(directory)).rejects.toThrow(
      'contains 2 extensions: a, b. Name the folder of one.',
    );
  });

  test('is not one with metadata.json of something else', async () => {
    await expect(findExtension(await folderOf({ 'a/metadata.json': '{"name":"a"}' }))).rejects.toThrow(
      'is not an extension',
    );
  });
});

test('a Dockerfile of another name with the labels of an extension is read', async () => {
  const { findings } = await checkFiles({
    Dockerfile: 'FROM a\n',
    'extension.Dockerfile': labelled,
    'metadata.json': '{}',
  });
  const [missing] = findings.filter(({ rule }) => rule === 'label-required');
  expect(missing?.file).toBe('extension.Dockerfile');
});

test('metadata.json is read from where COPY takes it', async () => {
  const { findings } = await checkFiles({
    Dockerfile: `${labelled}COPY docker/metadata.json docker/icon.svg /\n`,
    'docker/metadata.json': '{"icon":"icon.svg",\n"other":1}',
    'docker/icon.svg': '<svg/>',
  });
  expect(findings).toContainEqual(
    expect.objectContaining({ rule: 'metadata-keys', file: 'docker/metadata.json', line: 2 }),
  );
});

test('the build files of the repository around an extension are read, up to its root', async () => {
  const directory = await folderOf({
    Makefile: 'outside',
    'repo/.git/HEAD': '',
    'repo/Makefile': 'push',
    'repo/.github/workflows/release.yml': 'on: push',
    'repo/ext/Makefile': 'own',
  });
  const extension = join(directory, 'repo/ext');
  const found = await readBuildFiles(extension, await readFolder(extension));
  expect(found.map(({ file }) => file)).toEqual([
    'Makefile',
    '../Makefile',
    '../.github/workflows/release.yml',
  ]);
});
