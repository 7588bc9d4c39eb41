import { expect, test } from '@jest/globals';
import { ociArchive } from '../testing/archives.ts';
import * as bombs from '../testing/bombs.ts';
import { checkArchive } from '../testing/stub-docker.ts';

const MIB = 1024 * 1024;

/** Each image is small on disk but larger than twice the limit when unpacked. Last column: the report of what was not checked. */
test.each<[string, () => readonly Buffer[], RegExp | undefined]>([
  ['600 MB in 120 files', () => [bombs.largeFiles(120, 5)], undefined],
  ['one file of 512 MB', () => [bombs.largeFile(512)], undefined],
  ['an extended header of 300 MB', () => [bombs.largeHeader(300)], /Tar metadata entry exceeds maximum size/],
  ['a global header before 50,000 entries', () => [bombs.globalHeader(50_000)], undefined],
  ['150,000 empty files', () => [bombs.emptyFiles(150_000)], /more than 100000 entries/],
  ['2,000 folders in each of 6,000 paths', () => [bombs.deepFiles(6000)], /through too many folders/],
  ['40,000 whiteouts of 40,000 files', () => bombs.whiteouts(40_000), undefined],
  ['10,000 links in a chain', () => [bombs.linkChain(10_000)], undefined],
  ['40 pages of 0.9 MB', () => [bombs.keptFiles(40)], /Not checked: pages of the UI such as/],
  [
    'a metadata.json of 40,000 lists',
    () => [bombs.denseTree('metadata.json', 120 * 1024), bombs.keptFiles(15)],
    undefined,
  ],
  ['a metadata.json of 1 MB', () => [bombs.denseTree('metadata.json', MIB)], /Not checked: \/metadata.json/],
  ['a Zstandard window of 64 MB', () => [bombs.repeatedFrames(64 * MIB, 1, 1)], /window is larger than/],
  ['1,000 Zstandard frames', () => [bombs.repeatedFrames(8 * MIB, 2, 1000)], undefined],
])(
  'checks %s in less than 256 MB of memory, or reports what it did not check',
  async (_name, layers, unchecked) => {
    const { status, stdout, stderr, peak } = await checkArchive(ociArchive({ layers: layers() }));
    expect(peak ?? 0).toBeLessThan(256);
    expect([1, 3]).toContain(status);
    if (unchecked) expect(stdout + stderr).toMatch(unchecked);
    else expect(stdout).not.toContain('was not read in full');
  },
);
