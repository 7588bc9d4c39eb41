import type { RawOptions } from '@ddext-oauth/scaffold';
import { describe, expect, test } from '@jest/globals';
import { type Mistake, mistakes } from './testing/mistakes.ts';
import { checkFiles, type Files, freshFiles } from './testing/workspaces.ts';

const variants: Readonly<Record<NonNullable<Mistake['variant']>, RawOptions>> = {
  callback: { strategy: 'backend-callback', provider: ['github'] },
  tab: { strategy: 'extension-tab', provider: ['oidc'] },
  keys: { token: ['github'] },
  page: { strategy: 'extension-tab', exchange: 'ui', provider: ['oidc'] },
};

/** A new workspace with the mistake, and the line of the mistake. */
function mistaken({ variant = 'callback', file, replace, by, add }: Mistake): Files {
  const files: Record<string, string | undefined> = { ...freshFiles(variants[variant]), ...add };
  if (file === undefined) return files;
  const before = files[file];
  const after = replace === undefined ? by : before?.replace(replace, () => by ?? '');
  if (after === before) throw new Error(`${file} does not contain the text to replace by ${by}.`);
  return { ...files, [file]: after };
}

describe('a mistake in a fresh workspace is found', () => {
  test.each(mistakes)('$mistake', async (mistake) => {
    const { findings } = await checkFiles(mistaken(mistake), mistake.environment);
    expect([...new Set(findings.map(({ rule }) => rule))]).toEqual(mistake.rules);
    expect(findings.map(({ file }) => file)).toContain(mistake.found ?? mistake.file);
  });
});

test('covers at least forty different mistakes', () => {
  expect(new Set(mistakes.map(({ mistake }) => mistake)).size).toBeGreaterThanOrEqual(40);
});
