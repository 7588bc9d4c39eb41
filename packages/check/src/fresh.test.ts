import { optionTable, type RawOptions, ScaffoldError } from '@ddext-oauth/scaffold';
import { describe, expect, test } from '@jest/globals';
import { checkFiles, freshFiles } from './testing/workspaces.ts';

const variants = [
  { strategy: 'backend-callback', provider: ['github'] },
  { strategy: 'backend-callback', provider: ['oidc', 'github'] },
  { strategy: 'extension-tab', provider: ['oidc'] },
  { strategy: 'extension-tab', redirect: 'bridge', provider: ['oidc'] },
  { strategy: 'extension-tab', exchange: 'ui', provider: ['oidc'] },
  { strategy: 'extension-tab', exchange: 'ui', redirect: 'bridge', provider: ['oidc'] },
];

describe('a workspace straight after creation', () => {
  test.each(variants)('has no finding with %j', async (variant) => {
    const { findings, checked } = await checkFiles(freshFiles(variant));
    expect(findings).toEqual([]);
    expect(checked.length).toBeGreaterThan(2);
  });

  test.each(variants.slice(-3))('has no finding in a built shared workspace with %j', async (variant) => {
    const workspace = { path: 'extensions/hello', packageManager: 'npm', biome: true } as const;
    const built = {
      'ui/dist/index.html': '<script src="./a.js"></script>',
      'backend/dist/backend.mjs': '',
    };
    const { findings } = await checkFiles({ ...freshFiles({ ...variant, workspace }), ...built });
    expect(findings.filter(({ silenced }) => silenced === undefined)).toEqual([]);
  });

  test('has no finding with any provider of the catalog and any redirect strategy that it supports', async () => {
    const providers = (optionTable.provider.choices ?? []).map(({ value }) => value);
    const made: string[] = [];
    for (const provider of providers) {
      for (const variant of variants.filter(({ provider: { length } }) => length === 1)) {
        const files = filesOf({ ...variant, provider: [provider] });
        if (files === undefined) continue;
        const { findings } = await checkFiles(files);
        expect({ provider, variant, findings }).toEqual({ provider, variant, findings: [] });
        made.push(provider);
      }
    }
    expect(new Set(made)).toEqual(new Set(providers));
  });
});

/** Undefined for a provider and a redirect strategy that the scaffold rejects. */
function filesOf(options: RawOptions) {
  try {
    return freshFiles(options);
  } catch (error) {
    if (error instanceof ScaffoldError && error.code !== 'template-invalid') return undefined;
    throw error;
  }
}
