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
    [
      'above a variable of compose.yaml',
      'compose.yaml',
      (text: string) => text.replace('      GITHUB_CLIENT_ID: ""', '      # ours\n$&'),
      '# ours',
    ],
    [
      'above a variable in the list form of environment',
      'compose.yaml',
      (text: string) =>
        text
          .replace(/^( {6})([A-Z_]+): (?:""|(\S+))$/gm, '$1- $2=$3')
          .replace('      - GITHUB_CLIENT_ID=', '      # ours\n$&'),
      '# ours',
    ],
    [
      'in a list of providers on one line',
      list,
      (text: string) => text.replace(/\[\n[^\]]*\]/, '[oidc, /* ours */ github]'),
      '/* ours */',
    ],
    [
      'above a variable of .env.example with CRLF',
      '.env.example',
      (text: string) =>
        text.replace('GITHUB_CLIENT_ID=', '# ours\nGITHUB_CLIENT_ID=').replaceAll('\n', '\r\n'),
      '# ours',
    ],
    [
      'above the first variable of .env.example',
      '.env.example',
      (text: string) => text.replace('GITHUB_CLIENT_ID=', '# ours\nGITHUB_CLIENT_ID='),
      '# ours',
    ],
    [
      'above the last variable of .env.example, which has a value, on two lines',
      '.env.example',
      (text: string) => text.replace('GITHUB_CLIENT_SECRET=', '# For the\n# company.\n$&x'),
      '# For the # company.',
    ],
    [
      'above the heading of a provider in .env.example',
      '.env.example',
      (text: string) => text.replace('# GitHub', '# ours\n# GitHub'),
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

describe('a comment above what an extension without a backend does not have is named', () => {
  const before: RawOptions = {
    provider: ['oidc', 'okta'],
    strategy: 'extension-tab',
    accept: ['oidc', 'okta'],
  };
  test.each([
    ['the last variable', '.env.example', 'OKTA_CLIENT_SECRET='],
    ['a variable in between', '.env.example', 'OIDC_CLIENT_SECRET='],
    ['an instruction', 'Dockerfile', 'COPY backend backend'],
    ['the first of several instructions', 'Dockerfile', 'COPY --from=build /extension/backend/dist'],
    ['a variable in between', 'Dockerfile', 'ENV NODE_ENV='],
    ['a generated comment', 'Dockerfile', '# Docker reports the container'],
    ['an indented line', 'Dockerfile', '    CMD ["node"'],
    ['the last instruction', 'Dockerfile', 'CMD ["node", "/backend'],
    ['a member', 'metadata.json', '  "vm": {'],
    ['an item', 'pnpm-workspace.yaml', '  - backend'],
  ])('%s of %s, and the other lines are as generated: %s', (_, path, line) => {
    const change: RawOptions = { exchange: 'ui' };
    const generated = extension(before).plan(change).files.get(path);
    const comment = `${/^ */.exec(line)?.[0]}${path.endsWith('.json') ? '//' : '#'} Ours.`;
    const edit = (text: string) => text.replace(`\n${line}`, `\n${comment}$&`);
    const { files, conflicts, warnings } = extension(before, { [path]: edit }).plan(change);
    expect(conflicts).toEqual([]);
    expect(files.get(path)).toBe(generated);
    expect(warnings).toContainEqual(
      expect.stringMatching(new RegExp(`^${path}:\\d+: your comment is removed .*: ${comment.trim()}$`)),
    );
  });
});

test('a variable of .env.example that is removed with its value is named without the value', () => {
  const { files, conflicts, warnings } = extension(two, {
    '.env.example': (text) =>
      text.replace('GITHUB_CLIENT_SECRET=', '$&hunter2').replace('OIDC_CLIENT_ID=', '$&a'),
  }).plan({ provider: ['oidc'] });
  expect(conflicts).toEqual([]);
  expect(files.get('.env.example')).toContain('\nOIDC_CLIENT_ID=a\n');
  expect(warnings).toContain('.env.example:12: GITHUB_CLIENT_SECRET is removed with the value that you set.');
  expect(warnings.join()).not.toContain('hunter2');
});

test.each([
  ['that the change keeps', '.env.example', '\nOIDC_CLIENT_ID='],
  ['of the user', '.env.example', '\nOURS=\n# GitHub'],
  ['with a blank line below', '.env.example', '\n\n# GitHub'],
])('a comment above a line %s is kept, and no comment is named', (_, path, line) => {
  const edit = (text: string) => text.replace(line.replace('\nOURS=', ''), `\n# Ours.${line}`);
  const { files, conflicts, warnings } = extension(two, { [path]: edit }).plan({ provider: ['oidc'] });
  expect(conflicts).toEqual([]);
  expect(files.get(path)).toContain('# Ours.\n');
  expect(warnings.filter((warning) => /comment/.test(warning))).toEqual([]);
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
