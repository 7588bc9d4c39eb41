import { describe, expect, test } from '@jest/globals';
import { extension, made, textOf } from '../testing/edited-extension.ts';

const options = { provider: ['oidc', 'github'], port: '5000' };

describe('a skipped file', () => {
  const readme = { 'README.md': (text: string) => text.replaceAll('5000', 'the port') };

  test('is named with the lines that remain to be changed, also by a later change', () => {
    const one = extension(options, readme);
    const first = one.apply({ port: '6000' }, ['./README.md']);
    expect(first.remaining).toEqual([
      {
        path: 'README.md',
        cause: 'skipped',
        reason: 'README.md was skipped. Change it by hand:',
        collisions: [
          {
            line: undefined,
            found: expect.stringContaining('5000'),
            wanted: expect.stringContaining('6000'),
          },
        ],
      },
    ]);
    const later = one.plan({ title: 'Other' });
    expect(later.conflicts.concat(later.remaining).map(({ path }) => path)).toContain('README.md');
    one.files.set('README.md', made({ ...options, port: '6000' }).get('README.md') ?? '');
    one.apply({});
    expect(textOf(one.files)).toEqual(textOf(made({ ...options, port: '6000' })));
  });

  test.each([
    ['READNE.md', 'README.md'],
    ['extension.test.ts', 'auth/src/extension.test.ts'],
  ])('is rejected with the nearest name if it does not exist: %s', (given, meant) => {
    expect(() => extension(options).plan({ port: '6000' }, [given])).toThrow(
      `--skip=${given} is not a file that this change affects; did you mean --skip=${meant}?`,
    );
  });
});
