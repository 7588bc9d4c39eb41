import { describe, expect, test } from '@jest/globals';
import { mergeFile } from './merge-file.ts';

const list = 'auth/src/providers/index.ts';

/** The text that a merge gives, or its causes of refusal. */
function merged(path: string, current: string, before: string, after: string): unknown {
  const result = mergeFile({ path, current, before, after });
  return 'text' in result ? result.text : result;
}

/** `auth/src/providers/index.ts` of an extension with one provider, and with two. */
const providers = (...ids: string[]) =>
  `${ids.map((id) => `import { ${id} } from './${id}.ts';\n`).join('')}\nexport const providers = [\n${ids.map((id) => `  ${id},\n`).join('')}];\n`;
const [one, two] = [providers('oidc'), providers('oidc', 'github')];

describe('the list of providers', () => {
  test.each([
    [
      'an import with an alias',
      (text: string) => text.replace('{ github }', '{ github as hub }').replace('  github,', '  hub,'),
    ],
    [
      'a renamed constant',
      (text: string) => text.replace('{ github }', '{ hub }').replace('  github,', '  hub,'),
    ],
    ['a function over its items', (text: string) => text.replace('];', '].map((x) => x);')],
  ])('loses a provider that has %s', (_, edit) => {
    const text = merged(list, edit(two), two, one);
    expect(text).toContain('  oidc,\n]');
    expect(text).not.toMatch(/hub|github/);
  });

  test('gets a provider whose name is taken under an alias', () => {
    const current = `import { github } from '../enterprise.ts';\n${one.replace('  oidc,', '  oidc,\n  github,')}`;
    const text = merged(list, current, one, two);
    expect(text).toContain("import { github as githubProvider } from './github.ts';");
    expect(text).toContain('  oidc,\n  github,\n  githubProvider,\n];');
  });

  test.each([
    ['a spread', (text: string) => text.replace('  github,', '  ...[github],')],
    ['another use', (text: string) => `${text}export const main = github;\n`],
    ['a list that is computed', (text: string) => text.replace(/\[[\s\S]*\]/, 'listOf(oidc, github)')],
  ])('refuses to remove a provider with %s', (_, edit) => {
    expect(merged(list, edit(two), two, one)).toMatchObject({ cause: 'edit' });
  });

  test('keeps each comment at its item', () => {
    const current = one.replace('  oidc,', '  // first\n  oidc, // the company account');
    const added = merged(list, current, one, two);
    expect(added).toContain('  // first\n  oidc, // the company account\n  github,\n');
    expect(merged(list, String(added), two, one)).toBe(current);
    const gone = merged(list, two.replace('  oidc,', '  oidc, // the company account'), two, one);
    expect(gone).toContain('  oidc, // the company account\n];');
  });
});

describe('compose.yaml', () => {
  const compose = (environment: string, rest = '') =>
    `services:\n  backend:\n    image: a\n    volumes:\n      - data:/data\n    environment:\n${environment}${rest}\nvolumes:\n  data: {}\n`;
  const before = compose('      OIDC_ISSUER: ""\n');
  const after = compose('      OIDC_ISSUER: ""\n      GITHUB_CLIENT_ID: ""\n');
  const merge = (edit: (text: string) => string, from = before, to = after) =>
    merged('compose.yaml', edit(from), from, to);

  test('adds to and removes from an environment that is a list', () => {
    const current = before.replace(
      '      OIDC_ISSUER: ""',
      '      - OIDC_ISSUER=https://id.example # ours\n      - MINE=1',
    );
    const added = merged('compose.yaml', current, before, after);
    expect(added).toBe(current.replace('      - MINE=1\n', '      - MINE=1\n      - GITHUB_CLIENT_ID=\n'));
    expect(merged('compose.yaml', String(added), after, before)).toBe(current);
  });

  test.each([
    [
      'an alias',
      (text: string) =>
        `x-env: &env\n  A: "1"\n\n${text.replace(/environment:\n.*\n/, 'environment: *env\n')}`,
    ],
    ['an env_file', (text: string) => text.replace(/environment:\n.*\n/, 'env_file: .env\n')],
  ])('refuses to add to an environment that is %s, and names the place', (_, edit) => {
    expect(merge(edit)).toMatchObject({ cause: 'edit', collisions: [expect.anything()] });
  });

  test('removes nothing from an environment that is gone', () => {
    const edit = (text: string) => text.replace(/ {4}environment:\n.*\n.*\n/, '    env_file: .env\n');
    expect(merge(edit, after, before)).toBe(edit(after));
  });

  test.each([
    [
      'a merge key',
      (text: string) =>
        text
          .replace('environment:\n', 'environment:\n      <<: *env\n')
          .replace('services', 'x-env: &env\n  A: 1\n\nservices'),
    ],
    ['a renamed service', (text: string) => text.replace('  backend:', '  api:')],
    [
      'aligned values and comments',
      (text: string) => text.replace('image: a', 'image:   a      # pinned\n\n\n    labels: {A: 1,B: "2"}'),
    ],
    ['4 spaces and CRLF', (text: string) => text.replaceAll('  ', '    ').replaceAll('\n', '\r\n')],
    ['a byte order mark', (text: string) => `\uFEFF${text}`],
  ])('keeps every other character with %s', (_, edit) => {
    const current = edit(before);
    const indentation = current.includes('            OIDC') ? '            ' : '      ';
    const ending = current.includes('\r') ? '\r\n' : '\n';
    const line = `${indentation}GITHUB_CLIENT_ID: ""${ending}`;
    const at = current.indexOf(ending, current.indexOf('OIDC_ISSUER')) + ending.length;
    const added = merge(edit);
    expect(added).toBe(current.slice(0, at) + line + current.slice(at));
    expect(merged('compose.yaml', String(added), after, before)).toBe(current);
  });

  test('adds to a flow map', () => {
    const edit = (text: string) => text.replace(/environment:\n.*\n/, 'environment: { OIDC_ISSUER: "" }\n');
    expect(merge(edit)).toContain('environment: { OIDC_ISSUER: "", GITHUB_CLIENT_ID: "" }\n');
  });

  test('replaces the generated comment above a member, and keeps one that the user wrote', () => {
    const ports = before.replace(
      '    volumes:',
      '    # Published.\n    ports:\n      - 127.0.0.1:1:1\n    volumes:',
    );
    const none = before.replace('    volumes:', '    # No port.\n    volumes:');
    const mine = (text: string) => text.replace('    environment:', '    # Mine.\n    environment:');
    expect(merge(mine, ports, none)).toBe(mine(none));
    expect(merge(mine, none, ports)).toBe(mine(ports));
    const other = ports.replaceAll('1:1:1', '1:2:2');
    const inside = (text: string) => text.replace('1:1:1', '1:1:1 # why');
    expect(merge(inside, ports, other)).toBe(other.replace('1:2:2', '1:2:2 # why'));
  });
});

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
      collisions: [{ problem: 'a would not be declared' }],
    });
  });

  test('a test that the user deleted stays deleted, and another edit of it stays', () => {
    const before =
      "test('one', () => {\n  expect(1).toBe(1);\n});\n\ntest('two', () => {\n  expect(2).toBe(2);\n});\n";
    const after = before.replace('toBe(2)', 'toBe(3)').replace('toBe(1)', 'toBe(4)');
    const current = "test('one', () => {\n  expect(1).toBe(1);\n  mine();\n});\n";
    expect(merged('a.test.ts', current, before, after)).toBe(current.replace('toBe(1)', 'toBe(4)'));
  });

  test('two insertions at one place both stay', () => {
    const current = 'A=1\n\n# Mine.\nMINE=2\n';
    expect(merged('.env', current, 'A=1\n', 'A=1\n\n# Ours.\nB=\n')).toBe(
      'A=1\n\n# Ours.\nB=\n\n# Mine.\nMINE=2\n',
    );
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
