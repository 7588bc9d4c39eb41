import { describe, expect, test } from '@jest/globals';
import type { RawOptions } from '../options/options.ts';
import { extension } from '../testing/edited-extension.ts';

const two: RawOptions = { provider: ['oidc', 'github'] };
const file = 'auth/src/providers/github.ts';
const list = 'auth/src/providers/index.ts';

/** The warnings about comments, when GitHub is removed from an extension with an edited file. */
function warnings(path: string, edit: (text: string) => string): readonly string[] {
  const { conflicts, warnings } = extension(two, { [path]: edit }).plan({ provider: ['oidc'] });
  expect(conflicts).toEqual([]);
  return warnings.filter((warning) => /comment/.test(warning));
}

describe('a comment that is removed with what it is about is named with file, line and text', () => {
  test.each([
    [
      'behind a provider of the list',
      list,
      (text: string) => text.replace('  github,', '  github, // ours'),
      '// ours',
    ],
    [
      'above a provider of the list, on two lines',
      list,
      (text: string) => text.replace('  github,', '  // For the\n  // company.\n  github,'),
      '// For the // company.',
    ],
    [
      'above an import',
      list,
      (text: string) => text.replace(/(import .*github)/, '/* Ours. */\n$1'),
      '/* Ours. */',
    ],
    [
      'behind a variable of compose.yaml',
      'compose.yaml',
      (text: string) => text.replace('GITHUB_CLIENT_ID: ""', 'GITHUB_CLIENT_ID: "" # ours'),
      '# ours',
    ],
    ['in the file of a provider', file, (text: string) => `// Ours.\n${text}`, '// Ours.'],
  ])('%s', (_, path, edit, comment) => {
    const found = warnings(path, edit);
    expect(found.at(-1)).toMatch(
      new RegExp(`^${path}:\\d+: your comment is removed with what it is about: `),
    );
    expect(found.at(-1)).toContain(`: ${comment}`);
    const line = Number(found.at(-1)?.split(':')[1]);
    const text = extension(two, { [path]: edit })
      .files.get(path)
      ?.split('\n')[line - 1];
    expect(text).toContain(comment.slice(0, 8).trim());
  });
});

test('a comment in a member that a change removes is named too', () => {
  const { conflicts, warnings } = extension(
    { strategy: 'backend-callback' },
    {
      'compose.yaml': (text) => text.replace(/ports:\n(.*)\n/, 'ports:\n      # Registered.\n$1\n'),
    },
  ).plan({ strategy: 'extension-tab' });
  expect(conflicts).toEqual([]);
  expect(warnings).toContainEqual(
    expect.stringMatching(/^compose\.yaml:\d+: your comment is removed .*: # Registered\.$/),
  );
});

test('a comment of another item is kept, and no comment is named', () => {
  expect(warnings(list, (text) => text.replace('  oidc,', '  // Ours.\n  oidc, // main'))).toEqual([]);
});

test('a generated comment that a change removes is not named', () => {
  const { warnings } = extension(
    { strategy: 'backend-callback' },
    {
      'compose.yaml': (text) => text.replace('mem_limit: 512m', 'mem_limit: 1g'),
    },
  ).plan({ strategy: 'extension-tab' });
  expect(warnings.filter((warning) => /comment/.test(warning))).toEqual([]);
});
