import { describe, expect, test } from '@jest/globals';
import { basePath } from '../plan/base.ts';
import { earlierExtension, extension, made, textOf } from '../testing/edited-extension.ts';

/** Other wording and code in files of each kind: an earlier version of the templates. */
const earlier = {
  'README.md': (text: string) => text.replaceAll('Docker Desktop', 'Docker'),
  'AGENTS.md': (text: string) => text.replace('Nx workspace', 'workspace'),
  'auth/src/providers/github.ts': (text: string) => text.replace('/** Register', '/** First register'),
  'auth/src/extension.test.ts': (text: string) => text.replaceAll("test('", "test('that "),
  'compose.yaml': (text: string) => text.replace('mem_limit: 512m', 'mem_limit: 256m'),
  'ui/src/App.tsx': (text: string) => text.replace('\n\n', "\n\nexport const label = 'Earlier';\n"),
  'package.json': (text: string) => text.replace('"jest": "^30', '"jest": "^29'),
};
const options = { provider: ['oidc', 'github'] };

describe('after an upgrade', () => {
  test.each([
    [{ provider: ['oidc'] }],
    [{ provider: ['oidc', 'github', 'google'] }],
    [{ port: '5000' }],
    [{ strategy: 'backend-callback' }],
  ])('an extension without edits equals what the current version generates: %j', (change) => {
    const one = earlierExtension(options, earlier);
    const { conflicts, remaining } = one.apply(change);
    expect([conflicts, remaining]).toEqual([[], []]);
    expect(textOf(one.files)).toEqual(textOf(made({ ...options, ...change })));
  });

  test('edits are kept, and files without edits are updated', () => {
    const one = earlierExtension(options, earlier, {
      'compose.yaml': (text) => text.replace('GITHUB_CLIENT_ID: ""', 'GITHUB_CLIENT_ID: abc # ours'),
      'README.md': (text) => `${text}\n## Ours\n`,
    });
    const { warnings } = one.apply({ provider: ['github'] });
    expect(one.files.get('compose.yaml')).toContain('GITHUB_CLIENT_ID: abc # ours');
    expect(one.files.get('compose.yaml')).toContain('mem_limit: 512m');
    expect(one.files.get('README.md')).toMatch(/Docker Desktop[\s\S]*\n## Ours\n$/);
    expect(one.files.get('auth/src/providers/github.ts')).toContain('/** Register');
    expect(warnings).toContainEqual(
      expect.stringMatching(/^The templates have changed .* more files are updated\.$/),
    );
  });

  test('a file whose edits conflict only with newer templates is not changed, and the lines are returned', () => {
    const one = earlierExtension(options, earlier, {
      'ui/src/App.tsx': (text) => text.replace("'Earlier'", "'Ours'"),
    });
    const { remaining } = one.apply({ port: '5000' });
    expect(remaining).toEqual([
      expect.objectContaining({
        path: 'ui/src/App.tsx',
        reason: expect.stringContaining('ui/src/App.tsx stays as it is: newer templates change it'),
      }),
    ]);
    expect(one.files.get('ui/src/App.tsx')).toContain("'Ours'");
    expect(one.plan({}).remaining.map(({ path }) => path)).toEqual(['ui/src/App.tsx']);
  });

  test('a version of a dependency that the user chose is kept', () => {
    const one = earlierExtension(options, earlier, {
      'package.json': (text) => text.replace('"jest": "^29', '"jest": "^28'),
    });
    one.apply({ port: '5000' });
    expect(one.files.get('package.json')).toContain('"jest": "^28');
  });
});

describe('ddext-oauth.base', () => {
  test('is written again with a warning if it does not exist', () => {
    const one = extension(options);
    one.files.delete(basePath);
    const { warnings } = one.apply({ provider: ['oidc'] });
    expect(warnings).toContainEqual(expect.stringMatching(/^ddext-oauth\.base does not exist\. Your edits/));
    expect(textOf(one.files)).toEqual(textOf(made({ provider: ['oidc'] })));
  });

  test.each([
    ['a line is truncated', (text: string) => text.replace(/^(README\.md .{100}).*/m, '$1')],
    [
      'characters of a line are changed',
      (text: string) => text.replace(/^(README\.md .{100})..../m, '$1AAAA'),
    ],
    ['a line is removed', (text: string) => text.replace(/^README\.md .*\n/m, 'damaged\n')],
    ['a path is replaced', (text: string) => text.replace(/^README\.md /m, 'GUIDE.md ')],
  ])('is repaired if %s', (_, damage) => {
    const one = extension(options, { [basePath]: damage });
    const { warnings } = one.apply({ provider: ['oidc'] });
    expect(warnings).toContainEqual(expect.stringMatching(/has 1 damaged lines\. Your edits/));
    expect(textOf(one.files)).toEqual(textOf(made({ provider: ['oidc'] })));
  });

  test('can contain the lines of two branches for a file', () => {
    const other = made({ provider: ['oidc', 'google'] }).get(basePath) ?? '';
    const one = extension(options, { [basePath]: (text) => `${text}${other}` });
    one.apply({ provider: ['oidc', 'github', 'google'] });
    expect(textOf(one.files)).toEqual(textOf(made({ provider: ['oidc', 'github', 'google'] })));
  });

  test('keeps the lines of files that a change does not affect', () => {
    const one = extension(options);
    const lines = new Set(one.files.get(basePath)?.split('\n'));
    one.add('google');
    const changed = (one.files.get(basePath) ?? '').split('\n').filter((line) => !lines.has(line));
    expect(changed.map((line) => line.split(' ')[0])).not.toContain('ui/src/App.tsx');
  });

  test('is smaller than the files', () => {
    const files = made(options);
    const size = [...files].reduce((sum, [path, text]) => (path === basePath ? sum : sum + text.length), 0);
    expect((files.get(basePath) ?? '').length).toBeLessThan(size * 0.75);
  });
});
