import { describe, expect, test } from '@jest/globals';
import { report } from '../report/report.ts';
import { readWorkspace } from '../sources/read-workspace.ts';
import { type Files, folderOf, freshFiles } from '../testing/workspaces.ts';
import { redirectUri } from './redirect-uri.ts';

/** The messages of the rule over a fresh workspace with one provider, and changes to its files. */
async function messagesOf(provider: string, changes: (files: Files) => Files) {
  const files = freshFiles({ provider: [provider], strategy: 'backend-callback', port: '51234' });
  const directory = await folderOf({ ...files, ...changes(files) });
  return report(await readWorkspace(directory, {}), [redirectUri], new Map()).findings.map(
    ({ message }) => message,
  );
}

const withoutTest = () => ({ 'auth/src/extension.test.ts': undefined });
const address = 'http://127.0.0.1:51234/callback/atlassian';
const localhost = 'http://localhost:51234/callback/atlassian';

describe('redirect-uri, for a provider that accepts localhost only', () => {
  test('accepts localhost in the README, without a test that records it', async () => {
    expect(await messagesOf('atlassian', withoutTest)).toEqual([]);
  });

  test('says to register localhost where the README names the address', async () => {
    const messages = await messagesOf('atlassian', (files) => ({
      ...withoutTest(),
      'README.md': files['README.md']?.replaceAll('http://localhost:51234', 'http://127.0.0.1:51234'),
    }));
    expect(messages).toContain(`${address} is not the redirect URI ${localhost}.`);
    expect(messages).toContain(`The README does not contain the redirect URI ${localhost}.`);
  });

  test('reports the address in a test of the redirect URI', async () => {
    const file = 'auth/src/extension.test.ts';
    const messages = await messagesOf('atlassian', (files) => ({
      [file]: files[file]?.replaceAll('http://localhost:51234', 'http://127.0.0.1:51234'),
    }));
    expect(messages).toEqual([`${address} is not the redirect URI ${localhost}.`]);
  });
});

describe('redirect-uri, for a provider that accepts the address', () => {
  test('reports localhost, also where a test records it', async () => {
    const inBoth = (files: Files) =>
      Object.fromEntries(
        ['README.md', 'auth/src/extension.test.ts'].map((file) => [
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

  test('accepts localhost where the test of the redirect URI records it', async () => {
    const messages = await messagesOf('github', (files) => ({
      ...own(files),
      'README.md': onLocalhost(files['README.md']),
      'auth/src/extension.test.ts': onLocalhost(files['auth/src/extension.test.ts']),
    }));
    expect(messages).toEqual([]);
  });
});
