import { expect, test } from '@jest/globals';
import { readExtensionSource, redirectUrisOf } from './extension-source.ts';

const uris = (members: string) =>
  redirectUrisOf(
    readExtensionSource('extension.ts', `export const extension = { id: 'a/b', ${members} } as const;`),
    ['one', 'two'],
  );
const scheme = 'docker-desktop://dashboard/extension-tab?extensionId=a/b';
const bridge = 'https://open.docker.com/dashboard/extension-tab?extensionId=a/b';

test.each([
  [
    "strategy: 'backend-callback', port: 50000",
    ['http://127.0.0.1:50000/callback/one', 'http://127.0.0.1:50000/callback/two'],
  ],
  ["strategy: 'extension-tab'", [scheme]],
  ["strategy: 'extension-tab', redirect: 'bridge'", [bridge]],
  ["strategy: 'extension-tab', redirect: ['scheme', 'bridge']", [scheme, bridge]],
  ["strategy: 'extension-tab', redirect: ['scheme', 'https']", []],
  ["strategy: 'extension-tab', redirect: spelling()", []],
  ["strategy: 'backend-callback', port: port()", []],
])('%s has the redirect URIs %j', (members, expected) => {
  expect(uris(members)).toEqual(expected);
});
