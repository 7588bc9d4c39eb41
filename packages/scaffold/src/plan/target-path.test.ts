import { describe, expect, test } from '@jest/globals';
import { safePath, targetPath } from './target-path.ts';

describe('the path of a template', () => {
  test.each([
    ['README.md', 'README.md'],
    ['dot-github/workflows/ci.yml', '.github/workflows/ci.yml'],
    ['a/dot-env.example', 'a/.env.example'],
    ['not-dot-file', 'not-dot-file'],
    ['providers/__provider.id__.ts', 'providers/github.ts'],
    ['__name__/__port__-__name__', 'x/5-x'],
    ['snake__case', 'snake__case'],
  ])('%s is written as %s', (template, written) => {
    expect(targetPath(template, { name: 'x', port: 5, provider: { id: 'github' } })).toBe(written);
  });

  test.each(['__nothing__', '__provider__', '__provider.id.length__', '__constructor.name__'])(
    '%s is an error, because the context has no such text',
    (template) => {
      expect(() => targetPath(template, { provider: { id: 'github' } })).toThrow(
        'has no text with this name',
      );
    },
  );

  test('a value of the context cannot leave the target directory', () => {
    expect(() => targetPath('a/__name__', { name: '../../etc' })).toThrow('not safe');
  });
});

describe('a safe path', () => {
  test.each(['a', '.env', 'a/b.c/d', '...a', 'con-text', 'vendor/x-0.1.0.tgz'])('may be %j', (path) => {
    expect(safePath(path)).toBe(path);
  });

  test.each([
    ...['', '/etc/passwd', '../x', 'a/../../x', 'a//b', './a', 'a/', 'a\\b', 'C:/x', 'a\0b', 'a\nb'],
    ...['con', 'a/NUL.txt', 'lpt1', 'a.', 'a ', 'what?', 'a*'],
  ])('is not %j', (path) => {
    expect(() => safePath(path)).toThrow('not safe');
  });
});
