import { describe, expect, test } from '@jest/globals';
import { report } from '../report/report.ts';
import { readWorkspace } from '../sources/read-workspace.ts';
import { type Files, folderOf, freshFiles } from '../testing/workspaces.ts';
import { redirectUri } from './redirect-uri.ts';

/** The messages of the rule for a new workspace with one provider and changed files. */
async function messagesOf(provider: string, changes: (files: Files) => Files) {
  const files = freshFiles({ provider: [provider], strategy: 'backend-callback', port: '51234' });
  const directory = await folderOf({ ...files, ...changes(files) });
  return report(await readWorkspace(directory, {}), [redirectUri], new Map()).findings.map(
    ({ message }) => message,
  );
}

const record = 'auth/src/registered-redirect-uris.ts';
const withoutRecord = () => ({ [record]: undefined });
const address = 'http://127.0.0.1:51234/callback/miro';
const localhost = 'http://localhost:51234/callback/miro';

describe('redirect-uri, for a provider that accepts localhost only', () => {
  test('accepts localhost in the README, without a record of it', async () => {
    expect(await messagesOf('miro', withoutRecord)).toEqual([]);
  });

  test('reports the address in the README, and names localhost', async () => {
    const messages = await messagesOf('miro', (files) => ({
      ...withoutRecord(),
      'README.md': files['README.md']?.replaceAll('http://localhost:51234', 'http://127.0.0.1:51234'),
    }));
    expect(messages).toContain(`${address} is not the redirect URI ${localhost}.`);
    expect(messages).toContain(`The README does not contain the redirect URI ${localhost}.`);
  });

  test('reports the address in the record of the redirect URI', async () => {
    const messages = await messagesOf('miro', (files) => ({
      [record]: files[record]?.replaceAll('http://localhost:51234', 'http://127.0.0.1:51234'),
    }));
    expect(messages).toEqual([`${address} is not the redirect URI ${localhost}.`]);
  });
});

describe('redirect-uri, for a provider that accepts the address', () => {
  test('reports localhost, also in the record', async () => {
    const inBoth = (files: Files) =>
      Object.fromEntries(
        ['README.md', record].map((file) => [
          file,
          files[file]?.replaceAll('http://127.0.0.1:51234', 'http://localhost:51234'),
        ]),
      );
    expect(await messagesOf('github', inBoth)).toContain(
      'The README does not contain the redirect URI http://127.0.0.1:51234/callback/github.',
    );
  });
});

describe('redirect-uri, for a preset of the extension itself', () => {
  const own = (files: Files) => ({
    'auth/src/providers/github.ts': files['auth/src/providers/github.ts']?.replace(
      /import .* from '@ddext-oauth\/auth\/providers';/,
      "import { github as preset } from '../own-preset.ts';",
    ),
  });
  const onLocalhost = (text: string | undefined) =>
    text?.replaceAll('http://127.0.0.1:51234', 'http://localhost:51234');

  test('accepts the address', async () => {
    expect(await messagesOf('github', own)).toEqual([]);
  });

  test.each([
    ['is recorded', (files: Files) => ({ [record]: onLocalhost(files[record]) })],
    [
      'is in the test that the developer edits',
      (files: Files) => ({
        'auth/src/extension.test.ts': files['auth/src/extension.test.ts']?.replace(
          'ownRedirectUris: Record<string, string> = {}',
          "ownRedirectUris: Record<string, string> = { github: 'http://localhost:51234/callback/github' }",
        ),
      }),
    ],
  ])('accepts localhost if it %s', async (_where, recorded) => {
    const messages = await messagesOf('github', (files) => ({
      ...own(files),
      'README.md': onLocalhost(files['README.md']),
      ...recorded(files),
    }));
    expect(messages).toEqual([]);
  });
});
