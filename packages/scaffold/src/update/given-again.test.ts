import { describe, expect, test } from '@jest/globals';
import { extension, made, textOf } from '../testing/edited-extension.ts';
import { withProvider } from './provider-ids.ts';

const options = { provider: ['oidc', 'github'], port: '5000' };
const list = 'auth/src/providers/index.ts';

function again(edits: Readonly<Record<string, (text: string) => string>>) {
  const one = extension(options, edits);
  const change = { provider: withProvider(one.record(), 'github'), added: 'github' };
  return { ...one, addAgain: () => one.apply(change) };
}

describe('an option that is given again', () => {
  test.each([{ port: '5000' }, { image: 'acme/sign-in' }, { title: 'Sign In' }])(
    'changes nothing in files that have it: %j',
    (change) => {
      const { files, remaining } = extension(options).plan(change);
      expect([[...files], remaining]).toEqual([[], []]);
    },
  );

  test('is reported if a file has another value: the port in compose.yaml', () => {
    const one = extension(options, { 'compose.yaml': (text) => text.replaceAll('5000', '6000') });
    const { files, remaining } = one.apply({ port: '5000' });
    expect([...files]).toEqual([]);
    expect(remaining).toEqual([
      expect.objectContaining({
        path: 'compose.yaml',
        reason: expect.stringMatching(/^compose\.yaml:\d+ does not have the option that you give, and stays/),
        collisions: [
          {
            line: expect.any(Number),
            found: expect.stringContaining('6000'),
            wanted: expect.stringContaining('5000'),
          },
        ],
      }),
    ]);
    expect(one.plan({ title: 'Other' }).conflicts).toEqual([]);
  });

  test('is reported if a file was deleted: the port in compose.yaml', () => {
    const one = extension(options);
    one.files.delete('compose.yaml');
    expect(one.plan({ port: '5000' }).remaining).toMatchObject([{ path: 'compose.yaml', cause: 'deleted' }]);
  });

  test('is reported in an edited file only if it differs: the title in metadata.json', () => {
    const edit = (title: string) => ({
      'metadata.json': (text: string) => text.replace('"Sign In"', `"${title}"`).replace('{', '{ "mine": 1,'),
    });
    expect(extension(options, edit('Sign In')).plan({ title: 'Sign In' }).remaining).toEqual([]);
    expect(extension(options, edit('Other')).plan({ title: 'Sign In' }).remaining).toMatchObject([
      { path: 'metadata.json' },
    ]);
  });
});

describe('a provider that is added again', () => {
  test('changes nothing in files that have it, for any values', () => {
    const { addAgain } = again({
      'compose.yaml': (text) => text.replace('GITHUB_CLIENT_ID: ""', 'GITHUB_CLIENT_ID: abc # ours'),
      'README.md': (text) => text.replace(/.*\*\*GitHub\*\*.*\n/g, 'Ask Ada for access to GitHub.\n'),
      'auth/src/providers/github.ts': (text) => `${text}\nexport const mine = 1;\n`,
    });
    const { files, remaining, warnings } = addAgain();
    expect([[...files], remaining, warnings]).toEqual([[], [], []]);
  });

  test.each([
    ['compose.yaml', (text: string) => text.replace(/.*GITHUB.*\n/g, '')],
    [list, (text: string) => text.replace(/.*github.*\n/g, '')],
  ])('is written to files that lack it: %s', (path, edit) => {
    const one = again({ [path]: edit });
    one.addAgain();
    expect(one.files.get(path)).toBe(made(options).get(path));
    expect(one.addAgain().files.size).toBe(0);
  });

  test('is written to its file again', () => {
    const one = again({});
    one.files.delete('auth/src/providers/github.ts');
    one.addAgain();
    expect(textOf(one.files)).toEqual(textOf(made(options)));
  });
});
