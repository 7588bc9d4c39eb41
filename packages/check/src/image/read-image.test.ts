import { describe, expect, test } from '@jest/globals';
import { type ImageParts, legacyArchive, ociArchive, readMade } from '../testing/archives.ts';

const secret = { name: 'GITHUB_CLIENT_SECRET', value: 'a-client-secret-of-a-test' };

const read = (archive: Buffer, chunk?: number) =>
  readMade(archive, { secrets: [secret], ...(chunk !== undefined && { chunk }) });

const parts: ImageParts = {
  labels: { a: 'b' },
  environment: ['A=b=c'],
  user: 'node',
  history: ['RUN one', 'RUN two'],
  layers: [
    {
      'metadata.json': '{"icon":"old.svg"}',
      'old.svg': '<svg/>',
      'ui/': null,
      'ui/index.html': '<p>old</p>',
    },
    { 'metadata.json': '{"icon":"icon.svg"}', '.wh.old.svg': '', 'ui/index.html': '<p>new</p>' },
  ],
};

describe.each([
  ['of before 2024', legacyArchive],
  ['of today', ociArchive],
])('an archive in the format %s', (_format, archive) => {
  test.each([1, 7, 512, 100_000])('is read from chunks of %d bytes', async (length) => {
    const image = await read(archive(parts), length);
    expect(image.labels).toMatchObject([{ name: 'a', value: 'b' }]);
    expect(image.environment).toMatchObject([{ name: 'A', value: 'b=c' }]);
    expect(image.user?.value).toBe('node');
    expect(image.history).toEqual(['RUN one', 'RUN two']);
    expect(image.platforms).toEqual(['linux/amd64']);
  });

  test('has the files of lower layers that upper layers keep', async () => {
    const image = await read(archive(parts));
    expect(image.metadata?.at('icon')).toBe('icon.svg');
    expect(['/old.svg', '/ui', '/metadata.json'].map((path) => image.contents(path).is)).toEqual([
      'missing',
      'there',
      'there',
    ]);
    expect(image.ui?.map(({ file, content }) => [file, content])).toEqual([
      ['image:/ui/index.html', '<p>new</p>'],
    ]);
  });

  test('has secrets reported in a layer, also if a later layer removes them, and across chunks', async () => {
    const filler = 'x'.repeat(990);
    const layers = [
      { 'usr/lib/a.so': `${filler}${secret.value}`, 'root/.env': 'A=b' },
      { 'root/.wh..env': '' },
    ];
    const image = await read(archive({ layers }), 97);
    expect(image.secretsInLayers.map(({ file }) => file)).toEqual([
      'image:/usr/lib/a.so',
      'image:/root/.env',
    ]);
    expect(JSON.stringify(image.secretsInLayers)).not.toContain(secret.value);
  });
});

test('the platforms are those of the index, without attestations', async () => {
  const platforms = ['linux/amd64', 'linux/arm64', 'unknown/unknown'];
  expect((await read(ociArchive({ platforms }))).platforms).toEqual(['linux/amd64', 'linux/arm64']);
});

test('what is missing or malformed in the image is reported, and the rest is read', async () => {
  const image = await read(
    legacyArchive({ layers: [{ 'metadata.json': '{"vm":{"composefile":"compose.yaml"}}' }] }),
  );
  expect(image.unreadable).toEqual([{ file: 'image:/compose.yaml', line: 1, message: 'is missing' }]);
});

test('data that is not an archive, and a truncated archive, are errors', async () => {
  await expect(read(Buffer.from('no archive '.repeat(100)))).rejects.toThrow(
    'cannot be read to its end (Invalid tar number)',
  );
  await expect(read(legacyArchive(parts).subarray(0, 600))).rejects.toThrow(
    'cannot be read to its end (Tar archive is truncated)',
  );
  await expect(read(Buffer.alloc(1024))).rejects.toThrow('no manifest.json');
});
