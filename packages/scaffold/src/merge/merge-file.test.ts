import { describe, expect, test } from '@jest/globals';
import { merged } from '../testing/merged.ts';
import { mergeFile } from './merge-file.ts';

describe('extension.ts', () => {
  const source = (members: string) => `export const extension = {\n  id: 'a',\n${members}} as const;\n`;
  const before = source("  strategy: 'backend-callback',\n  port: 5000,\n");
  const after = source("  strategy: 'extension-tab',\n  redirect: 'scheme',\n");

  test('keeps the comment behind a value that changes', () => {
    const current = before.replace("-callback',", "-callback', // decided with security");
    expect(merged('extension.ts', current, before, after)).toBe(
      after.replace("-tab',", "-tab', // decided with security"),
    );
  });

  test('refuses to remove a value that the user computes', () => {
    const current = before.replace('5000', 'PORT');
    expect(merged('extension.ts', current, before, after)).toMatchObject({
      cause: 'edit',
      collisions: [{ line: 4 }],
    });
  });
});

describe('other files', () => {
  test('a line that is pasted with CRLF keeps it, and new lines have the ending of most lines', () => {
    const before = '# A\n\none\n\ntwo\n';
    const current = '# A\n\npasted\r\n\none\n\ntwo\n';
    expect(merged('README.md', current, before, '# A\n\none\n\nnew\n\ntwo\n')).toBe(
      '# A\n\npasted\r\n\none\n\nnew\n\ntwo\n',
    );
  });

  test('JSON with tabs gets members with tabs', () => {
    const before = '{\n  "ui": {\n    "a": 1\n  }\n}\n';
    const after = '{\n  "vm": {\n    "composefile": "b"\n  },\n  "ui": {\n    "a": 1\n  }\n}\n';
    const tabs = (text: string) => text.replaceAll('  ', '\t');
    const own = (text: string) => tabs(text).replace('"a": 1', '"a": 1, // why\n\t\t"own": true');
    expect(merged('a.json', own(before), before, after)).toBe(own(after));
    expect(merged('a.json', own(after), after, before)).toBe(own(before));
  });

  test.each([
    ['a.json', '{\n  "a": 1,,\n}\n', 2, 10],
    ['a.yaml', 'a:\n  b: 1\n   c: 2\n', 2, 6],
    ['a.ts', 'export const a = {\n', 2, 1],
  ])('%s with a syntax error is a conflict with line and column', (path, current, line, column) => {
    const versions: Record<string, [string, string]> = {
      'a.json': ['{}\n', '{ "b": 1 }\n'],
      'a.yaml': ['a: 1\n', 'a: 2\n'],
      'a.ts': ['export const a = 1;\n', 'export const a = 2;\n'],
    };
    expect(merged(path, current, ...(versions[path] as [string, string]))).toMatchObject({
      cause: 'syntax-error',
      line,
      column,
    });
  });

  test('a merge that would use a name without a declaration is refused', () => {
    const before = "import { a } from './a.ts';\nrun(a);\n";
    const after = 'run();\n';
    const current = `${before}log(a);\n`;
    expect(merged('a.ts', current, before, after)).toMatchObject({
      collisions: [{ line: 3, found: 'log(a);\n', wanted: 'run();\n', problem: 'a would not be declared' }],
    });
  });

  test.each([
    ['other members', '{ a }: Options', '{ b, c }: Options'],
    ['another type', '{ a }: Pick<Options, { x: 1 }>', '{ b }: Pick<Options, { y: 1 }>'],
    ['a type of several lines', '{\n  a,\n}: {\n  x: 1;\n}', '{\n  b,\n}: {\n  y: 1;\n}'],
    ['an optional parameter', '{ a }?: Options', '{ a, b }?: Options'],
  ])('a parameter that is an object gets %s', (_, before, after) => {
    const source = (parameter: string) => `declare function f(${parameter}, c: string): void;\n`;
    const mine = (text: string) => `// Ours.\n${text}`;
    expect(merged('a.ts', mine(source(before)), source(before), source(after))).toBe(mine(source(after)));
  });

  test('an import with attributes keeps them', () => {
    const before = "import { a } from './a.json' with { type: 'json' };\nrun(a);\n";
    const after = before.replace('{ a }', '{ a, b }').replace('(a)', '(a, b)');
    const mine = (text: string) => text.replace("'json' }", "'json' }; // ours").replace('ours;', 'ours');
    expect(merged('a.ts', mine(before), before, after)).toBe(mine(after));
  });

  test('a test that the user deleted stays deleted, and another edit of it stays', () => {
    const before =
      "test('one', () => {\n  expect(1).toBe(1);\n});\n\ntest('two', () => {\n  expect(2).toBe(2);\n});\n";
    const after = before.replace('toBe(2)', 'toBe(3)').replace('toBe(1)', 'toBe(4)');
    const current = "test('one', () => {\n  expect(1).toBe(1);\n  mine();\n});\n";
    expect(merged('a.test.ts', current, before, after)).toBe(current.replace('toBe(1)', 'toBe(4)'));
  });

  test.each([
    ['a line above', '# A\n\none\n', 'one\n', 'one\n\ntwo\n', '# A\n\none\n\ntwo\n'],
    ['a generated line above', 'one\n\ntwo\n', 'one\n', '# A\none\n', '# A\none\n\ntwo\n'],
    ['two lines above', '# Ours\none\n', 'one\n', '# A\none\n', '# A\n# Ours\none\n'],
    ['no generated first line', '# A\none\n\ntwo\n', '# A\none\n', 'one\n', 'one\n\ntwo\n'],
    ['an edited first line', 'one # ours\n', 'one\n', '# A\none\n', '# A\none # ours\n'],
  ])('a Dockerfile with %s keeps its lines apart', (_, current, before, after, result) => {
    expect(merged('Dockerfile', current, before, after)).toBe(result);
  });

  test('every line of a file with CRLF keeps it when lines are added', () => {
    const lines = (text: string) => text.replaceAll('\n', '\r\n');
    expect(merged('Dockerfile', lines('A\n\nB\n'), 'A\n\nB\n', 'A\n\nB\n\nC\n\nD\n')).toBe(
      lines('A\n\nB\n\nC\n\nD\n'),
    );
  });

  test('two insertions at one place both stay', () => {
    const current = 'A=1\n\n# Mine.\nMINE=2\n';
    expect(merged('.env', current, 'A=1\n', 'A=1\n\n# Ours.\nB=\n')).toBe(
      'A=1\n\n# Ours.\nB=\n\n# Mine.\nMINE=2\n',
    );
  });

  test.each([
    ['before', 'USER 1000\nLABEL mine="1"\nLABEL title="A"\nCMD a\n'],
    ['behind', 'USER 1000\nLABEL title="A"\nLABEL mine="1"\nCMD a\n'],
  ])('a line that the user adds %s one that changes stays', (_, current) => {
    const before = 'USER 1000\nLABEL title="A"\nCMD a\n';
    const change = (text: string) => text.replace('"A"', '"B"');
    expect(merged('Dockerfile', current, before, change(before))).toBe(change(current));
    expect(merged('Dockerfile', change(before), before, current)).toBe(change(current));
    const without = (text: string) => text.replace('LABEL title="A"\n', '');
    expect(merged('Dockerfile', current, before, without(before))).toBe(without(current));
  });

  test('a comment of the user is removed with the pattern below it, and is named', () => {
    const before = 'dist\n\n# Public.\n!.env\n';
    const comments = '# Ours,\n  # on two lines.\n';
    const current = before.replace('!.env', `${comments}!.env`).replace('dist', '# Kept.\ndist');
    expect(mergeFile({ path: '.dockerignore', current, before, after: 'dist\n' })).toMatchObject({
      text: '# Kept.\ndist\n',
      notes: [{ line: 5, text: 'your comment is removed with what it is about: # Ours, # on two lines.' }],
    });
  });

  test('a comment stays above a line that only moves', () => {
    const before = 'a\nb\nc\n';
    const current = 'a\n# Ours.\nb\nc\n';
    expect(merged('.dockerignore', current, before, 'a\nc\nb\n')).toContain('# Ours.\n');
  });

  test('a passage that the user deleted stays deleted', () => {
    const before = '# A\n\n## B\n\nport 1\n\n## C\n';
    const result = mergeFile({
      path: 'README.md',
      current: '# A\n\n## C\n',
      before,
      after: before.replace('1', '2'),
    });
    expect(result).toMatchObject({ text: '# A\n\n## C\n', skipped: [expect.stringContaining('port 2')] });
  });

  test('a sentence that both sides changed is merged by words', () => {
    const before = 'It signs in with GitHub. It has one page.\n';
    const current = 'It signs in with GitHub. It has one nice page.\n';
    expect(merged('README.md', current, before, before.replace('GitHub', 'GitHub and Slack'))).toBe(
      current.replace('GitHub', 'GitHub and Slack'),
    );
  });
});
