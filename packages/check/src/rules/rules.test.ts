import { describe, expect, test } from '@jest/globals';
import { report } from '../report/report.ts';
import { readWorkspace } from '../sources/read-workspace.ts';
import { readSecrets } from '../sources/secrets.ts';
import type { WorkspaceOrImage } from '../sources/workspace-or-image.ts';
import { ociArchive, readMade } from '../testing/archives.ts';
import type { Fixture, Sample } from '../testing/fixture.ts';
import { composeFixtures } from '../testing/fixtures-of-compose.ts';
import { imageFixtures } from '../testing/fixtures-of-images.ts';
import { labelFixtures } from '../testing/fixtures-of-labels.ts';
import { metadataFixtures } from '../testing/fixtures-of-metadata.ts';
import { sourceFixtures } from '../testing/fixtures-of-sources.ts';
import { folderOf } from '../testing/workspaces.ts';
import { rules } from './index.ts';

const fixtures: Readonly<Record<string, Fixture>> = {
  ...labelFixtures,
  ...metadataFixtures,
  ...composeFixtures,
  ...imageFixtures,
  ...sourceFixtures,
};

async function read({ files = {}, image, environment = {} }: Sample): Promise<WorkspaceOrImage> {
  const directory = await folderOf(files);
  if (!image) return readWorkspace(directory, environment);
  const secrets = await readSecrets(directory, environment);
  return readMade(ociArchive(image), { secrets });
}

describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  const { passing, failing, places } = fixtures[id] as Fixture;

  test('has no finding in its passing fixtures', async () => {
    expect(report(await read(passing), [rule], new Map(), rule.hosts)).toMatchObject({
      checked: [id],
      findings: [],
    });
  });

  test('finds each violation in its failing fixtures', async () => {
    const { findings } = report(await read(failing), [rule], new Map(), rule.hosts);
    expect(findings.map(({ file, line }) => `${file}:${line}`).sort()).toEqual([...places].sort());
    expect(places).not.toEqual([]);
  });

  test('states the requirement, the reason, the source and the fix in sentences', () => {
    for (const text of [rule.what, rule.why, rule.fix]) expect(text).toMatch(/^\S.*\.$/);
    expect(rule.source).toMatch(/^https:\/\/\S+$|^RFC \d+ section [\d.]+$/);
  });
});

test('every fixture belongs to a rule', () => {
  expect(Object.keys(fixtures).sort()).toEqual(rules.map(({ id }) => id).sort());
});
