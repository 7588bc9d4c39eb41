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

  test('has no finding with each provider of the catalog, with one of the redirect strategies that it supports', async () => {
    const providers = (optionTable.provider.choices ?? []).map(({ value }) => value);
    const single = variants.filter(({ provider: { length } }) => length === 1);
    const used = new Set<object>();
    for (const [index, provider] of providers.entries()) {
      // Each provider begins with another strategy, so that every strategy is checked.
      const order = [...single.slice(index % single.length), ...single.slice(0, index % single.length)];
      const { variant, files } = firstSupported(order, provider);
      const { findings } = await checkFiles(files);
      expect({ provider, variant, findings }).toEqual({ provider, variant, findings: [] });
      used.add(variant);
    }
    expect(used).toEqual(new Set(single));
  });
});

/** The first of the variants that the scaffold accepts for a provider. */
function firstSupported(order: readonly (typeof variants)[number][], provider: string) {
  for (const variant of order) {
    const files = filesOf({ ...variant, provider: [provider] });
    if (files !== undefined) return { variant, files };
  }
  throw new Error(`The scaffold accepts no redirect strategy for ${provider}.`);
}

/** Undefined for a provider and a redirect strategy that the scaffold rejects. */
function filesOf(options: RawOptions) {
  try {
    return freshFiles(options);
  } catch (error) {
    if (error instanceof ScaffoldError && error.code !== 'template-invalid') return undefined;
    throw error;
  }
}
