import { describe, expect, test } from '@jest/globals';
import { extension, made, textOf } from '../testing/edited-extension.ts';

const options = { provider: ['oidc', 'github'], port: '5000' };

describe('the list of providers overrides the record', () => {
  const file = 'auth/src/providers/github.ts';
  const list = 'auth/src/providers/index.ts';
  const unlisted = { [list]: (text: string) => text.replace(/.*github.*\n/g, '') };

  test('for a provider that is not in it, whose file is kept', () => {
    const one = extension(options, unlisted);
    const { warnings } = one.add('google');
    expect(warnings).toContain(
      `github is not in ${list} any more, and is removed from ddext-oauth.json. ${file} stays: delete it, or add the provider again.`,
    );
    const expected = made({ ...options, provider: ['oidc', 'google'] });
    expect(textOf(one.files)).toEqual({ ...textOf(expected), [file]: one.files.get(file) });
  });

  test('for a provider that is in a comment only', () => {
    const one = extension(options, { [list]: (text) => text.replace('  github,', '  // github,') });
    expect(one.record().options.provider).toEqual(['oidc']);
  });

  test.each([
    ['as it was generated', (text: string) => `${text}\n`],
    ['with edits', (text: string) => text.replace("['authorization_code']", "['device_code']")],
  ])('for a provider that is added again, with its file %s', (_, edit) => {
    const one = extension(options, { ...unlisted, [file]: edit });
    one.add('github');
    expect(textOf(one.files)).toEqual({ ...textOf(made(options)), [file]: one.files.get(file) });
    expect(one.files.get(file)).toBe(edit(made(options).get(file) ?? ''));
  });

  test('for a provider of the catalog that was added by hand', () => {
    const one = extension({ ...options, provider: ['oidc'] });
    const mine = (made(options).get(file) ?? '').replace("['authorization_code']", "['device_code']");
    one.files.set(file, mine);
    one.files.set(list, made(options).get(list) ?? '');
    const { warnings } = one.add('google');
    expect(warnings).toContain(`github is in ${list}, and is added to ddext-oauth.json.`);
    const expected = made({ ...options, provider: ['oidc', 'github', 'google'] });
    expect(textOf(one.files)).toEqual({ ...textOf(expected), [file]: mine });
  });

  test.each([
    ['a spread', (text: string) => text.replace('  github,', '  ...[github],')],
    ['a call', (text: string) => text.replace('  github,', '  withScopes(github),')],
    ['a method', (text: string) => text.replace('  github,\n];', '].concat(github);')],
    ['an import from another folder', (text: string) => text.replace('./github.ts', '../hub.ts')],
    ['a package', (text: string) => text.replace('./github.ts', '@acme/providers')],
    [
      'an alias',
      (text: string) => text.replace('{ github }', '{ github as hub }').replace('  github,', '  hub,'),
    ],
    [
      'a later statement',
      (text: string) => `${text.replace('  github,\n', '')}providers.push(github as never);\n`,
    ],
    ['a syntax error', (text: string) => `${text}]`],
  ])('but %s may contain a recorded provider', (_, edit) => {
    expect(extension(options, { [list]: edit }).record().options.provider).toEqual(['oidc', 'github']);
  });

  test('but a provider that is not in the catalog is not recorded', () => {
    const one = extension(options, {
      [list]: (text) => text.replace('  github,', "  github,\n  { ...github, id: 'work' },\n  mine,"),
    });
    expect(one.record().options.provider).toEqual(['oidc', 'github']);
  });
});
