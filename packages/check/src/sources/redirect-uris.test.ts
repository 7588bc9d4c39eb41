import { expect, test } from '@jest/globals';
import { readExtensionSource } from './extension-source.ts';
import { readProviderSource } from './provider-source.ts';
import { redirectUrisIn } from './redirect-uris.ts';

const extension = (members: string) =>
  readExtensionSource('extension.ts', `export const extension = { id: 'a/b', ${members} } as const;`);
const provider = (id: string, preset: string) =>
  readProviderSource(
    'provider.ts',
    `import { ${preset} as preset } from '@ddext-oauth/auth/providers';\ndefineProvider({ id: ${id}, preset });`,
  );
const providers = [provider("'one'", 'github'), provider("'two'", 'miro')];
const scheme = 'docker-desktop://dashboard/extension-tab?extensionId=a/b';
const bridge = 'https://open.docker.com/dashboard/extension-tab?extensionId=a/b';
const callback = "strategy: 'backend-callback', port: 50000";

test.each([
  [callback, ['http://127.0.0.1:50000/callback/one', 'http://localhost:50000/callback/two']],
  ["strategy: 'extension-tab'", [scheme]],
  ["strategy: 'extension-tab', redirect: 'bridge'", [bridge]],
  ["strategy: 'extension-tab', redirect: ['scheme', 'bridge']", [scheme, bridge]],
  ["strategy: 'extension-tab', redirect: ['scheme', 'https']", []],
  ["strategy: 'extension-tab', redirect: spelling()", []],
  ["strategy: 'backend-callback', port: port()", []],
])('%s has the redirect URIs %j', (members, expected) => {
  const uris = redirectUrisIn(extension(members), providers).flatMap((each) => each.uris);
  expect([...new Set(uris)]).toEqual(expected);
});

test('a preset that is not in the catalog has both hosts', () => {
  expect(redirectUrisIn(extension(callback), [provider("'own'", 'ours')])).toEqual([
    {
      uris: ['http://127.0.0.1:50000/callback/own'],
      alternatives: ['http://localhost:50000/callback/own'],
    },
  ]);
});

test('a provider with a computed ID has the redirect URI of the tab, and none on loopback', () => {
  const computed = [provider('id()', 'github')];
  expect(redirectUrisIn(extension("strategy: 'extension-tab'"), computed)).toMatchObject([
    { uris: [scheme] },
  ]);
  expect(redirectUrisIn(extension(callback), computed)).toEqual([]);
});
