import { describe, expect, test } from '@jest/globals';
import { report } from '../report/report.ts';
import { readWorkspace } from '../sources/read-workspace.ts';
import { folderOf } from '../testing/workspaces.ts';
import { licenses } from './licenses.ts';

/** The messages of the rule over a UI with one installed dependency. */
async function messagesOf(license: string | undefined): Promise<readonly string[]> {
  const directory = await folderOf({
    Dockerfile: 'FROM scratch\n',
    'ddext-oauth.json': '{}',
    'ui/package.json': '{"dependencies":{"a":"1"}}',
    'ui/node_modules/a/package.json': JSON.stringify({ name: 'a', version: '1.0.0', license }),
  });
  return report(await readWorkspace(directory, {}), [licenses], new Map()).findings.map(
    ({ message }) => message,
  );
}

describe('licenses', () => {
  test.each([
    'MIT',
    '(MIT OR GPL-3.0-only)',
    'GPL-3.0-only OR (MIT AND ISC)',
    '(MIT OR GPL-3.0-only) AND Apache-2.0',
  ])('accepts %s', async (license) => {
    expect(await messagesOf(license)).toEqual([]);
  });

  test.each([
    'GPL-3.0-only',
    '(MIT OR Apache-2.0) AND GPL-3.0-only',
    'GPL-3.0-only AND (MIT OR Apache-2.0)',
    'MIT AND (GPL-2.0-only OR GPL-3.0-only)',
    'Apache-2.0 WITH LLVM-exception',
    'LicenseRef-Acme',
    'SEE LICENSE IN LICENSE',
    'UNLICENSED',
  ])('reports %s', async (license) => {
    expect(await messagesOf(license)).toEqual([`a 1.0.0 is bundled, and its license is ${license}.`]);
  });

  test('reports a package without a license field', async () => {
    expect(await messagesOf(undefined)).toEqual(['a 1.0.0 is bundled, and names no license.']);
  });
});
