import { describe, expect, test } from '@jest/globals';
import { unifiedDiff } from './diff.ts';
import { repositoryOf, withChanges } from './reading/repository.ts';
import { additionFiles } from './record.ts';
import { planRemoval } from './remove.ts';

const before = new Map([['compose.yaml', 'services:\n  a: # theirs\n    image: b\n']]);
const after = new Map([
  ['compose.yaml', 'services:\n  added:\n    image: c\n  a: # theirs\n    image: b\n'],
  ['src/SignIn.tsx', 'export const a = 1;\n'],
]);
const record = additionFiles(
  { version: '1', options: { provider: ['github'] }, before, after, binaries: ['p.tgz'] },
  undefined,
);
const added = repositoryOf(new Map([...after, ...record, ['p.tgz', '']]));

describe('a removal', () => {
  test('restores the earlier texts and deletes the created files', () => {
    const changes = planRemoval(added);
    expect(Object.fromEntries(changes)).toEqual({
      'compose.yaml': before.get('compose.yaml'),
      'src/SignIn.tsx': null,
      'p.tgz': null,
      '.ddext-oauth/add.json': null,
      '.ddext-oauth/add.base': null,
    });
  });

  test('keeps edits elsewhere in a changed file', () => {
    const edited = String(after.get('compose.yaml')).replace('image: b', 'image: d');
    const changes = planRemoval(withChanges(added, new Map([['compose.yaml', edited]])));
    expect(changes.get('compose.yaml')).toBe('services:\n  a: # theirs\n    image: d\n');
  });

  test('is refused with the name of a created file that has edits', () => {
    const edited = withChanges(added, new Map([['src/SignIn.tsx', 'export const a = 2;\n']]));
    expect(() => planRemoval(edited)).toThrow('src/SignIn.tsx has edits of yours');
    const formatted = withChanges(added, new Map([['src/SignIn.tsx', 'export const a =\n  1\n']]));
    expect(planRemoval(formatted).get('src/SignIn.tsx')).toBeNull();
  });

  test('is refused with edits in added lines of a Dockerfile, and keeps neighboring lines', () => {
    const texts = { before: 'FROM a\nCMD x\n', after: 'FROM a\nCOPY added /\nRUN added\nCMD x\n' };
    const files = additionFiles(
      {
        ...{ version: '1', options: {}, binaries: [] },
        before: new Map([['Dockerfile', texts.before]]),
        after: new Map([['Dockerfile', texts.after]]),
      },
      undefined,
    );
    const removed = (text: string) => planRemoval(repositoryOf(new Map([...files, ['Dockerfile', text]])));
    expect(() => removed(texts.after.replace('RUN', '# mine\nRUN'))).toThrow('Dockerfile has edits of yours');
    expect(removed(texts.after.replace('CMD x', '# mine\nCMD y')).get('Dockerfile')).toBe(
      'FROM a\n# mine\nCMD y\n',
    );
  });

  test('is refused with the place of edits in what was added', () => {
    const edited = String(after.get('compose.yaml')).replace('image: c', 'image: e');
    expect(() => planRemoval(withChanges(added, new Map([['compose.yaml', edited]])))).toThrow(
      /compose\.yaml:\d+ has edits/,
    );
  });

  test('is refused where nothing was added, and with a damaged record', () => {
    expect(() => planRemoval(repositoryOf(before))).toThrow('There is no .ddext-oauth/add.json');
    const damaged = withChanges(added, new Map([['.ddext-oauth/add.base', 'x y\n']]));
    expect(() => planRemoval(damaged)).toThrow('.ddext-oauth/add.base is damaged');
  });
});

test('a diff is unified, with three lines of context', () => {
  const lines = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];
  const text = `${lines.join('\n')}\n`;
  expect(unifiedDiff('a', text, text.replace('5', 'five\nsix'))).toBe(
    '--- a/a\n+++ b/a\n@@ -2,7 +2,8 @@\n 2\n 3\n 4\n-5\n+five\n+six\n 6\n 7\n 8\n',
  );
  expect(unifiedDiff('a', undefined, 'x\n')).toBe('--- /dev/null\n+++ b/a\n@@ -0,0 +1,1 @@\n+x\n');
  expect(unifiedDiff('a', 'x', null)).toBe(
    '--- a/a\n+++ /dev/null\n@@ -1,1 +0,0 @@\n-x\n\\ No newline at end of file\n',
  );
  expect(unifiedDiff('a', text, text)).toBe('');
});
