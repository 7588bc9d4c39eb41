import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { startSimulator } from '../start.ts';
import { getEntered } from '../testing/clients/get-entered.ts';
import { createFolder, type Folder, metadata } from '../testing/extensions/fixture.ts';
import { type OpenUi, openUi } from '../testing/extensions/open-ui.ts';
import { builtPage, type Shape, shapes } from '../testing/extensions/shapes.ts';
import { defaultImage } from './default-image.ts';

let folder: Folder | undefined;
let ui: OpenUi | undefined;
afterEach(async () => {
  await ui?.close();
  await folder?.remove();
  ui = undefined;
});

async function open(files: Shape['files']): Promise<OpenUi> {
  folder = await createFolder(files);
  ui = await openUi(folder.directory);
  return ui;
}

describe('the folder of an extension, without options', () => {
  test.each(Object.entries(shapes))('has the UI of %s', async (_name, { files, shows, prints = /(?:)/ }) => {
    const { lines, get } = await open(files);
    expect(lines.join('\n')).toMatch(prints);
    const text = await (await get('/')).text();
    if (shows === 'built') expect(text).toContain('<body>built</body>');
    else expect(text).toMatch(shows);
    expect(text.includes('/__simulator/dd-client.js')).toBe(shows === 'built');
  });

  test('has the UI that is built after the start', async () => {
    const { get } = await open(shapes['create-react-app that is not built']?.files ?? {});
    expect(await (await get('/')).text()).toContain('The UI is not built');
    const built = join(folder?.directory ?? '', 'ui/build/index.html');
    await mkdir(dirname(built));
    await writeFile(built, builtPage);
    expect(await (await get('/')).text()).toContain('<body>built</body>');
  });

  test('gives every page of a UI the ddClient, and a script the unchanged file', async () => {
    const { get } = await open({
      'metadata.json': JSON.stringify({ ...metadata, vm: undefined }),
      'ui/index.html': builtPage,
      'ui/more/settings.html': builtPage,
      'secret.html': builtPage,
    });
    expect(await (await get('/more/settings.html')).text()).toContain('dd-client.js');
    const fetched = await get('/more/settings.html', { 'sec-fetch-dest': 'empty' });
    expect(await fetched.text()).toBe(builtPage);
    for (const path of ['/..%2fsecret.html', '/%2e%2e/secret.html', '/%', '/x%.html', '/..%5csecret.html'])
      expect((await get(path)).status).toBeGreaterThan(399);
  });

  test('starts in the simulator, and leaves no file for git', async () => {
    folder = await createFolder(shapes['an extension in a folder of a repository']?.files ?? {});
    const { directory } = folder;
    const simulator = await startSimulator({ extensionDirectory: directory });
    expect(await (await getEntered(simulator.extensionUrl)).text()).toContain('<body>built</body>');
    await simulator.close();
    expect(await readFile(join(directory, 'extensions/hello/.ddext-simulator/.gitignore'), 'utf8')).toBe(
      '*\n',
    );
  });

  test.each([
    [{ 'README.md': '' }, /contains neither metadata\.json nor a Dockerfile/],
    [
      { 'a/metadata.json': JSON.stringify(metadata), 'b/metadata.json': JSON.stringify(metadata) },
      /contains 2 extensions: a, b\. Name the folder of one/,
    ],
    [{ 'metadata.json': '[]' }, /must be one JSON object/],
  ])('is rejected with %j, where there is no extension to start', async (files, message) => {
    await expect(open(files)).rejects.toThrow(message);
  });
});

test.each([
  ['Makefile', 'IMAGE?=acme/from-makefile\nTAG?=latest\n', 'acme/from-makefile'],
  ['Makefile', 'EXTENSION_IMAGE_NAME := "acme/named:1.2"\n', 'acme/named:1.2'],
  [
    'Makefile',
    'IMAGE=$(ORG)/x\ninstall:\n\tdocker extension install -f acme/installed:dev\n',
    'acme/installed:dev',
  ],
  ['README.md', 'Run `docker extension install acme/documented:1.0`.', 'acme/documented:1.0'],
])('defaultImage takes the image from %s with %j', async (file, text, image) => {
  folder = await createFolder({ [file]: text });
  expect(await defaultImage(folder.directory)).toEqual({ image, file });
});

test('defaultImage derives the image from the folder if no file names it', async () => {
  folder = await createFolder({ 'My Extension_2/README.md': 'Nothing.' });
  const image = 'local/my-extension-2';
  expect(await defaultImage(join(folder.directory, 'My Extension_2'))).toEqual({ image, file: undefined });
});
