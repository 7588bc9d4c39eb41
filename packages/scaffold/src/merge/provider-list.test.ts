import { describe, expect, test } from '@jest/globals';
import { merged } from '../testing/merged.ts';

const list = 'auth/src/providers/index.ts';

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
  ])('removes a provider that has %s', (_, edit) => {
    const text = merged(list, edit(two), two, one);
    expect(text).toContain('  oidc,\n]');
    expect(text).not.toMatch(/hub|github/);
  });

  test.each(['.map((x) => x)', '.reverse()', '.toSorted(byName)'])(
    'adds a provider if it ends with a call: %s',
    (call) => {
      const edit = (text: string) => text.replace(/\];\n$/, `]${call};\n`);
      expect(merged(list, edit(one), one, two)).toBe(edit(two));
    },
  );

  test.each([
    ['with another ending', (text: string) => text.replaceAll(".ts'", ".js'")],
    ['without an ending', (text: string) => text.replaceAll(".ts'", "'")],
  ])('removes a provider that is imported %s', (_, edit) => {
    expect(merged(list, edit(two), two, one)).toBe(edit(one));
    expect(merged(list, edit(one), one, two)).toContain("import { github } from './github.ts';");
  });

  test('adds and removes a provider if it contains an object', () => {
    const edit = (text: string) => text.replace('  oidc,', "  oidc,\n  { ...oidc, id: 'work' },");
    expect(merged(list, edit(one), one, two)).toBe(edit(two));
    expect(merged(list, edit(two), two, one)).toBe(edit(one));
  });

  test('adds a provider under an alias if its name is in use', () => {
    const current = `import { github } from '../enterprise.ts';\n${one.replace('  oidc,', '  oidc,\n  github,')}`;
    const text = merged(list, current, one, two);
    expect(text).toContain("import { github as githubProvider } from './github.ts';");
    expect(text).toContain('  oidc,\n  github,\n  githubProvider,\n];');
  });

  test.each([
    ['a spread', (text: string) => text.replace('  github,', '  ...[github],')],
    ['another use', (text: string) => `${text}export const main = github;\n`],
    ['a computed list', (text: string) => text.replace(/\[[\s\S]*\]/, 'listOf(oidc, github)')],
  ])('rejects removing a provider with %s', (_, edit) => {
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
