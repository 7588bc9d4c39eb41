import { describe, expect, test } from '@jest/globals';
import { report } from '../report/report.ts';
import { readWorkspace } from '../sources/read-workspace.ts';
import { ociArchive, readMade } from '../testing/archives.ts';
import { withBackend } from '../testing/fixture.ts';
import { type Files, folderOf } from '../testing/workspaces.ts';
import { developmentSettings } from './development-settings.ts';

const settings = [
  'DDEXT_SIMULATOR_ISSUER=http://127.0.0.1:50001',
  'DDEXT_SIMULATOR_CLIENT_ID=simulator',
  'DDEXT_INSECURE_LOOPBACK_ISSUER=1',
];

const placesIn = async (files: Files) => {
  const workspace = await readWorkspace(await folderOf(files), {});
  const { findings } = report(workspace, [developmentSettings], new Map(), undefined);
  return findings.map(({ file, line }) => `${file}:${line}`);
};

test.each(settings)('an image with %s in its environment is found', async (setting) => {
  const image = await readMade(ociArchive({ environment: ['PATH=/bin', setting] }));
  const { findings } = report(image, [developmentSettings], new Map(), undefined);
  expect(findings).toMatchObject([{ file: 'image:config', severity: 'error' }]);
});

describe('an .env file with settings for development', () => {
  const dotEnv = `# For pnpm dev\n${settings.join('\n')}\n`;
  const page = { 'ddext-oauth.json': '{}', 'metadata.json': '{}', Dockerfile: 'FROM scratch\n' };

  test.each(['.env', '.env.production'])('is found in %s if the page is built from it', async (file) => {
    expect(await placesIn({ ...page, [file]: dotEnv })).toEqual([`${file}:2`, `${file}:3`, `${file}:4`]);
  });

  test('is not found in a file that a build does not read', async () => {
    expect(await placesIn({ ...page, '.env.development': dotEnv, '.env.example': dotEnv })).toEqual([]);
  });

  test('is not found if a backend reads it, because the image contains none', async () => {
    expect(await placesIn({ ...page, 'metadata.json': withBackend, '.env': dotEnv })).toEqual([]);
  });

  test('is not found in an extension that ddext-oauth did not create', async () => {
    const { 'ddext-oauth.json': _, ...other } = page;
    expect(await placesIn({ ...other, '.env': dotEnv })).toEqual([]);
  });
});
