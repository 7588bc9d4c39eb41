import { describe, expect, test } from '@jest/globals';
import { checkFiles, freshFiles } from './testing/workspaces.ts';

const fresh = freshFiles({ provider: ['github'] });

const files = [
  'metadata.json',
  'compose.yaml',
  'Dockerfile',
  'package.json',
  'README.md',
  'auth/src/extension.ts',
  'auth/src/providers/github.ts',
  'ui/vite.config.ts',
  'ui/package.json',
  '.github/workflows/ci.yml',
];

const contents: Readonly<Record<string, string>> = {
  nothing: '',
  null: 'null',
  'an empty object': '{}',
  'a list': '[1, {"a": null}]',
  'a text': '"text"',
  'an open brace': '{',
  'lists where objects belong':
    '{"services": [1], "volumes": [null], "ui": [], "vm": [], "host": {"binaries": {}}, "scripts": [], "dependencies": []}',
  'nulls where values belong':
    '{"services": {"a": null, "b": {"ports": [null], "volumes": [null, {}], "environment": [null]}}, "ui": {"dashboard-tab": null}, "vm": null, "icon": null}',
  'a merge of a value that is not a map': 'a: &a 1\nservices:\n  <<: *a\n',
  'an instruction without arguments': 'FROM\nLABEL\nENV =\nCOPY\nUSER\nLABEL "\nCOPY [\nRUN <<EOF\n',
  'a byte order mark and bytes that are not text': '\uFEFF\u0000\uFFFD',
};

describe.each(files)('%s', (file) => {
  test.each(Object.keys(contents))('can contain %s, and the check completes', async (name) => {
    const { checked, notChecked } = await checkFiles({ ...fresh, [file]: contents[name] });
    expect(checked.length + notChecked.length).toBeGreaterThan(35);
  });
});

test('reads metadata.json with Windows line ends and tabs', async () => {
  const indented = fresh['metadata.json']?.replaceAll('  ', '\t').replaceAll('\n', '\r\n');
  expect((await checkFiles({ ...fresh, 'metadata.json': indented })).findings).toEqual([]);
});

test('finds a secret in an environment that a service merges', async () => {
  const compose = `x-env: &env\n  A_CLIENT_SECRET: not-a-good-place\n${fresh['compose.yaml']?.replace(
    '    environment:\n',
    '    environment:\n      <<: *env\n',
  )}`;
  const { findings } = await checkFiles({ ...fresh, 'compose.yaml': compose });
  expect(findings.map(({ rule }) => rule)).toEqual(['compose-secrets']);
});
