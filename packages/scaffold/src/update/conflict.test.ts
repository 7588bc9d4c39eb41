import { describe, expect, test } from '@jest/globals';
import type { RawOptions } from '../options/options.ts';
import { extension, made } from '../testing/edited-extension.ts';

describe('a change that conflicts with an edit', () => {
  test('is a conflict that names the region and shows both, and changes nothing', () => {
    const one = extension(
      { strategy: 'backend-callback' },
      { 'AGENTS.md': (markdown) => markdown.replace('id, title, strategy (backend-callback)', 'mine') },
    );
    const { conflicts } = one.plan({ strategy: 'extension-tab' });
    expect(conflicts).toEqual([
      {
        path: 'AGENTS.md',
        cause: 'edit',
        line: expect.any(Number),
        reason: expect.stringMatching(/^AGENTS\.md:\d+: this change .* in the generated region "layout"/),
        collisions: [
          {
            line: expect.any(Number),
            found: expect.stringContaining('mine'),
            wanted: expect.stringContaining('strategy (extension-tab)'),
          },
        ],
      },
    ]);
    expect(one.plan({ strategy: 'extension-tab' }, ['AGENTS.md']).conflicts).toEqual([]);
  });

  test('is a conflict in a file that the generators own, for edits of any line', () => {
    const path = 'ui/src/auth-props.ts';
    const one = extension(
      { strategy: 'backend-callback' },
      { [path]: (source) => `${source}export const mine = 1;\n` },
    );
    expect(one.plan({ strategy: 'extension-tab' }).conflicts).toEqual([
      {
        path,
        cause: 'edit',
        line: expect.any(Number),
        reason: expect.stringMatching(
          /^ui\/src\/auth-props\.ts:\d+ is generated as a whole, but contains your edits\./,
        ),
        collisions: [
          {
            line: expect.any(Number),
            found: 'export const mine = 1;\n',
            wanted: expect.stringContaining('takeTabCallback(window)'),
          },
        ],
      },
    ]);
  });

  test('replaces a file that the generators own and a formatter has changed', () => {
    const path = 'ui/src/auth-props.ts';
    const one = extension(
      { strategy: 'backend-callback' },
      { [path]: (source) => source.replaceAll(';', '').replace(/'(@ddext.*?)'/g, '"$1"') },
    );
    one.apply({ strategy: 'extension-tab' });
    expect(one.files.get(path)).toBe(made({ strategy: 'extension-tab' }).get(path));
  });

  test('does not change a region whose markers were removed, and warns', () => {
    const one = extension(
      { provider: ['oidc'] },
      { 'README.md': (markdown) => markdown.replace(/<!-- ddext-oauth:\w+ registration.*-->\n/g, '') },
    );
    const { conflicts, warnings } = one.plan({ provider: ['oidc', 'github'] });
    expect(conflicts).toEqual([]);
    expect(warnings).toEqual([
      expect.stringMatching(
        /^README\.md has no markers "ddext-oauth:begin registration" .*\n\*\*GitHub\*\*/s,
      ),
    ]);
  });

  test.each<[string, Record<string, (text: string) => string>, RawOptions]>([
    [
      'auth/src/providers/index.ts',
      { 'auth/src/providers/index.ts': (s) => s.replace('oidc,', 'oidc && oidc,') },
      { provider: ['github'] },
    ],
    [
      'auth/src/providers/index.ts',
      { 'auth/src/providers/index.ts': (s) => `${s}export const main = oidc;\n` },
      { provider: ['github'] },
    ],
    [
      'auth/src/providers/oidc.ts',
      { 'auth/src/providers/oidc.ts': (s) => `${s}export const mine = 1;\n` },
      { provider: ['github'] },
    ],
  ])('is a conflict in %s (%#)', (path, edits, change) => {
    const { conflicts } = extension({ provider: ['oidc'] }, edits).plan(change);
    expect(conflicts.map((conflict) => conflict.path)).toEqual([path]);
  });

  test('is a conflict that names the line of a use that would have no declaration', () => {
    const index = 'auth/src/providers/index.ts';
    const edit = (text: string) => `${text}export const main = oidc;\n`;
    const { conflicts } = extension({ provider: ['oidc'] }, { [index]: edit }).plan({ provider: ['github'] });
    expect(conflicts).toEqual([
      {
        path: index,
        cause: 'broken-result',
        line: expect.any(Number),
        reason: expect.stringMatching(
          /^auth\/src\/providers\/index\.ts:\d+: this change does not fit your edits: oidc would not be declared\./,
        ),
        collisions: [
          expect.objectContaining({
            found: 'export const main = oidc;\n',
            wanted: expect.stringContaining('github,'),
          }),
        ],
      },
    ]);
  });

  test('is a conflict if a new file already exists', () => {
    const one = extension({ provider: ['oidc'] });
    one.files.set('auth/src/providers/github.ts', 'export const github = 1;\n');
    expect(one.plan({ provider: ['oidc', 'github'] }).conflicts).toEqual([
      {
        path: 'auth/src/providers/github.ts',
        cause: 'exists',
        reason: 'auth/src/providers/github.ts already exists. Rename or remove it, then try again.',
        collisions: [],
      },
    ]);
  });

  test('skips a file that the user has deleted, with a warning', () => {
    const one = extension({ provider: ['oidc'] });
    one.files.delete('AGENTS.md');
    const { files, warnings } = one.plan({ strategy: 'extension-tab' });
    expect(files.has('AGENTS.md')).toBe(false);
    expect(warnings).toContain(
      'AGENTS.md was deleted and stays deleted. It would describe the change to tools.',
    );
  });
});
