import { expect, test } from '@jest/globals';
import { report } from '../report/report.ts';
import { ociArchive, readMade } from '../testing/archives.ts';
import { composeFolder } from './compose-folder.ts';
import { otherHosts } from './hosts.ts';

/** The findings for an image with this number of files in the folder of its compose file. */
async function findingsWith(files: number): Promise<string[]> {
  const names = Array.from({ length: files - 1 }, (_, index) => `vm/more/${index}.txt`);
  const layer = {
    'metadata.json': '{"vm":{"composefile":"vm/compose.yaml"}}',
    'vm/compose.yaml': 'services: {}',
    ...Object.fromEntries(names.map((name) => [name, ''])),
  };
  const image = await readMade(ociArchive({ layers: [layer] }));
  return report(image, [composeFolder], new Map(), otherHosts).findings.map(({ message }) => message);
}

test('the folder of the compose file may have ten files in an image, because Rancher Desktop copies all of them', async () => {
  expect(await findingsWith(10)).toEqual([]);
  expect(await findingsWith(11)).toEqual(['The folder /vm of the image has 11 files.']);
});
