import { expect, test } from '@jest/globals';
import { type Entries, ociArchive, readMade } from '../testing/archives.ts';
import { archiveOf, type WrittenEntry } from '../testing/tar-writer.ts';

const metadata = '{"icon":"icon.svg","ui":{"dashboard-tab":{"title":"A","root":"/ui","src":"index.html"}}}';
const read = (...layers: readonly (Entries | Buffer)[]) => readMade(ociArchive({ layers }));
const layer = (...entries: readonly WrittenEntry[]) => archiveOf(...entries);
const page = { path: 'real/index.html', content: '<a href="/x">' };

test.each<[string, readonly WrittenEntry[]]>([
  ['a symlink', [{ path: 'ui', type: '2', target: '/real' }]],
  ['a relative symlink', [{ path: 'ui', type: '2', target: './real/../real' }]],
  [
    'a symlink to a symlink',
    [
      { path: 'ui', type: '2', target: 'b' },
      { path: 'b', type: '2', target: 'real' },
    ],
  ],
  ['a folder with a hard link', [{ path: 'ui/index.html', type: '1', target: 'real/index.html' }]],
  ['a folder with a symlink', [{ path: 'ui/index.html', type: '2', target: '../real/index.html' }]],
])('reads a UI that is %s', async (_name, links) => {
  const image = await read({ 'metadata.json': metadata }, layer(page, ...links));
  expect(image.ui?.map(({ file, content }) => [file, content])).toEqual([
    ['image:/ui/index.html', page.content],
  ]);
  expect(image.contents('/ui/index.html').is).toBe('there');
});

test.each(['1', '2'])('reads a metadata.json that is a link of the type %s', async (type) => {
  const image = await read(
    { 'etc/extension.json': metadata },
    layer({
      path: 'metadata.json',
      type,
      target: 'etc/extension.json',
    }),
  );
  expect(image.metadata?.at('icon')).toBe('icon.svg');
  expect(image.unreadable).toEqual([]);
});

test.each<[string, WrittenEntry]>([
  ['a file', { path: 'ui' }],
  ['a symlink to nothing', { path: 'ui', type: '2', target: '/nothing' }],
  ['a symlink to itself', { path: 'ui', type: '2', target: 'ui' }],
  ['a whiteout', { path: '.wh.ui' }],
  ['an opaque folder', { path: 'ui/.wh..wh..opq' }],
])('does not show what %s in a later layer has replaced', async (_name, entry) => {
  const image = await read({ 'metadata.json': metadata, 'ui/index.html': '<p>' }, layer(entry));
  expect(image.contents('/ui/index.html').is).toBe('missing');
  expect(image.ui).toBeUndefined();
});

test.each(['.wh.', 'ui/.wh.', '.wh..wh.plnk', '.wh...', '.wh..'])(
  'keeps all files if an entry is called %s, which names no file to remove',
  async (path) => {
    const image = await read({ 'metadata.json': metadata, 'ui/index.html': '<p>' }, { [path]: '' });
    expect(image.contents('/ui/index.html').is).toBe('there');
  },
);

test('keeps the files that the layer of a whiteout adds, in either order', async () => {
  const image = await read(
    { 'ui/old.html': '' },
    { 'ui/new.html': '', 'ui/.wh..wh..opq': '', 'a.txt': '', '.wh.a.txt': '' },
  );
  expect(['/ui/old.html', '/ui/new.html', '/a.txt'].map((path) => image.contents(path).is)).toEqual([
    'missing',
    'there',
    'there',
  ]);
});

test('writes through a folder that is a symlink, as Docker does', async () => {
  const image = await read(
    layer({ path: 'usr/lib', type: '5' }, { path: 'lib', type: '2', target: 'usr/lib' }),
    layer({ path: 'lib/a.so' }),
  );
  expect(image.contents('/usr/lib/a.so').is).toBe('there');
});

test('does not follow links out of the image', async () => {
  const image = await read(layer({ path: '../../a' }, { path: 'b', type: '2', target: '../../../a' }));
  expect([image.contents('/a').is, image.contents('/b').is]).toEqual(['there', 'there']);
});

test('takes time proportional to the sum of whiteouts and files, not to their product', async () => {
  const names = Array.from({ length: 2000 }, (_, index) => `app/${index}`);
  const files = (prefix: string) =>
    layer(...names.map((name) => ({ path: name.replace('/', `/${prefix}`) })));
  const archive = ociArchive({ layers: [files(''), files('.wh.')] });
  const image = await readMade(archive, { limits: { steps: 4 * 2 * names.length } });
  expect(image.contents('/app/1').is).toBe('missing');
});
