import { optionTable, type RawOptions, ScaffoldError } from '@ddext-oauth/scaffold';
import { describe, expect, test } from '@jest/globals';
import { checkFiles, freshFiles } from './testing/workspaces.ts';

const ways = [
  { strategy: 'backend-callback', provider: ['github'] },
  { strategy: 'backend-callback', provider: ['oidc', 'github'] },
  { strategy: 'extension-tab', provider: ['oidc'] },
  { strategy: 'extension-tab', redirect: 'bridge', provider: ['oidc'] },
  { strategy: 'extension-tab', exchange: 'ui', provider: ['oidc'] },
  { strategy: 'extension-tab', exchange: 'ui', redirect: 'bridge', provider: ['oidc'] },
];

describe('a workspace straight after creation', () => {
  test.each(ways)('has no finding with %j', async (way) => {
    const { findings, checked } = await checkFiles(freshFiles(way));
    expect(findings).toEqual([]);
    expect(checked.length).toBeGreaterThan(2);
  });

  test.each(ways.slice(-3))(
    'has no finding in a workspace that it shares, once built, with %j',
    async (way) => {
      const workspace = { path: 'extensions/hello', packageManager: 'npm', biome: true } as const;
      const built = {
        'ui/dist/index.html': '<script src="./a.js"></script>',
        'backend/dist/backend.mjs': '',
      };
      const { findings } = await checkFiles({ ...freshFiles({ ...way, workspace }), ...built });
      expect(findings.filter(({ silenced }) => silenced === undefined)).toEqual([]);
    },
  );

  test('has no finding with any provider of the catalogue and any way back that goes with it', async () => {
    const providers = (optionTable.provider.choices ?? []).map(({ value }) => value);
    const made: string[] = [];
    for (const provider of providers) {
      for (const way of ways.filter(({ provider: { length } }) => length === 1)) {
        const files = filesOf({ ...way, provider: [provider] });
        if (files === undefined) continue;
        const { findings } = await checkFiles(files);
        expect({ provider, way, findings }).toEqual({ provider, way, findings: [] });
        made.push(provider);
      }
    }
    expect(new Set(made)).toEqual(new Set(providers));
  });
});

/** Undefined for a provider and a way back that the scaffold refuses together. */
function filesOf(options: RawOptions) {
  try {
    return freshFiles(options);
  } catch (error) {
    if (error instanceof ScaffoldError) return undefined;
    throw error;
  }
}
