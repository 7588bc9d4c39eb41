import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { report } from '../report/report.ts';
import { rules } from '../rules/index.ts';
import { type ImageParts, ociArchive, readMade } from '../testing/archives.ts';
import { archiveOf, endOfArchive, entryOf, paxOf, type WrittenEntry } from '../testing/tar-writer.ts';
import { zstandardFrames } from '../testing/zstandard-frames.ts';

const secret = { name: 'OIDC_CLIENT_SECRET', value: 'a-client-secret-of-a-test' };
// In two parts: the rules that look for such texts also read this file.
const alike = `${'GOCSPX-'}${'a1b2'.repeat(7)}`;

const read = (parts: ImageParts, limits = {}) => readMade(ociArchive(parts), { secrets: [secret], limits });
const secretsIn = async (parts: ImageParts) => {
  const image = await read(parts);
  const { findings } = report(
    image,
    rules.filter(({ id }) => id === 'image-secrets' || id === 'secret-in-ui'),
    new Map(),
  );
  return { messages: findings.map(({ message }) => message), image };
};
const layer = (...entries: readonly WrittenEntry[]) => archiveOf(...entries);
const withSecret = (path: string) => ({ [path]: `id=1\nsecret=${alike}\n` });

describe('a value that looks like a secret', () => {
  test.each([
    ...['app/a', 'usr/src/app/a', 'usr/local/bin/a', 'opt/app/a', 'var/www/a', 'etc/a.conf', 'srv/a'],
    ...['home/node/a', 'root/a', 'tmp/a', 'a', 'app/node_modules/b/a.js', 'usr/lib/../../app/a'],
  ])('is found in /%s', async (path) => {
    expect((await secretsIn({ layers: [withSecret(path)] })).messages).toEqual([
      expect.stringContaining('what looks like a client secret of Google'),
    ]);
  });

  test.each(['usr/lib/a', 'usr/share/doc/a', 'usr/bin/a', 'lib/a'])('is not found in /%s', async (path) => {
    expect((await secretsIn({ layers: [withSecret(path)] })).messages).toEqual([]);
  });

  test.each<[string, ImageParts]>([
    ['a label', { labels: { 'org.example': alike } }],
    ['the name of a label', { labels: { [alike]: '' } }],
    ['the environment', { environment: [`HARMLESS=${alike}`] }],
    ['the name of a variable', { environment: [`${alike}=`] }],
    ['Cmd', { config: { Cmd: ['serve', `--secret=${alike}`] } }],
    ['Entrypoint', { config: { Entrypoint: ['sh', '-c', alike] } }],
    ['Healthcheck', { config: { Healthcheck: { Test: ['CMD', alike] } } }],
    ['a known secret with quotes in Cmd', { config: { Cmd: [`"${secret.value}"`] } }],
    ['history', { history: [`RUN login ${alike}`] }],
    ['the name of a file', { layers: [{ [`app/${alike}.txt`]: '' }] }],
    ['the target of a link', { layers: [layer({ path: 'app/a', type: '2', target: alike })] }],
    [
      'an extended attribute',
      {
        layers: [
          Buffer.concat([
            paxOf({ 'SCHILY.xattr.user.note': alike }),
            entryOf({ path: 'app/a' }),
            endOfArchive,
          ]),
        ],
      },
    ],
    ['a file whose name marks a removal', { layers: [withSecret('app/.wh.a')] }],
  ])('is found in %s, and the report does not contain it', async (_where, parts) => {
    const { messages } = await secretsIn(parts);
    expect(messages).toHaveLength(1);
    expect(messages.join()).not.toContain(alike);
    expect(messages.join()).not.toContain(secret.value);
  });

  test.each([131_000, 131_060, 131_072, 126_976, 126_980, 300_000])(
    'is found at byte %d, in any window of the stream, with its line',
    async (offset) => {
      const content = `${'x'.repeat(offset - 1)}\n${alike}\n${'y '.repeat(100_000)}`;
      const { image } = await secretsIn({
        layers: [{ 'metadata.json': '{}', 'ui/index.html': '', 'ui/a.js': content }],
      });
      expect(image.secretsInUi).toEqual([
        { what: 'what looks like a client secret of Google', line: 2, file: 'image:/ui/a.js' },
      ]);
    },
  );
});

describe('a layer', () => {
  const files = { 'app/a.txt': `${'x'.repeat(600)}${secret.value}` };
  const tar = archiveOf({ path: 'app/a.txt', content: files['app/a.txt'] });
  const skippable = Buffer.from([0x5e, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3]);
  const [first = skippable, ...rest] = zstandardFrames;
  const stored: readonly [string, Buffer][] = [
    ['plain', tar],
    ['gzip', gzipSync(tar)],
    [
      'gzip in three members',
      Buffer.concat(
        [tar.subarray(0, 512), tar.subarray(512, 700), tar.subarray(700)].map((part) => gzipSync(part)),
      ),
    ],
    ['Zstandard in three frames', Buffer.concat(zstandardFrames)],
    [
      'Zstandard with skippable frames between',
      Buffer.concat([first, skippable, skippable, ...rest, skippable]),
    ],
    ['Zstandard with a skippable frame first', Buffer.concat([skippable, ...zstandardFrames])],
  ];

  test.each(stored)('in the format %s is read to its end', async (_format, bytes) => {
    const { messages, image } = await secretsIn({ layers: [bytes] });
    expect(messages).toEqual([expect.stringContaining('the value of OIDC_CLIENT_SECRET')]);
    expect(image.incomplete).toEqual([]);
  });

  test.each<[string, Buffer, string]>([
    ['without its end', tar.subarray(0, -1024), 'truncated'],
    ['with one block of zeros', tar.subarray(0, -512), 'truncated'],
    ['with data after its end', Buffer.concat([tar, tar]), 'Invalid EOF'],
    ['that is empty', Buffer.alloc(0), 'truncated'],
    ['of gzip that is cut off', gzipSync(tar).subarray(0, -20), 'unexpected end of file'],
    [
      'of gzip with something after it',
      Buffer.concat([gzipSync(tar), Buffer.from([0, ...tar])]),
      'followed by',
    ],
    ['of Zstandard without its later frames', first, 'truncated'],
    ['of Zstandard that is cut off', Buffer.concat(zstandardFrames).subarray(0, -5), 'ends early'],
    ['of Zstandard with something after it', Buffer.concat([...zstandardFrames, tar]), 'followed by'],
    [
      'with a header of 2 MiB',
      Buffer.concat([paxOf({ comment: 'x'.repeat(2 << 20) }), tar]),
      'header of more than',
    ],
    [
      'with a path of 5,000 bytes',
      Buffer.concat([paxOf({ path: 'a'.repeat(5000) }), tar]),
      'path of more than',
    ],
    ['with a negative size', archiveOf({ path: 'a', size: -1 }), 'Invalid tar number'],
  ])('%s is not checked, with the reason', async (_how, bytes, reason) => {
    const { incomplete, contents } = await read({ layers: [{ 'metadata.json': '{}' }, bytes] });
    expect(incomplete).toEqual([expect.stringMatching(/^layer 2 of 2 in full, because /)]);
    expect(incomplete.join()).toContain(reason);
    // The contents of the layer are unknown, so no file is reported as missing.
    expect(contents('/anything').is).toBe('unknown');
  });

  test('beyond the limit of entries, bytes or findings is not checked, with the reason', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 20 }, (_, index) => [`app/${'n'.repeat(50)}${index}`, alike]),
    );
    for (const [limits, reason] of [
      [{ entries: 10 }, 'more than 10 entries'],
      [{ paths: 500 }, 'more than 500 bytes'],
      [{ unpacked: 5000 }, 'unpacks to more than 5000 bytes'],
      [{ findings: 5 }, 'more than 5 places with secrets'],
    ] as const) {
      expect((await read({ layers: [many] }, limits)).incomplete).toEqual([expect.stringContaining(reason)]);
    }
  });
});
