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
});
