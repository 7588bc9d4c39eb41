import { expect, test } from '@jest/globals';
import { ociArchive, readMade, tarOf } from '../testing/archives.ts';
import { archiveOf, endOfArchive, entryOf } from '../testing/tar-writer.ts';

const extended = (archive: Buffer, ...entries: Parameters<typeof entryOf>[0][]) =>
  Buffer.concat([...entries.map(entryOf), archive]);
const good = () => ociArchive({ layers: [{ 'metadata.json': '{}' }], user: 'node' });

test.each([
  ['is not JSON', '{"a":1}\n{"a":2}\n'],
  ['begins like a list', '[id].html'],
  ['is longer than a block', 'x'.repeat(5000)],
  ['is a tar archive', tarOf({ '.env': 'A=b' })],
])('reads an image beside a blob that no manifest names and that %s', async (_what, content) => {
  const image = await readMade(extended(good(), { path: 'blobs/sha256/00', content }));
  expect(image.user?.value).toBe('node');
  expect([image.incomplete, image.secretsInLayers]).toEqual([[], []]);
});

test.each(['[id].html', '{a}.html'])('reads a plain layer whose first entry is %s', async (path) => {
  const image = await readMade(
    ociArchive({ layers: [archiveOf({ path }, { path: 'metadata.json', content: '{}' })] }),
  );
  expect([image.contents(`/${path}`).is, image.incomplete]).toEqual(['there', []]);
});

test.each<[string, object]>([
  ['labels that are numbers', { Labels: { 'com.docker.extension.changelog': 5, a: null, b: { c: 1 } } }],
  ['labels that are a list', { Labels: ['a'] }],
  ['an environment that is a text', { Env: 'A=b' }],
  ['variables that are numbers', { Env: [1, null, {}] }],
  ['a user that is a number', { User: 0 }],
])('reads a configuration with %s', async (_what, config) => {
  const image = await readMade(ociArchive({ config: { ...config } }));
  for (const { value } of [...image.labels, ...image.environment]) expect(typeof value).toBe('string');
});

test('reads a layer that the archive links to, as the format of before 2024 does', async () => {
  const manifest = JSON.stringify([{ Config: 'config.json', Layers: ['a/layer.tar', 'b/layer.tar'] }]);
  const archive = Buffer.concat([
    entryOf({ path: 'config.json', content: '{}' }),
    entryOf({ path: 'a/layer.tar', content: tarOf({ 'a.txt': '' }) }),
    entryOf({ path: 'b/layer.tar', type: '2', target: '../a/layer.tar' }),
    entryOf({ path: 'manifest.json', content: manifest }),
    endOfArchive,
  ]);
  expect((await readMade(archive)).contents('/a.txt').is).toBe('there');
});

test.each<[string, unknown, RegExp]>([
  ['is an object', {}, /no manifest\.json that leads to a configuration/],
  ['names nothing', [{}], /no manifest\.json that leads to a configuration/],
  ['names a missing configuration', [{ Config: 'x', Layers: [] }], /lacks the configuration x/],
  ['names a missing layer', [{ Config: 'config.json', Layers: ['x'] }], /lacks the layer x/],
  ['names 2,000 layers', [{ Config: 'config.json', Layers: Array(2000).fill('x') }], /more than 1000 layers/],
])('rejects an archive whose manifest.json %s', async (_what, manifest, reason) => {
  const archive = tarOf({ 'config.json': '{}', 'manifest.json': JSON.stringify(manifest) });
  await expect(readMade(archive)).rejects.toThrow(reason);
});
